import { segmentsMatch } from '../../../src/sample/segmentsMatch.js';

// A compiled path template, such as v1/projects/*/locations/*/operations/*:cancel
export interface PathTemplate {
  readonly segments: readonly string[];
  readonly customVerb: string | undefined;
}

/** What a path says once its template matched: the resource's name, percent-decoded, without version and custom verb. */
export interface PathMatch {
  readonly name: string;
}

/**
 * Compiles a template: `*` stands for one segment, a trailing `**` for one or more, and `:verb` may end it
 * (the path syntax of google/api/http.proto without the braces).
 */
export function compilePathTemplate(template: string): PathTemplate {
  const colon = template.lastIndexOf(':');
  const custom = colon > template.lastIndexOf('/');
  return {
    segments: (custom ? template.slice(0, colon) : template).split('/'),
    customVerb: custom ? template.slice(colon + 1) : undefined,
  };
}

/**
 * Matches a raw (still percent-encoded) path without its leading slash. The colon of a custom verb is looked for before
 * decoding: `example.com%3Aproj` holds a colon that is part of a name.
 */
export function matchPath(template: PathTemplate, rawPath: string): PathMatch | undefined {
  let path = rawPath;
  if (template.customVerb !== undefined) {
    const suffix = `:${template.customVerb}`;
    if (!path.endsWith(suffix)) return undefined;
    path = path.slice(0, -suffix.length);
  } else if (path.includes(':', path.lastIndexOf('/') + 1)) {
    return undefined;
  }
  const segments = path.split('/');
  if (!segmentsMatch(template.segments, segments)) return undefined;
  try {
    const decoded = segments.map((segment) => decodeURIComponent(segment));
    return { name: decoded.slice(versionIndex(template.segments) + 1).join('/') };
  } catch {
    return undefined; // a broken percent escape names nothing
  }
}

function versionIndex(segments: readonly string[]): number {
  return segments.findIndex((segment) => /^(?:ui)?v\d/.test(segment));
}
