import { baseUrlProblem, type BaseUrlProblem } from '../../base/baseUrl.js';
import { ApiError } from '../apiError.js';

/**
 * The base URL of a service, without a trailing slash: Google's host over https, or what a setting puts in its place,
 * with or without a path after the host. An override is where access tokens are sent, so plain http is accepted for
 * this machine only.
 * @param service key of the override: a catalogue id, `cloudresourcemanager`, `compute`, …
 * @throws ApiError `endpointInvalid`
 */
export function endpointOf(service: string, host: string, overrides: Readonly<Record<string, string>>): string {
  const override = Object.hasOwn(overrides, service) ? overrides[service] : undefined;
  if (override === undefined || override.trim() === '') {
    return googleEndpoint(host);
  }
  const url = URL.canParse(override.trim()) ? new URL(override.trim()) : undefined;
  const problem = url && baseUrlProblem(url);
  if (!url || problem) {
    throw new ApiError({
      kind: 'endpointInvalid',
      message: `The endpoint override of "${service}" ${problem ? problemWords[problem] : 'is not a URL'}.`,
      host,
    });
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function googleEndpoint(host: string): string {
  const base = `https://${host}`;
  if (!URL.canParse(base) || new URL(base).host !== host) {
    throw new ApiError({
      kind: 'endpointInvalid',
      message: `Not a host name: ${JSON.stringify(host.slice(0, 200))}`,
      host,
    });
  }
  return base;
}

const problemWords: Record<BaseUrlProblem, string> = {
  insecure: 'must begin with https:// (http:// only for this machine)',
  userInfo: 'must not hold a user name or password',
  queryOrFragment: 'must end with its path: no query and no fragment',
};
