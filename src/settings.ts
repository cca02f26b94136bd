import type { CredentialOptions } from './google/credentials/options.js';
import { PROJECT_ID, PROJECT_OR_FOLDER } from './google/projectId.js';
import { isInProject } from './google/serviceCatalog/collectionAt.js';
import { seedServices } from './google/serviceCatalog/seed.js';
import type { Service } from './google/serviceCatalog/service.js';
import { withVersion } from './google/serviceCatalog/withVersion.js';
import { SettingsReader, shownJson, type SettingProblem } from './settingsReader.js';

/** The `cloudOperations` settings, checked and typed. */
export interface Settings extends AskedSettings, ShownSettings {}

/**
 * What google/ and watch/ are built by: a change of one of these ends every request under way and reads everything anew.
 * Plain data, which is compared to tell a change.
 */
export interface AskedSettings {
  /** Project ids, and folders for all projects below them, in the order given; empty: the credentials' own project. */
  readonly projects: readonly string[];
  /** Left out of the view, wherever they come from. */
  readonly hiddenProjects: readonly string[];
  /** The chosen services of the catalogue, each at its chosen version. */
  readonly services: readonly Service[];
  /** `services` is everything in the catalogue; a project is asked for those that it has enabled. */
  readonly everyEnabledService: boolean;
  /** Narrows locations; empty: all. */
  readonly regions: readonly string[];
  /** Service id → base URL in place of Google's. */
  readonly endpointOverrides: Readonly<Record<string, string>>;
  readonly quotaProject: string | undefined;
  readonly requestTimeoutMs: number;
  readonly credentials: Omit<CredentialOptions, 'env' | 'signIn'>;
  /** E-mail address of the account that is signed in with VS Code to use; absent: the one that signed in last. */
  readonly signInAccount: string | undefined;
}

/** What is looked up where it is needed. A change of these sends nothing and ends nothing. */
export interface ShownSettings {
  /** The person said which services, so that one of them is shown also where it cannot be read. */
  readonly servicesChosen: boolean;
  /** Shown first, in this order. */
  readonly pinnedProjects: readonly string[];
  readonly showEmptyRegions: boolean;
  /** What concerns the person stands above all projects. */
  readonly showConcerns: boolean;
  readonly rows: RowSettings;
  readonly protection: ProtectionSettings;
  readonly notifications: NotificationLevel;
  readonly badge: BadgeCount;
  readonly budget: BudgetSettings;
  readonly auditLog: AuditLogSettings;
  /** Id of the organization's OAuth client, for signing in with Google. */
  readonly oauthClientId: string | undefined;
}

/** What the row of an operation says. */
export interface RowSettings {
  /** Whether its label is the name of what is changed, or what is done to it. */
  readonly label: RowLabel;
  /** What stands behind the label, in this order. */
  readonly description: readonly RowPart[];
}

export const ROW_LABELS = ['target', 'action'] as const;
export type RowLabel = (typeof ROW_LABELS)[number];

export const ROW_PARTS = ['state', 'action', 'service', 'user'] as const;
export type RowPart = (typeof ROW_PARTS)[number];

const DEFAULT_ROW_PARTS: readonly RowPart[] = ['state', 'action'];

/** What is asked of the audit logs. */
export interface AuditLogSettings {
  /** Who started an operation that is opened. */
  readonly startedBy: boolean;
  /** Where operations began lately, to look there first. */
  readonly placesFirst: boolean;
  /** A log view that holds those of all projects: `projects/p/locations/l/buckets/b/views/v`. */
  readonly view: string | undefined;
}

/** How many requests may leave while nobody waits for them; 0: none. */
export interface BudgetSettings {
  readonly perHour: number;
  readonly perMinute: number;
}

/** What may be changed, and how carefully. In patterns `*` stands for any characters. */
export interface ProtectionSettings {
  /** Nothing is changed anywhere. */
  readonly readOnly: boolean;
  /** Patterns of projects in which nothing is changed. */
  readonly readOnlyProjects: readonly string[];
  /** Patterns of projects whose id has to be typed before something is changed. */
  readonly protectedProjects: readonly string[];
}

/** What is told in notifications; each level includes those after it. */
export const NOTIFICATION_LEVELS = ['all', 'failuresAndCancellations', 'mine', 'none'] as const;
export type NotificationLevel = (typeof NOTIFICATION_LEVELS)[number];

/** What the number on the view's icon counts: nothing, what is being cancelled or watched, or all that runs. */
export const BADGE_COUNTS = ['mine', 'running', 'none'] as const;
export type BadgeCount = (typeof BADGE_COUNTS)[number];

export interface SettingsReading {
  readonly settings: Settings;
  /** Those of them that google/ and watch/ are built by. */
  readonly asked: AskedSettings;
  /** What was not understood; each was replaced by its default, or left out of its list. */
  readonly problems: readonly SettingProblem[];
}

/** Stands in the `services` setting for every service that a project has enabled. */
export const EVERY_ENABLED_SERVICE = '*';

const LOG_VIEW = /^projects\/[a-z0-9.:-]+\/locations\/[a-z0-9-]+\/buckets\/[\w.-]+\/views\/[\w.-]+$/;
const REGION = /^[a-z][a-z0-9-]*$/;

/** Everything that has an endpoint of its own beside the services of the catalogue. */
const OTHER_ENDPOINTS = [
  'cloudresourcemanager',
  'compute',
  'serviceusage',
  'oauth2',
  'accounts',
  'sts',
  'iamcredentials',
  'logging',
];

const SOURCES = ['automatic', 'applicationDefault', 'gcloud', 'signIn'] as const;

/** Ids in the settings that may name services, so that the caller knows how much of the catalogue is needed. */
export function serviceIdsIn(get: (name: string) => unknown): readonly string[] {
  const services = get('services');
  const keys = ['serviceVersions', 'endpointOverrides'].flatMap((name) =>
    Object.keys((get(name) as object | null) ?? {}),
  );
  const named: unknown[] = Array.isArray(services) ? services : [];
  // Some of what has an endpoint anyway is a service too, where somebody chooses it.
  return [...named, ...keys.filter((id) => !OTHER_ENDPOINTS.includes(id))].filter((id) => typeof id === 'string');
}

/**
 * Reads the settings below `cloudOperations`. Never throws: a value of the wrong type is reported and its default used.
 * @param get the raw value of a setting by its name below `cloudOperations`, as VS Code hands it out.
 * @param catalogue every service that can be chosen.
 * @param getOwn the value in the person's own settings, whatever a workspace or a remote machine says.
 * @param isSet whether somebody set it, wherever: VS Code hands out defaults as well.
 */
export function readSettings(
  get: (name: string) => unknown,
  catalogue: readonly Service[],
  getOwn: (name: string) => unknown = get,
  isSet: (name: string) => boolean = (name) => get(name) !== undefined,
): SettingsReading {
  const reader = new SettingsReader(get);
  const where = {
    projects: reader.strings('projects', PROJECT_OR_FOLDER, 'projectOrFolder'),
    hiddenProjects: reader.strings('hiddenProjects', PROJECT_ID, 'projectId'),
    ...readServices(reader, catalogue, getOwn),
    regions: reader.strings('regions', REGION, 'region'),
  } satisfies Partial<AskedSettings>;
  const shown: ShownSettings = {
    servicesChosen: isSet('services'),
    pinnedProjects: reader.strings('pinnedProjects', PROJECT_ID, 'projectId'),
    showEmptyRegions: reader.boolean('showEmptyRegions', false),
    showConcerns: reader.boolean('showConcerns', true),
    rows: {
      label: reader.choice('rowLabel', ROW_LABELS, 'target'),
      description: reader.choices('rowDescription', ROW_PARTS) ?? DEFAULT_ROW_PARTS,
    },
    // Where one is not understood everything is protected: whoever wrote it meant to protect something.
    protection: {
      readOnly: reader.boolean('readOnly', false, true),
      readOnlyProjects: reader.patterns('readOnlyProjects'),
      protectedProjects: reader.patterns('protectedProjects'),
    },
    notifications: reader.choice('notifications', NOTIFICATION_LEVELS, 'mine'),
    badge: reader.choice('badge', BADGE_COUNTS, 'mine'),
    // Application scope as well: a workspace could spend an organization's quota.
    budget: {
      perHour: reader.number('requestsPerHour', { min: 0, max: 1_000_000, otherwise: 6_000 }),
      perMinute: reader.number('requestsPerMinute', { min: 0, max: 100_000, otherwise: 300 }),
    },
    auditLog: {
      startedBy: reader.boolean('auditLogStartedBy', true, false),
      placesFirst: reader.boolean('auditLogFirst', false),
      view: reader.text('auditLogView', LOG_VIEW, 'logView'),
    },
    oauthClientId: reader.text('credentials.oauthClientId'),
  };
  const asked: AskedSettings = {
    ...where,
    endpointOverrides: reader.endpoints('endpointOverrides', [...catalogue.map(({ id }) => id), ...OTHER_ENDPOINTS]),
    quotaProject: reader.text('quotaProject', PROJECT_ID, 'projectId'),
    requestTimeoutMs: reader.number('requestTimeout', { min: 1, max: 600, otherwise: 30 }) * 1000,
    credentials: {
      source: reader.choice('credentials.source', SOURCES, 'automatic'),
      metadataServer: reader.boolean('credentials.metadataServer', false),
      gcloud: {
        path: reader.text('credentials.gcloudPath') ?? 'gcloud',
        account: reader.text('credentials.gcloudAccount'),
        configuration: reader.text('credentials.gcloudConfiguration'),
      },
      impersonate: reader.text('credentials.impersonate'),
      subject: reader.text('credentials.subject'),
    },
    signInAccount: reader.text('credentials.signInAccount'),
  };
  return { settings: { ...asked, ...shown }, asked, problems: reader.problems };
}

function readServices(
  reader: SettingsReader,
  catalogue: readonly Service[],
  getOwn: (name: string) => unknown,
): Pick<AskedSettings, 'services' | 'everyEnabledService'> {
  const versions = reader.record('serviceVersions');
  const ids = reader.choices('services', [EVERY_ENABLED_SERVICE, ...catalogue.map(({ id }) => id)]);
  const own = getOwn('services');
  const wanted = ids?.includes(EVERY_ENABLED_SERVICE) ?? false;
  const everyEnabledService = wanted && Array.isArray(own) && own.includes(EVERY_ENABLED_SERVICE);
  if (wanted && !everyEnabledService) {
    // It costs a hundred times the requests, against the person's quota.
    reader.report('services', EVERY_ENABLED_SERVICE, { kind: 'ownSetting' });
  }
  const named = ids?.filter((id) => id !== EVERY_ENABLED_SERVICE) ?? [];
  const chosen = ids === undefined || (wanted && named.length === 0) ? seedServices.map(({ id }) => id) : named;
  const services = catalogue.filter(
    (service) => chosen.includes(service.id) || (everyEnabledService && inProjects(service)),
  );
  for (const id of Object.keys(versions)) {
    if (!catalogue.some((service) => service.id === id)) {
      reader.report('serviceVersions', id, { kind: 'oneOf', choices: catalogue.map((service) => service.id) });
    }
  }
  const versioned = services.map((service) => {
    const version = versions[service.id];
    if (version === undefined) {
      return service;
    }
    const chosen = typeof version === 'string' ? withVersion(service, version) : undefined;
    if (chosen) {
      return chosen;
    }
    reader.report('serviceVersions', `${service.id}: ${shownJson(version)}`, {
      kind: 'oneOf',
      choices: service.versions,
    });
    return service;
  });
  return { services: versioned, everyEnabledService };
}

/** With every service of a project, those below resources only are left out: each resource costs a request. */
function inProjects(service: Service): boolean {
  return service.collections.some(isInProject);
}
