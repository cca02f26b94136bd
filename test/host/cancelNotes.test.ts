import assert from 'node:assert/strict';
import type { Service } from '../../src/google/serviceCatalog/service.js';
import { cancelNoteLines } from '../../src/ui/words/cancelNote.js';
import { aCollection } from '../unit/support/fixtures.js';
import { catalog } from '../unit/serviceCatalog/catalogFile.js';

describe('what is said before a cancel', () => {
  const services: readonly Service[] = catalog();
  const lines = (...operations: readonly (readonly [service: string, verb: string | undefined])[]): readonly string[] =>
    cancelNoteLines(
      operations.map(([service, verb]) => ({ collection: aCollection({ service, title: service }), verb })),
      services,
    );

  it('is what the service documents of that kind of operation, and nothing elsewhere', () => {
    assert.match(lines(['redis', 'import']).join(), /^redis: .*empty cache\.$/);
    assert.match(lines(['container', 'UPGRADE_MASTER']).join(), /point of no return/);
    assert.match(lines(['storagetransfer', undefined]).join(), /the next run of its job still comes/);
    assert.match(lines(['logging', 'copy']).join(), /ten minutes/);
    assert.match(lines(['dataproc', 'BATCH']).join(), /a minute or so/);
    assert.deepEqual(lines(['redis', 'export'], ['dataproc', 'CREATE'], ['gkehub', 'update'], ['unknown', 'x']), []);
  });

  it('is said once for each service', () => {
    assert.equal(lines(['container', 'A'], ['container', 'B'], ['redis', 'IMPORT'], ['redis', 'import']).length, 2);
  });
});
