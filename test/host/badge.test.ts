import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemClock } from '../../src/base/clock.js';
import type { BadgeCount } from '../../src/settings.js';
import { Badge } from '../../src/ui/badge.js';
import { SessionHolder } from '../../src/ui/session.js';
import { complain } from '../../src/ui/show.js';
import { aCollection, aReading } from '../unit/support/fixtures.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

describe('the number on the icon, and errors', function () {
  this.timeout(30_000);
  let host: Host;
  let messages: Messages;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });

  /** One of its own, by the real session with another setting. */
  function badgeFor(badge: BadgeCount): { view: { badge: vscode.ViewBadge | undefined }; end: () => void } {
    const view: { badge: vscode.ViewBadge | undefined } = { badge: undefined };
    const { session } = host.explorer;
    const holder = new SessionHolder({ ...session, settings: { ...session.settings, badge } });
    const shown = new Badge(view, holder, systemClock);
    return { view, end: () => shown.dispose() };
  }

  it('counts what runs, what the person waits for, or nothing, as the setting wants it', async () => {
    const { store, follows } = host.explorer.session.watch;
    const collection = aCollection({ project: 'acme-analytics' });
    const reading = (id: string) => aReading({ name: `projects/acme-analytics/regions/us-central1/operations/${id}` });
    const before = [...store.all()].filter(({ done }) => !done).length;
    store.read(collection, reading('a'));
    const [running, mine, none] = [badgeFor('running'), badgeFor('mine'), badgeFor('none')];
    const says = (value: number, tooltip: string) => () =>
      running.view.badge?.value === value && running.view.badge.tooltip === tooltip;
    await until(says(before + 1, before === 0 ? '1 operation running' : `${before + 1} operations running`), 'one');
    store.read(collection, reading('b'));
    await until(says(before + 2, `${before + 2} operations running`), 'two');
    const operation = store.find(collection, reading('b').name);
    assert.ok(operation);
    await follows.follow(operation);
    await until(() => mine.view.badge?.tooltip === '1 watched', 'the watched one');
    store.read(collection, { ...reading('b'), done: true });
    store.read(collection, { ...reading('a'), done: true });
    await until(() => (running.view.badge?.value ?? 0) === before, 'the ends');
    await until(() => mine.view.badge === undefined, 'nothing to wait for');
    assert.equal(none.view.badge, undefined);
    [running, mine, none].forEach(({ end }) => end());
  });

  it('every error offers the log', async () => {
    const { executeCommand } = vscode.commands;
    const ran: string[] = [];
    Object.assign(vscode.commands, { executeCommand: (id: string) => Promise.resolve(ran.push(id)) });
    messages.clear();
    messages.press = 'Show Log';
    try {
      assert.equal(await complain('It broke.', 'Try Again'), undefined);
      messages.press = 'Try Again';
      assert.equal(await complain('It broke.', 'Try Again'), 'Try Again');
    } finally {
      Object.assign(vscode.commands, { executeCommand });
    }
    assert.deepEqual(
      messages.shown.map(({ severity, buttons }) => [severity, ...buttons]),
      [
        ['error', 'Try Again', 'Show Log'],
        ['error', 'Try Again', 'Show Log'],
      ],
    );
    assert.deepEqual(ran, ['cloudOperations.showLog']);
  });
});
