import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readOperation } from '../../../src/google/readings/readOperation.js';
import type { OperationReading } from '../../../src/operations/operation.js';

const name = 'projects/p/regions/us-central1/operations/5f8a';

function read(metadata: unknown, rest: object = {}): OperationReading {
  return readOperation({ name, metadata, ...rest }, 'longrunning');
}

const type = (message: string): string => `type.googleapis.com/${message}`;
const dataproc = (message: string): string => type(`google.cloud.dataproc.v1.${message}`);
const at = (second: number): string => `2026-11-22T10:00:${String(second).padStart(2, '0')}.123456Z`;

describe('readings of what no server should send', () => {
  it('an end that is announced early is none', () => {
    assert.equal(read({ createTime: at(1), endTime: at(2) }).endTime, undefined);
  });

  it('reads Operation.error by its number', () => {
    const error = (value: unknown): unknown => read({}, { done: true, error: value }).error;
    assert.deepEqual(error({ code: 1, message: 'Cancelled by user.' }), { code: 1, message: 'Cancelled by user.' });
    assert.deepEqual(error({ code: 1 }), { code: 1, message: '' });
    assert.deepEqual(error({ message: 'no code' }), { code: 2, message: 'no code' });
    assert.deepEqual(error({ code: '1', message: 'a word' }), { code: 1, message: 'a word' });
    assert.deepEqual(error({ code: 0, message: 'no success' }), { code: 2, message: 'no success' });
    assert.equal(error({}), undefined);
    assert.equal(error(undefined), undefined);
    const localized = { '@type': type('google.rpc.LocalizedMessage'), locale: 'de', message: 'Kontingent erschöpft' };
    assert.deepEqual(error({ code: 8, message: 'Quota', details: [localized] }), {
      code: 8,
      message: 'Kontingent erschöpft',
    });
    assert.equal(read({}, { error: { code: 5, message: 'x' } }).error, undefined);
  });

  it('only `true` is done', () => {
    for (const done of [undefined, null, false, 'true', 1, {}]) {
      assert.equal(read({}, { done }).done, false);
    }
  });

  it('times that are none are undefined', () => {
    for (const createTime of [
      '',
      'yesterday',
      '1',
      0,
      1732269605000,
      '0001-01-01T00:00:00Z',
      '1970-01-01T00:00:00Z',
      '2026-99-99T00:00:00Z',
    ]) {
      assert.equal(read({ createTime }).startTime, undefined, String(createTime));
    }
    assert.equal(read({ createTime: '2026-11-22T12:00:05+02:00' }).startTime, Date.UTC(2026, 10, 22, 10, 0, 5));
  });

  it('texts become one bounded, printable line', () => {
    const status = (statusMessage: string): string | undefined => read({ statusMessage }).statusText;
    assert.equal(status('line 1\r\n\tline 2\u0000\u001b[31m'), 'line 1 line 2 [31m');
    assert.equal(status('\u202Egnp.exe\u2066x\u2069\u200B'), 'gnp.exex');
    assert.equal(status('half \uD83D emoji 😀'), 'half \uFFFD emoji 😀');
    assert.equal(status('नमस्ते 👩‍💻'), 'नमस्ते 👩‍💻');
    assert.equal(status(' \n\t '), undefined);
    assert.equal(status('x'.repeat(1_000_000))?.length, 1_001);
    assert.equal(status(`${'x'.repeat(999)}😀`), `${'x'.repeat(999)}…`);
    assert.equal(read({ target: 't'.repeat(10_000) }).target?.length, 513);
  });

  it('a name stays as it is, and what is no text is no name', () => {
    for (const odd of ['a b', 'a\nb', 'a\u0000b', '\uD800', 'x'.repeat(1_025)]) {
      assert.equal(readOperation({ name: odd }, 'longrunning').name, odd);
    }
    for (const bad of [undefined, 7, {}]) {
      assert.equal(readOperation({ name: bad }, 'longrunning').name, '', JSON.stringify(bad));
    }
  });

  describe('of anything at all', () => {
    const types = [
      ...['Cluster', 'NodeGroup', 'Batch', 'Session'].map((kind) => dataproc(`${kind}OperationMetadata`)),
      ...['WorkflowMetadata', 'JobMetadata', 'AnalyzeOperationMetadata', 'constructor', '__proto__'].map(dataproc),
      ...['CountArtifactsMetadata', 'toString', '', 'google.cloud.deploy.v1.OperationMetadata'].map(type),
      ...['CreateFooMetadata', 'Metadata', 'a/b.C'].map((text) => `x.y.${text}`),
    ];
    const fields = [
      ...['verb', 'operationType', 'target', 'status', 'statusHistory', 'statusMessage', 'statusDetail', 'description'],
      ...[
        'createTime',
        'endTime',
        'doneTime',
        'startTime',
        'warnings',
        'genericMetadata',
        'cancelRequested',
        'cancelTime',
      ],
      ...['clusterName', 'batch', 'template', 'jobId', 'matterId', 'analyzedWorkloadName', 'state'],
    ];
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(at(1), 'DONE', true, 'projects/p/x/y'),
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.array(fc.dictionary(fc.constantFrom('state', 'stateStartTime', 'details'), fc.jsonValue())),
      fc.dictionary(fc.constantFrom('state', 'stateStartTime', 'details', 'createTime'), fc.jsonValue()),
    );
    const anyMetadata = fc
      .tuple(fc.constantFrom(...types), fc.dictionary(fc.constantFrom(...fields), value))
      .map(([message, rest]) => ({ '@type': message, ...rest }));
    const operation = fc.record(
      {
        name: fc.oneof(fc.jsonValue(), fc.constant(name)),
        done: fc.oneof(fc.jsonValue(), fc.boolean()),
        error: fc.oneof(
          fc.jsonValue(),
          fc.record({ code: fc.jsonValue(), message: fc.jsonValue(), details: fc.jsonValue() }),
        ),
        metadata: fc.oneof(fc.jsonValue(), anyMetadata),
      },
      { requiredKeys: [] },
    );

    it('never throws and always has the shape of a reading', () => {
      const keys = Object.keys(read({})).sort();
      const optionalString = (text: unknown): boolean =>
        text === undefined ||
        (typeof text === 'string' && text !== '' && text.length <= 1_001 && !/[\p{Cc}\p{Cs}]/u.test(text));
      fc.assert(
        fc.property(fc.oneof(fc.jsonValue(), operation), (json) => {
          for (const shape of ['longrunning', 'container', 'sql', 'compute'] as const) {
            const reading = readOperation(json, shape);
            assert.deepEqual(Object.keys(reading).sort(), keys);
            assert.equal(typeof reading.name, 'string');
            assert.ok(typeof reading.done === 'boolean' && typeof reading.cancelRequested === 'boolean');
            const { verb, object, target, targetKind, statusText, labels, user } = reading;
            for (const text of [verb, object, target, targetKind, statusText, labels, user]) {
              assert.ok(optionalString(text), JSON.stringify(text));
            }
            for (const time of [reading.startTime, reading.endTime]) {
              assert.ok(time === undefined || Number.isFinite(time));
            }
            assert.ok(reading.error === undefined || (reading.done && Number.isInteger(reading.error.code)));
          }
        }),
        { numRuns: 2_000 },
      );
    }).timeout(20_000);
  });
});
