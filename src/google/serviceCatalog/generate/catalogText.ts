import { compactService } from '../compact.js';
import type { Service } from '../service.js';

/** The catalogue file: one service a line, so that a review sees what changed. */
export function catalogText(services: readonly Service[]): string {
  const lines = services.map((service) => JSON.stringify(compactService(service)));
  return `{"$schema":"./catalog.schema.json","services":[\n${lines.join(',\n')}\n]}\n`;
}
