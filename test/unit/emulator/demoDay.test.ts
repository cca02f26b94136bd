import assert from 'node:assert/strict';
import { demoOperations } from '../../emulator/demo/demoDay.js';
import { demoDay, furtherServices, startEmulator } from '../../emulator/index.js';
import type { Emulator, OperationState } from '../../emulator/index.js';
import { builtInServices } from '../../../src/sample/services/builtIn.js';

describe('emulator: the demo day', () => {
  let emulator: Emulator;
  let now = Date.UTC(2026, 10, 22, 9, 30);

  before(async () => {
    emulator = await startEmulator({ now: () => now });
    demoDay(emulator);
  });
  after(() => emulator.stop());

  const errorCode = ({ wire }: OperationState): number | undefined =>
    (wire as { error?: { code: number } } | null)?.error?.code;

  it('shows every state, in every service that there is, and three projects', () => {
    const present = emulator.control.operations().filter(({ phase }) => phase !== 'absent');
    const states = new Set(
      present.map((operation) =>
        operation.phase !== 'done'
          ? operation.cancelRequested
            ? 'cancelling'
            : 'running'
          : errorCode(operation) === undefined
            ? 'succeeded'
            : errorCode(operation) === 1
              ? 'cancelled'
              : 'failed',
      ),
    );
    assert.deepEqual([...states].sort(), ['cancelled', 'cancelling', 'failed', 'running', 'succeeded']);
    assert.deepEqual(
      [...new Set(present.map(({ service }) => service))].sort(),
      [...builtInServices, ...furtherServices].map(({ id }) => id).sort(),
    );
    const projects = new Set(present.map(({ name }) => /^projects\/([^/]+)/.exec(name)?.[1]));
    assert.deepEqual([...projects].sort(), ['acme-analytics', 'acme-edge', 'acme-web', undefined]);
    const perRegion = new Map<string, number>();
    for (const { name } of present) {
      const parent = name.replace(/\/operations\/.*/, '');
      perRegion.set(parent, (perRegion.get(parent) ?? 0) + 1);
    }
    assert.ok(Math.max(...perRegion.values()) >= 35, 'one region has a long list');
  });

  it('has a running operation for every way a cancel can go', () => {
    const running = demoOperations().filter(({ createdAgoMs = 0 }) => createdAgoMs >= 0);
    const kinds = new Set(running.map(({ scenario }) => scenario?.cancel.kind));
    const all = ['cancels', 'completes', 'disappears', 'fails', 'ignored', 'refused', 'unimplemented'];
    assert.deepEqual([...kinds].sort(), all);
  });

  it('goes on by itself: operations start, end, and a colleague’s cancel comes through', () => {
    const count = (test: (operation: OperationState) => boolean): number =>
      emulator.control.operations().filter(test).length;
    const before = {
      absent: count(({ phase }) => phase === 'absent'),
      cancelled: count((operation) => errorCode(operation) === 1),
    };
    now += 5 * 60_000;
    assert.ok(count(({ phase }) => phase === 'absent') < before.absent, 'some have started');
    assert.ok(count((operation) => errorCode(operation) === 1) > before.cancelled, 'some are cancelled now');
  });
});
