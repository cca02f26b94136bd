import { seedServices } from '../../google/serviceCatalog/seed.js';

/** The product name of a service, e.g. `Cloud Deploy`: a proper name, the same in every language. */
export function serviceTitle(id: string): string {
  return seedServices.find((service) => service.id === id)?.title ?? id;
}
