import { compactService } from '../compact.js';
import type { Service } from '../service.js';
import type { Assembly } from './assemble.js';

/** The catalogue file: one service a line, so that a review sees what changed. */
export function catalogText(services: readonly Service[]): string {
  const lines = services.map((service) => JSON.stringify(compactService(service)));
  return `{"$schema":"./catalog.schema.json","services":[\n${lines.join(',\n')}\n]}\n`;
}

/** What a review should see beside the catalogue: one list of operations a line, and why it is not there. */
export function leftOutText({ leftOut }: Assembly): string {
  const lines = leftOut.map(({ service, version, path, reason }) => `${service} ${version} ${path}: ${reason}\n`);
  return [...new Set(lines)].sort().join('');
}
