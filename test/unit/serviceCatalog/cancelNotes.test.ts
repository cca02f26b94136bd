import assert from 'node:assert/strict';
import { cancelNoteOf, cancelNotes } from '../../../src/google/serviceCatalog/service.js';
import { catalog } from './catalogFile.js';

describe('what services document of their cancel', () => {
  const services = catalog();
  const note = (id: string, verb: string | undefined): string | undefined => {
    const service = services.find((each) => each.id === id);
    assert.ok(service, `${id} is not in the catalogue`);
    return cancelNoteOf(service, verb);
  };

  it('depends on the verb where it is about one kind of operation', () => {
    assert.equal(note('redis', 'import'), 'flushesCache');
    assert.equal(note('redis', 'IMPORT'), 'flushesCache');
    assert.equal(note('redis', 'export'), undefined);
    assert.equal(note('dataproc', 'BATCH'), 'takesAMinute');
    assert.equal(note('dataproc', 'CREATE'), undefined);
    assert.equal(note('container', 'UPGRADE_NODES'), 'pointOfNoReturn');
    assert.equal(note('storagetransfer', undefined), 'nextRunComes');
    assert.equal(note('logging', 'copy'), 'takesTenMinutes');
    assert.equal(note('gkehub', 'import'), undefined);
  });

  it('is all said somewhere', () => {
    const used = services.flatMap((service) => Object.values(service.cancelNotes ?? {}));
    assert.deepEqual([...new Set(used)].sort(), [...cancelNotes].sort());
  });
});
