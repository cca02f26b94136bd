import type { Service } from './service.js';

/**
 * The same service asked at another of its versions.
 * @returns undefined when the service does not offer it.
 */
export function withVersion(service: Service, version: string): Service | undefined {
  if (version === service.version) {
    return service;
  }
  if (!service.versions.includes(version)) {
    return undefined;
  }
  const other = service.otherVersions?.[version];
  return { ...service, version, ...(other && { collections: other.collections, nested: other.nested }) };
}
