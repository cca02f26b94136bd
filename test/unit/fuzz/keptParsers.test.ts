import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/event.js';
import { toReading } from '../../../src/operations/reading.js';
import { OperationStore } from '../../../src/operations/store.js';
import { AccountStore } from '../../../src/google/signIn/accountStore.js';
import { parseJson } from '../../../src/google/json.js';
import type { OperationsApi } from '../../../src/google/apis/operationsApi.js';
import { BulkCancellations } from '../../../src/watch/bulkCancellations.js';
import { CancellationRecords } from '../../../src/watch/cancellationRecords.js';
import { Cancellations } from '../../../src/watch/cancellations.js';
import { Follows } from '../../../src/watch/follows.js';
import { parseEntry } from '../../../src/watch/history.js';
import { isRecordedOperation, isTime } from '../../../src/watch/recordGuards.js';
import { isProjectId } from '../../../src/google/projectId.js';
import { parseSnapshot } from '../../../src/watch/snapshot.js';
import { FakeClock, settle } from '../support/fakeClock.js';
import { aCollection, aReading, MemoryLog } from '../support/fixtures.js';
import { MemoryRecords, SharedDisk } from '../support/memoryRecords.js';
import fc from 'fast-check';
import { hostileJson } from './hostile.js';
import { parser, tryAll } from './parser.js';

const collection = aCollection();
const words =
  'id at since value places readings collection reading location from to outcome words name done error code message verb target startTime endTime service host version path project abilities cancel delete pid bulk startedAt members leftOut reason sending email scopes refreshToken client secret true running'.split(
    ' ',
  );

/** A document that is sound but for one member, somewhere, that is anything: what a guard that looks too little lets by. */
function spoilt(sound: object): fc.Arbitrary<string> {
  const paths = pathsIn(sound);
  return fc.tuple(fc.constantFrom(...paths), hostileJson(words)).map(([path, text]) => {
    const copy = structuredClone(sound) as Record<string, unknown>;
    const holder = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, copy);
    holder[path.at(-1) ?? ''] = 'HERE';
    return JSON.stringify(copy).replace('"HERE"', () => text);
  });
}

function pathsIn(value: object): string[][] {
  return Object.entries(value).flatMap(([key, member]) => [
    [key],
    ...(typeof member === 'object' && member !== null ? pathsIn(member as object).map((path) => [key, ...path]) : []),
  ]);
}

const either = (sound: object): fc.Arbitrary<string> => fc.oneof(spoilt(sound), hostileJson(words));

/** As a row and its tooltip make it: times become dates, texts are looked into. */
function draw(reading: ReturnType<typeof aReading>): void {
  const { startTime, endTime, error, name, target, verb, statusText } = reading;
  [startTime, endTime].forEach((time) => time !== undefined && new Date(time).toISOString());
  [name, target, verb, statusText, error?.message].forEach((text) => text?.split('/'));
}

const entry = {
  ...{ id: 'one failed', at: 1, collection, location: 'us-central1', from: 'running', to: 'failed' },
  ...{
    reading: aReading({ error: { code: 3, message: 'broke' } }),
    outcome: 'failed',
    words: { code: 'X', message: 'y' },
  },
};
const bulk = { id: 'b', startedAt: 1, sending: false, members: [{ collection, reading: aReading() }], leftOut: [] };

describe('whatever lies in the extension’s own storage', function () {
  this.timeout(300_000);

  tryAll([
    parser({
      name: 'a line of the history',
      input: either(entry),
      parse(line) {
        const parsed = parseEntry(line);
        if (parsed) {
          draw(parsed.reading);
          new Date(parsed.at).toISOString();
          assert.ok(isRecordedOperation(parsed));
          parsed.words?.message.split('/');
        }
        return parsed?.id;
      },
    }),
    parser({
      name: 'the snapshot of an earlier session',
      input: either({ at: 1, places: [{ collection, readings: [aReading()] }], folders: { 'folders/1': ['acme'] } }),
      parse(text) {
        const content = parseSnapshot(parseJson(text));
        if (content) {
          assert.ok(isTime(content.at));
          assert.ok(
            Object.values(content.folders ?? {})
              .flat()
              .every(isProjectId),
          );
          const store = new OperationStore();
          for (const { collection: of, readings } of content.places) {
            readings.forEach((reading) => draw(reading));
            store.beginListing(of).page(readings.map(toReading));
            assert.ok(readings.every((reading) => isRecordedOperation({ collection: of, reading })));
          }
        }
      },
    }),
    parser({
      name: 'records of watched operations and of cancels of many',
      share: 0.5,
      input: fc.tuple(either({ collection, reading: aReading(), since: 1 }), either({ bulk, pid: 1 })),
      async parse([follow, many]) {
        const [disk, clock, log, store] = [new SharedDisk(), new FakeClock(), new MemoryLog(), new OperationStore()];
        for (const [id, text] of Object.entries({ 'follow 1': follow, 'bulk 1': many, 'unsupported 1': many })) {
          if (parseJson(text) !== undefined) {
            disk.files.set(id, text);
          }
        }
        const records = new MemoryRecords(disk);
        const follows = new Follows(store, records, clock, log);
        const ofCancels = new CancellationRecords(records, clock, log);
        const api = {} as OperationsApi;
        const parts = { api, store, records: ofCancels, clock, log, newId: () => 'x' };
        const cancellations = new Cancellations(parts);
        const bulks = new BulkCancellations({ ...parts, cancellations, records, mayChange: () => true });
        await cancellations.restore();
        await bulks.load();
        await settle();
        follows.active().forEach(({ reading }) => draw(reading));
        bulks.all().forEach(({ members }) => members.forEach(({ reading }) => draw(reading)));
        [bulks, follows, cancellations].forEach((part) => part.dispose());
      },
    }),
    parser({
      name: 'the accounts that are signed in',
      input: either([
        { id: '1', email: 'a@example.com', refreshToken: 'r', scopes: ['s'], client: { id: 'c', secret: 't' } },
      ]),
      async parse(text) {
        const secrets = {
          get: () => Promise.resolve(text),
          store: () => Promise.resolve(),
          delete: () => Promise.resolve(),
          onDidChange: new Emitter<{ readonly key: string }>().event,
        };
        for (const { id, email, refreshToken, scopes } of await new AccountStore(secrets).list()) {
          assert.ok([id, email, refreshToken, ...scopes].every((member) => typeof member === 'string'));
        }
      },
    }),
  ]);
});
