/** The last segment: `etl-7` of `projects/p/regions/r/clusters/etl-7`. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The segment after `locations`, `regions` or `zones`; undefined where the name has none. */
export function locationOf(name: string): string | undefined {
  return /(?:^|\/)(?:locations|regions|zones)\/([^/]+)/.exec(name)?.[1];
}

/**
 * The same name with the other word for where it is: Dataproc lists what is in its `regions` also by `locations`.
 * Undefined for a name that has neither of them after its project.
 */
export function respelled(name: string): string | undefined {
  const [, project, word, rest] = /^(projects\/[^/]+\/)(locations|regions)(\/[^]*)$/.exec(name) ?? [];
  return project === undefined || rest === undefined
    ? undefined
    : `${project}${word === 'regions' ? 'locations' : 'regions'}${rest}`;
}

/** The segment after `projects`: an id or a number, whichever the server used. */
export function projectOf(name: string): string | undefined {
  return /(?:^|\/)projects\/([^/]+)/.exec(name)?.[1];
}

/**
 * The sort of resource that a name names, by its collection segment (AIP-122: a plural in camel case):
 * `…/deliveryPipelines/web` → `deliveryPipeline`. Undefined for a name without collection, and for a URL.
 */
export function kindOf(name: string): string | undefined {
  const end = name.lastIndexOf('/');
  const collection = end <= 0 || name.includes('://') ? '' : name.slice(name.lastIndexOf('/', end - 1) + 1, end);
  return collection === '' ? undefined : kindOfCollection(collection);
}

/** Collections are few, and every operation that is read names one. */
const kinds = new Map<string, string>();
const MAX_KINDS = 1_000;

function kindOfCollection(collection: string): string {
  const known = kinds.get(collection);
  if (known !== undefined) {
    return known;
  }
  const kind = singular(collection);
  if (kinds.size < MAX_KINDS) {
    kinds.set(collection, kind);
  }
  return kind;
}

/** Whether two sorts of resource are one, however they are spelled: `FEATURE_VIEW` and `featureViews`, `app` and `application`. */
export function sameKind(a: string, b: string | undefined): boolean {
  if (b === undefined) {
    return false;
  }
  const [one, other] = [letters(a), letters(b)];
  return one === other || (isOneWord(a) && isOneWord(b) && (one.startsWith(other) || other.startsWith(one)));
}

function letters(kind: string): string {
  return singular(kind.replace(/[^a-z\d]/gi, '').toLowerCase());
}

function isOneWord(kind: string): boolean {
  return /^(?:[A-Z]?[a-z]{3,}|[A-Z]{3,})$/.test(kind);
}

function singular(plural: string): string {
  if (/ies$/i.test(plural)) {
    return plural.replace(/ies$/i, 'y');
  }
  return plural.replace(/(ch|sh|ss|x)es$/i, '$1').replace(/([^s])s$/i, '$1');
}
