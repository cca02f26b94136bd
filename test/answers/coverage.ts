import type { Service } from '../../src/google/serviceCatalog/service.js';
import type { MessageSchemas } from './schemas.js';

/** To what the services of the catalogue were held. */
export interface Coverage {
  readonly services: number;
  /** Answers that Google sent were compared with what a person should see. */
  readonly recorded: number;
  /** Only the messages that are published for them were tried. */
  readonly schemaOnly: number;
  /** Neither: their operations have the common shape, or metadata that is published nowhere. */
  readonly neither: number;
  /** Services beyond the catalogue of which answers were compared. */
  readonly recordedBeyond: number;
}

/** @param recorded service → how many answers of it were compared */
export function coverageOf(
  services: readonly Service[],
  recorded: Readonly<Record<string, number>>,
  schemas: MessageSchemas,
): Coverage {
  const held = services.filter(({ id }) => recorded[id] !== undefined);
  const schemaOnly = services.filter(({ id }) => recorded[id] === undefined && schemas[id] !== undefined);
  return {
    services: services.length,
    recorded: held.length,
    schemaOnly: schemaOnly.length,
    neither: services.length - held.length - schemaOnly.length,
    recordedBeyond: Object.keys(recorded).length - held.length,
  };
}
