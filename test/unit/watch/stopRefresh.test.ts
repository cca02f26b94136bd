import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { requestsOf } from '../google/bench.js';
import { watchOverTheWire } from './overTheWire.js';

describe('stopping, over the wire', function () {
  this.timeout(20_000);
  const wire = watchOverTheWire();
  const { open, running, find, until } = wire;

  it('a refresh that is stopped asks no more, keeps what it has read and says that it is a part', async () => {
    const { control } = wire.bench.emulator;
    const name = running('dataproc');
    control.inject({
      service: 'dataproc',
      location: 'europe-west4',
      method: 'operations.list',
      effect: { kind: 'hang' },
    });
    const watch = open({ services: seedServices.slice(0, 1) });
    const busy: boolean[] = [];
    watch.refresher.onDidChangeBusy((now) => busy.push(now));
    const refresh = watch.refresher.refresh();
    const asked = (): string[] => requestsOf(wire.bench.emulator, 'operations.list').map(({ url }) => url);
    const reading = (): number =>
      [...watch.survey.collections()].filter((each) => watch.survey.status(each)?.state === 'reading').length;
    await until('all but the one that hangs', () => reading() === 1 && [...watch.store.all()].length === 1);
    watch.refresher.stop();
    await refresh;
    const stopped = asked().length;
    assert.deepEqual(busy, [true, false]);
    assert.equal(find(watch, name).state, 'running');
    const project = watch.survey.project('acme-web')!;
    assert.deepEqual([project.partlyRead, project.reading, project.problems], [true, false, []]);
    await wait(300);
    assert.equal(asked().length, stopped);

    control.clearFaults();
    await watch.refresher.refresh();
    assert.equal(watch.survey.project('acme-web')?.partlyRead, false);
    assert.equal(find(watch, name).state, 'running');
  });
});
