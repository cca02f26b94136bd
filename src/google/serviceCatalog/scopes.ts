import type { ApiSurface } from './apiSurface.js';

export const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * The scopes to ask for, so that operations can be listed as well as cancelled: cloud-platform where the API takes it,
 * else what its methods share. An API that names none is a Google Cloud one and takes cloud-platform.
 */
export function operationScopes(surface: ApiSurface): readonly string[] {
  const lists = surface.methods.filter((method) => method.array?.items === 'operations');
  const cancels = surface.methods.filter((method) => /perations\/\*+:cancel$/.test(method.path));
  const read = new Set(lists.flatMap((method) => method.scopes));
  const write = new Set(cancels.flatMap((method) => method.scopes));
  if (read.size === 0 || read.has(cloudPlatform)) {
    return [cloudPlatform];
  }
  const shared = [...read].filter((scope) => write.has(scope));
  return (shared.length > 0 ? shared : [...read]).sort();
}
