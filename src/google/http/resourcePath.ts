import { ApiError } from '../apiError.js';

/**
 * A resource name as it stands in a URL path (AIP-127, google.api.HttpRule): slashes stay, everything else outside
 * `[-_.~0-9a-zA-Z]` is percent-encoded, so that `projects/example.com:etl` becomes `projects/example.com%3Aetl`.
 * @throws ApiError `invalidArgument` for a name that a URL would turn into another one (`..`, empty segments).
 */
export function encodeResourceName(name: string): string {
  if (!isResourceName(name)) {
    throw new ApiError({
      kind: 'invalidArgument',
      message: `Not a resource name: ${JSON.stringify(name.slice(0, 200))}`,
    });
  }
  // encodeURIComponent leaves !'()* alone, which the rule does not.
  return encodeURIComponent(name)
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Without empty and dot segments, which URL parsers resolve away, and without the lone surrogates no URL can hold. */
function isResourceName(name: string): boolean {
  return (
    !/\p{Cs}/u.test(name) && name.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  );
}
