import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../src/base/event.js';
import { offerAuditLogs } from '../../src/ui/notifications/auditLogOffer.js';
import type { Session, SessionHolder } from '../../src/ui/session.js';
import type { Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { until } from './support/until.js';
import { useHost } from './support/useHost.js';

const teams = Array.from({ length: 21 }, (_, index) => `team-${index}`);
const offer = /^Listing so many projects takes a while\. Their audit logs/;

describe('places where operations began lately, by the audit logs', function () {
  this.timeout(60_000);
  let host: Host;
  let messages: Messages;
  let timeout = 20;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });
  beforeEach(async () => {
    host.emulator.control.reset();
    teams.forEach((projectId) => host.emulator.control.addProject({ projectId }));
    // Asked settings: what was learned of logs goes with the session.
    await show(['team-0', 'team-1'], { 'cloudOperations.requestTimeout': ++timeout });
    host.emulator.control.clearRequests();
    messages.clear();
  });

  /** Looks at these projects. */
  async function show(projects: readonly string[], others: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await host.configure({
      'cloudOperations.auditLogFirst': undefined,
      'cloudOperations.services': ['gkehub'],
      // What tests ask by hand is no reason to ask no logs.
      'cloudOperations.requestsPerMinute': 100_000,
      'cloudOperations.requestsPerHour': 1_000_000,
      'cloudOperations.projects': projects,
      ...others,
    });
    await host.refresh();
  }
  const asked = () => host.emulator.requests.filter(({ service }) => service === 'logging');
  const told = (words: RegExp): number => messages.shown.filter(({ text }) => words.test(text)).length;
  const setting = () => vscode.workspace.getConfiguration('cloudOperations').inspect<boolean>('auditLogFirst');
  const turnOn = (): Thenable<unknown> => vscode.commands.executeCommand('cloudOperations.auditLogsFirst');
  const progress = () => host.explorer.session.watch.recent.progress;

  it('are offered from 20 projects on, once', async () => {
    await show(teams.slice(0, 19));
    assert.equal(told(offer), 0);
    messages.press = 'Look There First';
    await show(teams.slice(0, 20));
    await until(() => told(offer) === 1, 'the offer');
    await until(() => setting()?.globalValue === true, 'the setting');
    await until(() => asked().length > 0, 'a look into the logs');
    await show(teams);
    assert.equal(told(offer), 1);
  });

  it('are not offered of sample data, nor to whoever looks there already, nor again in another session', () => {
    const kept = new Map<string, unknown>();
    const offered = (changes: { simulated?: boolean; placesFirst?: boolean }): number => {
      const changed = new Emitter<{ what: 'roots' }>();
      const { session } = host.explorer;
      const auditLog = { ...session.settings.auditLog, placesFirst: changes.placesFirst === true };
      const current = {
        ...{ settings: { ...session.settings, auditLog }, simulated: changes.simulated === true },
        watch: { survey: { roots: teams, onDidChange: changed.event } },
      } as unknown as Session;
      const memory: vscode.Memento = {
        keys: () => [...kept.keys()],
        get: (key: string) => kept.get(key) as undefined,
        update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
      };
      const holder = {
        follow: (subscribe: (session: Session) => readonly vscode.Disposable[]) => subscribe(current)[0],
      };
      const offering = offerAuditLogs(holder as unknown as SessionHolder, memory);
      changed.fire({ what: 'roots' });
      offering.dispose();
      return messages.shown.splice(0).filter(({ text }) => offer.test(text)).length;
    };
    assert.equal(offered({ simulated: true }), 0);
    assert.equal(offered({ placesFirst: true }), 0);
    assert.equal(offered({}), 1);
    assert.equal(offered({}), 0);
  });

  it('are asked for as soon as somebody turns it on, of all projects by one request', async () => {
    await turnOn();
    assert.equal(setting()?.globalValue, true);
    assert.equal(told(/^Where operations began or ended in the last 24 hours.*is listed first\./), 1);
    await until(() => progress()?.read === 2, 'both logs to be read');
    const requests = asked();
    assert.equal(requests.length, 1);
    const { resourceNames, filter } = JSON.parse(requests[0]!.body) as { resourceNames: string[]; filter: string };
    assert.deepEqual(resourceNames, ['projects/team-0', 'projects/team-1']);
    assert.match(filter, /gkehub\.googleapis\.com/);
  });

  it('are asked of nobody with the setting off', async () => {
    host.emulator.control.createOperation({ service: 'gkehub', project: 'team-2', location: 'global' });
    // From the first look of a session on.
    await show(['team-2', 'team-3'], { 'cloudOperations.requestTimeout': ++timeout });
    await until(() => [...host.explorer.session.watch.store.all()].length === 1, 'the operation');
    assert.equal(progress(), undefined);
    assert.equal(asked().length, 0);
  });

  it('are asked for once where a permission is missing, which is told once with what helps', async () => {
    for (const project of ['team-0', 'team-1']) {
      host.emulator.control.denyPermissions({ project, permissions: ['logging.logEntries.list'] });
    }
    await turnOn();
    await until(() => progress()?.refused === 2, 'both to refuse');
    const [notice, ...others] = messages.shown.filter(({ text }) => /logging\.logEntries\.list/.test(text));
    assert.match(notice?.text ?? '', /roles\/logging\.viewer/);
    assert.deepEqual(notice?.buttons, ['Copy Grant Command', 'Open Setting…']);
    assert.deepEqual(others, []);
    // Both at once, and then each alone, so that it is known which.
    assert.equal(asked().length, 3);
    await host.configure({ 'cloudOperations.auditLogFirst': undefined });
    await turnOn();
    await host.refresh();
    assert.equal(asked().length, 3);
  });

  it('are asked for once where the API is not enabled, and found in the other project', async () => {
    host.emulator.control.setEnabledServices({ project: 'team-1', services: ['gkehub'] });
    await turnOn();
    await until(() => progress()?.refused === 1 && progress()?.read === 1, 'one to refuse, and one to be read');
    assert.equal(told(/API not enabled/), 1);
    const before = asked().length;
    assert.equal(before, 3);
    await host.refresh();
    assert.equal(asked().length, before);
  });
});
