import { errorCases } from '../errors/cases.js';
import type { ErrorContext } from '../errors/context.js';
import { permissionOf } from '../errors/accessCases.js';
import { problem } from '../errors/envelope.js';
import type { AccessToken } from '../auth/tokens.js';
import { verifySelfSigned } from '../auth/jwt.js';
import type { World } from '../world.js';
import { Refusal } from './answer.js';
import type { Call } from './route.js';

/** Google's system parameters (cloud.google.com/apis/docs/system-parameters), which every method takes. */
const systemParameters = new Set([
  ...['$.xgafv', 'access_token', 'alt', '$alt', 'callback', 'fields', '$fields', 'key', 'oauth_token', 'prettyPrint'],
  ...['$prettyPrint', 'quotaUser', 'uploadType', 'upload_protocol', '$apiVersion', '$.xgafv', 'userIp'],
]);

/**
 * Everything that is checked before a service sees a request, in Google's order: token, scope, parameters, the consumer's
 * project, permission. Returns the token. Throws a Refusal.
 */
export function admit(call: Call, world: World): AccessToken | undefined {
  const { route } = call;
  if (route.access === 'open') return undefined;
  const context = errorContext(call);
  const token = authenticate(call, world, context);
  if (!route.scopes.some((scope) => token.scopes.has(scope))) throw new Refusal(errorCases.scopeInsufficient(context));
  checkParameters(call);
  checkConsumer(call, world, token, context);
  const denied = call.project?.denied;
  if (denied?.has('*') === true || denied?.has(permissionOf(context)) === true) {
    throw new Refusal(errorCases.permissionDenied(context));
  }
  return token;
}

/** What an error message about this request would name. */
export function errorContext(call: Call): ErrorContext {
  return {
    service: call.api.id,
    host: call.api.hosts[0] ?? '',
    title: call.api.title,
    project: call.project?.projectId ?? projectSegment(call.name) ?? '-',
    projectNumber: call.project?.number ?? '0',
    location: call.location ?? 'global',
    resource: call.name,
    method: call.route.method,
    path: `/${call.path}`,
    scopes: call.route.scopes,
  };
}

function authenticate(call: Call, world: World, context: ErrorContext): AccessToken {
  const header = call.headers['authorization'];
  const bearer = typeof header === 'string' ? /^Bearer\s+(\S+)$/i.exec(header)?.[1] : undefined;
  const text = bearer ?? call.query.get('access_token') ?? call.query.get('oauth_token');
  if (text === null) throw new Refusal(errorCases.credentialsMissing(context));
  const token = world.tokens.access(text) ?? verifySelfSigned(text, call, world);
  if (token === undefined) throw new Refusal(errorCases.tokenTypeUnsupported(context));
  if (token.revoked || token.expiresAt <= world.clock.wall()) throw new Refusal(errorCases.tokenExpired(context));
  return token;
}

function checkParameters({ query, route }: Call): void {
  if (route.query === 'any') return;
  for (const name of query.keys()) {
    const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (systemParameters.has(name) || route.query.includes(name) || route.query.includes(camel)) continue;
    throw new Refusal(
      problem(
        'INVALID_ARGUMENT',
        `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. ` +
          `Field '${name}' could not be found in request message.`,
      ),
    );
  }
}

/** Which project pays, and whether the API is enabled there: first the quota project, then the one in the path. */
function checkConsumer(call: Call, world: World, token: AccessToken, context: ErrorContext): void {
  const quotaProject = call.headers['x-goog-user-project'];
  if (typeof quotaProject === 'string' && quotaProject !== '') {
    const project = world.projects.get(quotaProject);
    const forQuota = { ...context, project: quotaProject, projectNumber: project?.number ?? '0' };
    if (project?.usable !== true) throw new Refusal(errorCases.quotaProjectDenied(forQuota));
    if (!isEnabled(project.enabled, call.api.id)) throw new Refusal(errorCases.apiDisabled(forQuota));
  } else if (token.kind === 'user' && world.switches.quotaProjectRequired.has(call.api.id)) {
    throw new Refusal(errorCases.quotaProjectMissing(context));
  }
  if (projectSegment(call.name) === undefined) return;
  if (call.project === undefined) throw new Refusal(errorCases.permissionDenied(context));
  if (call.project.state !== 'ACTIVE') throw new Refusal(errorCases.consumerInvalid(context));
  // These two answer for every project, also for one that has nothing enabled.
  if (call.api.id === 'cloudresourcemanager' || call.api.id === 'serviceusage') return;
  if (!isEnabled(call.project.enabled, call.api.id)) throw new Refusal(errorCases.apiDisabled(context));
}

function isEnabled(enabled: ReadonlySet<string> | 'all', service: string): boolean {
  return enabled === 'all' || enabled.has(service);
}

/** `projects/-` names no project: service accounts are found by their address alone. */
function projectSegment(name: string): string | undefined {
  const id = /^projects\/([^/]+)/.exec(name)?.[1];
  return id === '-' ? undefined : id;
}
