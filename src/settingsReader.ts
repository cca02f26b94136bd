import { baseUrlProblem } from './base/baseUrl.js';
import { couldBeSecret } from './base/secretText.js';

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
  | {
      readonly kind:
        | 'text'
        | 'nameOrPath'
        | 'list'
        | 'object'
        | 'boolean'
        | 'projectId'
        | 'projectOrFolder'
        | 'projectPattern'
        | 'region'
        | 'endpoint'
        | 'logView'
        | 'ownSetting';
    }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'oneOf'; readonly choices: readonly string[] };

/** Takes values out of the settings one by one and notes what is wrong with them. */
export class SettingsReader {
  readonly problems: SettingProblem[] = [];
  readonly #get: (name: string) => unknown;

  constructor(get: (name: string) => unknown) {
    this.#get = get;
  }

  report(name: string, entry: unknown, expected: Expectation): void {
    const text = typeof entry === 'string' || entry === undefined ? entry : shownJson(entry);
    const secret = typeof entry === 'string' && couldBeSecret(entry);
    const shown = text === undefined || secret ? undefined : shorten(text);
    this.problems.push({ setting: `cloudOperations.${name}`, entry: shown, expected });
  }

  /** Trimmed; undefined for the empty text, and for what could be the content of a file in place of its name. */
  text(name: string, pattern = /./, kind: 'nameOrPath' | 'projectId' | 'logView' = 'nameOrPath'): string | undefined {
    const value = this.#value(name);
    const text = typeof value === 'string' ? value.trim() : undefined;
    if (text === undefined) {
      this.#refuse(name, value, { kind: 'text' });
    } else if (text !== '' && (couldBeSecret(text) || !pattern.test(text))) {
      this.#refuse(name, text, { kind });
    } else {
      return text || undefined;
    }
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
  strings(name: string, pattern: RegExp, kind: 'projectId' | 'projectOrFolder' | 'region'): string[] {
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
  choices<T extends string>(name: string, choices: readonly T[]): T[] | undefined {
    const known = new Map<unknown, T>(choices.map((choice) => [choice, choice]));
    return this.#list(name)?.flatMap((entry) => {
      const choice = known.get(entry);
      if (choice === undefined) {
        this.report(name, entry, { kind: 'oneOf', choices });
        return [];
      }
      return [choice];
    });
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
        this.report(name, `${id}: ${typeof url === 'string' ? url : shownJson(url)}`, { kind: 'endpoint' });
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
  return URL.canParse(text.trim()) && baseUrlProblem(new URL(text.trim())) === undefined;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** For the words of a problem: as much of a value as helps to find it. One too deep to be written has no more than a type. */
export function shownJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return typeof value;
  }
}
