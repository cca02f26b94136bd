import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Host } from './support/host.js';
import { rowNamed } from './support/tree.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

describe('a refresh that takes long', function () {
  this.timeout(20_000);
  let host: Host;

  useHost((opened) => {
    host = opened;
  });

  it('can be stopped: what was read stays, marked as a part until all is read', async () => {
    const { control } = host.emulator;
    const place = { service: 'dataproc', project: 'acme-web', location: 'us-central1' };
    control.createOperation({ ...place, target: 'etl-7' });
    control.inject({ ...place, location: 'europe-west4', method: 'operations.list', effect: { kind: 'hang' } });
    const refreshed = host.refresh();
    await until(() => rowNamed(host.explorer, 'Create cluster etl-7'), 'what answers');
    await vscode.commands.executeCommand('cloudOperations.stopRefresh');
    await refreshed;
    const description = (): string => rowNamed(host.explorer, 'acme-web')?.description ?? '';
    assert.match(description(), /partly read$/);
    assert.ok(rowNamed(host.explorer, 'Create cluster etl-7'));
    assert.equal(host.explorer.session.watch.refresher.busy, false);

    control.clearFaults();
    await host.refresh();
    assert.doesNotMatch(description(), /partly read/);
  });
});
