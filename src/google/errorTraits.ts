import type { ApiErrorKind } from './apiError.js';

/** What follows from the kind of an error alone, whoever meets it. */
type ErrorTrait =
  /** It is about the credential: what helps depends on which one is in use. */
  | 'aboutCredential'
  /** Without a usable credential no request can succeed: one message says it, instead of a row per region. */
  | 'stopsEverything'
  /** The same request may well succeed in a moment. */
  | 'passes'
  /** The server has too much to do or to offer too little: looks at it wait longer. */
  | 'slowsDown'
  /** A request that changes nothing is sent again by itself (AIP-194). */
  | 'isRepeated'
  /** The same, after the time that the server asks for and only then. */
  | 'isRepeatedWhenAsked'
  /** What services without a documented `-` are known to answer: Cloud Tasks the first, Cloud Run the second. */
  | 'refusesWildcard'
  /** Perhaps there is no such list: of one that shows what another shows too this is nothing to be told. */
  | 'deniesList'
  /** The cause lies in the project or the credential: every service that it is asked of answers alike. */
  | 'isOfAllServices'
  /** The cause lies in the credential, a setting or the machine: every project answers alike. */
  | 'isOfAllProjects'
  /** Nothing is broken. */
  | 'isCalm'
  /** Nothing is broken where it is about what lies outside projects. */
  | 'isCalmOutsideProjects';

/** Every kind, also those of which nothing follows: a new one has to be thought about here. */
const traits = {
  credentialsMissing: ['aboutCredential', 'stopsEverything'],
  credentialsBroken: ['aboutCredential', 'stopsEverything'],
  signInExpired: ['aboutCredential', 'stopsEverything'],
  reauthRequired: ['aboutCredential', 'stopsEverything'],
  tokenRejected: ['aboutCredential', 'isOfAllServices', 'isOfAllProjects'],
  // A permission that Workspace alone asks for.
  scopeInsufficient: ['aboutCredential', 'isOfAllServices', 'isOfAllProjects', 'isCalmOutsideProjects'],
  // An API that nobody here uses.
  apiDisabled: ['isCalm'],
  quotaProjectMissing: ['isOfAllServices', 'isOfAllProjects'],
  quotaProjectDenied: ['isOfAllServices', 'isOfAllProjects'],
  permissionDenied: [],
  securityPolicy: [],
  orgPolicy: [],
  // A region that is closed to most projects.
  locationUnavailable: ['isCalm'],
  projectDeleted: ['isOfAllServices'],
  projectSuspended: ['isOfAllServices'],
  billingDisabled: ['isOfAllServices'],
  rateLimited: ['passes', 'slowsDown', 'isRepeatedWhenAsked'],
  notFound: ['deniesList'],
  unimplemented: ['refusesWildcard', 'deniesList'],
  failedPrecondition: [],
  invalidArgument: ['refusesWildcard', 'deniesList'],
  unavailable: ['passes', 'slowsDown', 'isRepeated'],
  deadline: ['passes'],
  network: ['passes', 'isRepeated', 'isOfAllServices', 'isOfAllProjects'],
  certificate: ['isOfAllServices', 'isOfAllProjects'],
  aborted: [],
  garbled: ['passes'],
  pagingLoop: [],
  tooManyProjects: [],
  endpointInvalid: [],
  originNotAllowed: [],
  redirected: ['passes'],
  other: [],
} as const satisfies Record<ApiErrorKind, readonly ErrorTrait[]>;

/** The kinds that have a trait. */
export type KindsThat<Trait extends ErrorTrait> = {
  [Kind in ApiErrorKind]: Trait extends (typeof traits)[Kind][number] ? Kind : never;
}[ApiErrorKind];

/** Whether errors of this kind are so: `errorThat('passes', kind)`. */
export function errorThat<Trait extends ErrorTrait>(trait: Trait, kind: ApiErrorKind): kind is KindsThat<Trait> {
  const known: readonly ErrorTrait[] = traits[kind];
  return known.includes(trait);
}
