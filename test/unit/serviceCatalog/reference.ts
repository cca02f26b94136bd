import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Material about Google's APIs that was gathered independently of the generator: `catalog.json`, `catalog-supplement.json`
 * and a folder of discovery documents. Not part of the repository; tests that want it skip where it is absent.
 */
const folder = path.resolve(process.env['GOOGLE_API_REFERENCE'] ?? '../shared/data');

/** Skips the test, saying why, where the material is absent. */
export function referenceFile(test: Mocha.Context, name: string): string {
  const file = path.join(folder, name);
  if (!existsSync(file)) {
    process.stderr.write(`      skipped: ${name} not found; set GOOGLE_API_REFERENCE to the folder that holds it\n`);
    test.skip();
  }
  return readFileSync(file, 'utf8');
}

/** One operations collection of the reference, its methods as `GET v1/projects/*\/operations`. */
export interface ReferenceOperations {
  readonly kind: 'lro' | 'custom';
  readonly list?: string;
  readonly get?: string;
  readonly cancel?: string;
  readonly cancelStd?: boolean;
  readonly delete?: string;
  readonly wait?: string;
}

export interface ReferenceApi {
  readonly id: string;
  readonly service: string;
  readonly version: string;
  readonly locations?: string;
  readonly operations?: readonly ReferenceOperations[];
}

export interface ReferenceSupplement {
  readonly service: string;
  readonly version: string;
  readonly list?: readonly string[];
  readonly get?: readonly string[];
  readonly cancel?: readonly string[];
}
