/** The last segment: `etl-7` of `projects/p/regions/r/clusters/etl-7`. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The segment after `locations`, `regions` or `zones`; undefined where the name has none. */
export function locationOf(name: string): string | undefined {
  return /(?:^|\/)(?:locations|regions|zones)\/([^/]+)/.exec(name)?.[1];
}

/** The segment after `projects`: an id or a number, whichever the server used. */
export function projectOf(name: string): string | undefined {
  return /(?:^|\/)projects\/([^/]+)/.exec(name)?.[1];
}
