import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { advance, requestCancellation, type Cancellation } from '../../src/operations/cancellation.js';
import { operationFact } from '../../src/ui/words/operation.js';
import { scenarios } from '../emulator/index.js';
import { aCollection, aReading } from '../unit/support/fixtures.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { rowNamed, type ShownRow } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

const LABEL = 'Delete cluster etl-9';

describe('cancelling again', function () {
  this.timeout(20_000);
  let host: Host;
  let messages: Messages;
  let name: string;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });
  beforeEach(async () => {
    messages.clear();
    host.emulator.control.reset();
    await until(() => host.explorer.session.watch.cancellations.active().length === 0, 'the request of the last test');
    name = host.emulator.control.createOperation({
      ...{ service: 'dataproc', project: 'acme-web', location: 'us-east1', verb: 'delete', target: 'etl-9' },
      scenario: scenarios.neverEnds(2),
    });
    await until(async () => {
      await host.refresh();
      return rowNamed(host.explorer, LABEL)?.tokens.includes('cancellable');
    }, 'a fresh row');
    // Lost on its way: the server never sees the first request.
    host.emulator.control.inject({ method: 'operations.cancel', effect: { kind: 'reset', when: 'before' }, times: 1 });
    messages.press = 'Cancel Operation';
    await run('cancel', row().element);
    await until(() => row().description.includes('cancel unconfirmed'), 'the row to say so');
    messages.clear();
  });

  const row = (): ShownRow => {
    const found = rowNamed(host.explorer, LABEL);
    assert.ok(found);
    return found;
  };
  const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(`cloudOperations.${command}`, ...args);
  const posts = (): number =>
    host.emulator.requests.filter(({ operation, url }) => operation === 'operations.cancel' && url.includes(name))
      .length;

  it('is offered where the answer was lost; a plain cancel is not', async () => {
    assert.ok(row().tokens.includes('repeatable') && !row().tokens.includes('cancellable'));
    await run('cancel', row().element);
    assert.equal(
      messages.shown[0]?.text,
      'Cannot cancel “delete cluster etl-9”: was asked to cancel, and nobody knows whether that arrived.',
    );
    assert.equal(posts(), 1);
  });

  it('says what is known, sends one request, and tells how that ends', async () => {
    messages.press = 'Keep Waiting';
    await run('cancelAgain', row().element);
    const [question] = messages.shown;
    assert.equal(question?.text, 'Ask once more to cancel “Delete cluster etl-9”?');
    assert.match(
      question.detail ?? '',
      /nobody knows whether it arrived\. The server reports the operation as running\./,
    );
    assert.deepEqual(question.buttons, ['Cancel Again', 'Keep Waiting']);
    assert.equal(posts(), 1);

    messages.press = 'Cancel Again';
    await run('cancelAgain', row().element);
    assert.equal(host.explorer.statusBarText, '$(loading~spin) Cancelling etl-9');
    await until(() => host.explorer.statusBarText?.includes('cancelled: delete cluster etl-9'), 'the end');
    assert.equal(posts(), 2);
  });

  it('a refusal of the second request leaves the first one open, and says so', async () => {
    host.emulator.control.cancelElsewhere(name);
    host.emulator.control.inject({
      method: 'operations.cancel',
      effect: { kind: 'error', case: 'failedPrecondition' },
      times: 1,
    });
    messages.press = 'Cancel Again';
    await run('cancelAgain', row().element);
    const told = messages.shown.find(({ modal }) => !modal);
    assert.match(
      told?.text ?? '',
      /^The server did not confirm another cancel request; what was asked before stands\. FAILED_PREC/,
    );
    await until(() => host.explorer.statusBarText?.includes('cancelled: delete cluster etl-9'), 'the end');
    assert.equal(posts(), 2);
  });

  it('has its own words in the row two minutes after an accepted request', () => {
    const [collection, reading] = [aCollection(), aReading()];
    const subject = { collection, reading, location: 'us-east1' };
    const accepted = advance(requestCancellation(subject, 'c1', 0), { type: 'accepted' }, 1);
    const operation = { ...reading, collection, location: 'us-east1', state: 'cancelling' } as const;
    const fact = (cancellation: Cancellation, now: number): string => operationFact(operation, cancellation, now);
    assert.equal(fact(accepted, 119_000), 'cancelling 1 min 59 sec');
    assert.equal(fact(accepted, 125_000), 'cancelling 2 min 5 sec, the server still runs it');
    const again = advance(requestCancellation(subject, 'c2', 125_000, accepted), { type: 'accepted' }, 125_001);
    assert.equal(fact(again, 130_000), 'cancelling 2 min 10 sec');
  });
});
