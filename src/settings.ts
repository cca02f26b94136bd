import type { CredentialOptions } from './google/credentials/options.js';
import type { Service } from './google/serviceCatalog/service.js';
import { withVersion } from './google/serviceCatalog/withVersion.js';

/** The `cloudOperations` settings, checked and typed. */
export interface Settings {
  /** Project ids in the order given; empty: the credentials' own project. */
  readonly projects: readonly string[];
  /** The chosen services of the catalogue, each at its chosen version. */
  readonly services: readonly Service[];
  /** Narrows locations; empty: all. */
  readonly regions: readonly string[];
  readonly showEmptyRegions: boolean;
  /** Service id → base URL in place of Google's. */
  readonly endpointOverrides: Readonly<Record<string, string>>;
  readonly quotaProject: string | undefined;
  readonly requestTimeoutMs: number;
  readonly credentials: Omit<CredentialOptions, 'env' | 'signIn'>;
  readonly protection: ProtectionSettings;
  readonly notifications: NotificationLevel;
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

/** A setting, or one entry of it, that was not understood. */
export interface SettingProblem {
  /** Full name, e.g. `cloudOperations.projects`. */
  readonly setting: string;
  /** The entry that is wrong, shortened for show; absent when the whole setting is. */
  readonly entry: string | undefined;
  readonly expected: Expectation;
}

/** What a setting should have been. */
export type Expectation =
  | { readonly kind: 'text' | 'list' | 'object' | 'boolean' | 'projectId' | 'projectPattern' | 'region' | 'endpoint' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'oneOf'; readonly choices: readonly string[] };

export interface SettingsReading {
  readonly settings: Settings;
  /** What was not understood; each was replaced by its default, or left out of its list. */
  readonly problems: readonly SettingProblem[];
}

/** Project ids, domain-scoped ids such as `example.com:analytics`, and project numbers. */
export const PROJECT_ID = /^(?:[a-z0-9][a-z0-9.-]*:)?[a-z0-9][a-z0-9-]*$/;
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
];

const SOURCES = ['automatic', 'applicationDefault', 'gcloud', 'signIn'] as const;

/**
 * Reads the settings below `cloudOperations`. Never throws: a value of the wrong type is reported and its default used.
 * @param get the raw value of a setting by its name below `cloudOperations`, as VS Code hands it out.
 * @param catalogue every service that can be chosen.
 */
export function readSettings(get: (name: string) => unknown, catalogue: readonly Service[]): SettingsReading {
  const reader = new SettingsReader(get);
  const settings: Settings = {
    projects: reader.strings('projects', PROJECT_ID, 'projectId'),
    services: readServices(reader, catalogue),
    regions: reader.strings('regions', REGION, 'region'),
    showEmptyRegions: reader.boolean('showEmptyRegions', false),
    endpointOverrides: reader.endpoints('endpointOverrides', [...catalogue.map(({ id }) => id), ...OTHER_ENDPOINTS]),
    quotaProject: reader.text('quotaProject'),
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
    // These have application scope in package.json: a workspace, a folder or a remote machine (a dev container's settings
    // among them) cannot take away the protection that the person has set up. Where one is not understood everything is
    // protected: whoever wrote it meant to protect something.
    protection: {
      readOnly: reader.boolean('readOnly', false, true),
      readOnlyProjects: reader.patterns('readOnlyProjects'),
      protectedProjects: reader.patterns('protectedProjects'),
    },
    notifications: reader.choice('notifications', NOTIFICATION_LEVELS, 'mine'),
  };
  return { settings, problems: reader.problems };
}

function readServices(reader: SettingsReader, catalogue: readonly Service[]): Service[] {
  const versions = reader.record('serviceVersions');
  const ids = reader.choices('services', new Set(catalogue.map(({ id }) => id)));
  const services = catalogue.filter(({ id }) => ids?.includes(id) ?? true);
  for (const id of Object.keys(versions)) {
    if (!catalogue.some((service) => service.id === id)) {
      reader.report('serviceVersions', id, { kind: 'oneOf', choices: catalogue.map((service) => service.id) });
    }
  }
  return services.map((service) => {
    const version = versions[service.id];
    if (version === undefined) {
      return service;
    }
    const chosen = typeof version === 'string' ? withVersion(service, version) : undefined;
    if (chosen) {
      return chosen;
    }
    reader.report('serviceVersions', `${service.id}: ${JSON.stringify(version)}`, {
      kind: 'oneOf',
      choices: service.versions,
    });
    return service;
  });
}

/** Takes values out of the settings one by one and notes what is wrong with them. */
class SettingsReader {
  readonly problems: SettingProblem[] = [];
  readonly #get: (name: string) => unknown;

  constructor(get: (name: string) => unknown) {
    this.#get = get;
  }

  report(name: string, entry: unknown, expected: Expectation): void {
    const shown = entry === undefined ? undefined : shorten(typeof entry === 'string' ? entry : JSON.stringify(entry));
    this.problems.push({ setting: `cloudOperations.${name}`, entry: shown, expected });
  }

  /** Trimmed; undefined for the empty text. */
  text(name: string): string | undefined {
    const value = this.#value(name);
    if (typeof value === 'string') {
      return value.trim() || undefined;
    }
    this.#refuse(name, value, { kind: 'text' });
    return undefined;
  }

  /** @param malformed stands for a value of another type. */
  boolean(name: string, otherwise: boolean, malformed = otherwise): boolean {
    const value = this.#value(name);
    if (typeof value === 'boolean') {
      return value;
    }
    this.#refuse(name, value, { kind: 'boolean' });
    return value === undefined ? otherwise : malformed;
  }

  number(name: string, range: { min: number; max: number; otherwise: number }): number {
    const { min, max, otherwise } = range;
    const value = this.#value(name);
    if (typeof value === 'number' && value >= min && value <= max) {
      return value;
    }
    this.#refuse(name, value, { kind: 'number', min, max });
    return otherwise;
  }

  choice<T extends string>(name: string, choices: readonly T[], otherwise: T): T {
    const value = this.#value(name);
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) {
      this.#refuse(name, value, { kind: 'oneOf', choices });
    }
    return chosen ?? otherwise;
  }

  /** The entries that match, each once, in order. */
  strings(name: string, pattern: RegExp, kind: 'projectId' | 'region'): string[] {
    const entries = (this.#list(name) ?? []).map((entry) => (typeof entry === 'string' ? entry.trim() : entry));
    const good = entries.filter((entry): entry is string => typeof entry === 'string' && pattern.test(entry));
    for (const entry of entries) {
      if (!good.includes(entry as string)) {
        this.report(name, entry, { kind });
      }
    }
    return [...new Set(good)];
  }

  /** Patterns of project ids; the pattern for everything where the setting is no list. */
  patterns(name: string): string[] {
    const entries = this.#list(name) ?? (this.#value(name) === undefined ? [] : ['*']);
    return entries.flatMap((entry) => {
      const pattern = typeof entry === 'string' ? entry.trim() : '';
      if (pattern === '' || /\s/.test(pattern)) {
        this.report(name, entry, { kind: 'projectPattern' });
        return [];
      }
      return [pattern];
    });
  }

  /** The entries that are among `choices`; undefined when the setting is absent or no list. */
  choices(name: string, choices: ReadonlySet<string>): string[] | undefined {
    const entries = this.#list(name);
    for (const entry of entries ?? []) {
      if (typeof entry !== 'string' || !choices.has(entry)) {
        this.report(name, entry, { kind: 'oneOf', choices: [...choices] });
      }
    }
    return entries?.filter((entry): entry is string => typeof entry === 'string' && choices.has(entry));
  }

  record(name: string): Readonly<Record<string, unknown>> {
    const value = this.#value(name);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
    this.#refuse(name, value, { kind: 'object' });
    return {};
  }

  endpoints(name: string, ids: readonly string[]): Record<string, string> {
    const endpoints: Record<string, string> = {};
    for (const [id, url] of Object.entries(this.record(name))) {
      if (!ids.includes(id)) {
        this.report(name, id, { kind: 'oneOf', choices: ids });
      } else if (typeof url === 'string' && isEndpoint(url)) {
        endpoints[id] = url.trim();
      } else {
        this.report(name, `${id}: ${String(url)}`, { kind: 'endpoint' });
      }
    }
    return endpoints;
  }

  #list(name: string): readonly unknown[] | undefined {
    const value = this.#value(name);
    if (Array.isArray(value)) {
      return value as unknown[];
    }
    this.#refuse(name, value, { kind: 'list' });
    return undefined;
  }

  /** `null` in settings.json means "as if it were not there". */
  #value(name: string): unknown {
    return this.#get(name) ?? undefined;
  }

  #refuse(name: string, value: unknown, expected: Expectation): void {
    if (value !== undefined) {
      this.report(name, value, expected);
    }
  }
}

/** An override receives access tokens: https, or http on this machine only. With or without a path, nothing after it. */
function isEndpoint(text: string): boolean {
  if (!URL.canParse(text.trim())) {
    return false;
  }
  const { protocol, hostname, username, password, search, hash } = new URL(text.trim());
  const local = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  return (
    (protocol === 'https:' || (protocol === 'http:' && local)) &&
    [username, password, search, hash].every((part) => part === '')
  );
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
