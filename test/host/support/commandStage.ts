import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Operation } from '../../../src/operations/operation.js';
import { scenarios } from '../../emulator/index.js';
import type { Subject, Trace } from './commandCases.js';
import type { Host } from './host.js';
import type { Messages } from './messages.js';
import { OpenedLinks } from './openedLinks.js';
import { Surfaces } from './surfaces.js';
import { allRows, rowNamed, type ShownRow } from './tree.js';
import { until } from './until.js';

const minute = 60_000;

export const place = { service: 'dataproc', project: 'acme-web', location: 'us-central1' } as const;
const targets = {
  running: ['hit-alpha', 'hit-bravo'],
  watched: ['hit-alpha', 'hit-bravo'],
  unanswered: ['hit-golf', 'hit-hotel'],
  ended: ['hit-charlie', 'hit-delta'],
} as const;
export const projects = ['acme-web', 'acme-edge'] as const;
const services = ['Cloud Deploy', 'GKE Hub'] as const;

/** A row that a command may hit, and what tells in a trace that it was. */
interface Hittable {
  readonly row: ShownRow;
  readonly marks: readonly string[];
}

/** Rows for every command, and what commands leave behind. Dialogs are answered by nobody. */
export class CommandStage {
  readonly host: Host;
  readonly messages: Messages;
  readonly links = new OpenedLinks();
  readonly surfaces = new Surfaces();

  constructor(host: Host, messages: Messages) {
    this.host = host;
    this.messages = messages;
  }

  /** Two operations, projects and problems of each kind. */
  async fill(): Promise<void> {
    const { control } = this.host.emulator;
    const neverEnds = scenarios.neverEnds(3600);
    const running = [...targets.running, ...targets.unanswered];
    control.createOperations([
      ...running.map((target) => ({ ...place, target, scenario: neverEnds })),
      ...targets.ended.map((target) => ({ ...place, target, createdAgoMs: 10 * minute })),
      { ...place, project: 'acme-edge', target: 'hit-echo', scenario: neverEnds },
    ]);
    const denied = { kind: 'error', case: 'permissionDenied' } as const;
    control.inject({ service: 'clouddeploy', project: projects[0], effect: denied });
    control.inject({ service: 'gkehub', project: projects[1], effect: denied });
    // Nothing is asked but by hand.
    await this.host.configure({
      'cloudOperations.projects': [...projects],
      'cloudOperations.regions': ['us-central1'],
      'cloudOperations.requestsPerHour': 0,
    });
    await this.host.refresh();
    await until(() => this.row('hit-echo') && this.row('hit-alpha'), 'the rows');
  }

  restore(): void {
    this.links.restore();
    this.surfaces.restore();
  }

  run(command: string, ...args: unknown[]): Thenable<unknown> {
    return this.surfaces.run(`cloudOperations.${command}`, ...args);
  }

  row(target: string): ShownRow | undefined {
    return rowNamed(this.host.explorer, `Create cluster ${target}`);
  }

  operationOf(target: string): Operation {
    const found = [...this.host.explorer.session.watch.store.all()].find((each) => each.target === target);
    assert.ok(found);
    return found;
  }

  /** The two rows of a subject, and what tells in a trace that each was hit. */
  subjects(of: Subject): readonly Hittable[] {
    const found = (wanted: ShownRow | undefined): ShownRow => {
      assert.ok(wanted);
      return wanted;
    };
    switch (of) {
      case 'running':
      case 'watched':
      case 'unanswered':
      case 'ended':
        return targets[of].map((target) => {
          const { name } = this.operationOf(target);
          return { row: found(this.row(target)), marks: [target, name.slice(name.lastIndexOf('/') + 1)] };
        });
      case 'project':
      case 'pinnedProject':
        return projects.map((project) => ({ row: found(rowNamed(this.host.explorer, project)), marks: [project] }));
      case 'busyProject':
        return projects.map((project, index) => ({
          row: found(rowNamed(this.host.explorer, project)),
          marks: [['hit-alpha', 'hit-echo'][index]!],
        }));
      case 'problem':
        return services.map((label, index) => ({
          row: found(
            allRows(this.host.explorer).find((each) => each.label === label && each.tokens.includes('problem')),
          ),
          marks: [label, projects[index]!],
        }));
    }
  }

  /** Puts everything as the command wants it, and forgets what was seen. */
  async prepare(of: Subject | undefined): Promise<void> {
    if (this.host.explorer.session.simulated) {
      await this.run('leaveSample');
    }
    this.host.explorer.tree.setFilter(undefined);
    await this.host.configure({
      'cloudOperations.hiddenProjects': undefined,
      'cloudOperations.pinnedProjects': of === 'pinnedProject' ? [...projects] : undefined,
    });
    if (!this.row('hit-alpha') || !this.row('hit-echo')) {
      await this.host.refresh();
    }
    await until(() => this.row('hit-alpha') && this.row('hit-echo'), 'the rows to be back');
    const { follows } = this.host.explorer.session.watch;
    for (const target of targets.watched) {
      await (of === 'watched' ? follows.follow(this.operationOf(target)) : follows.unfollow(this.operationOf(target)));
    }
    if (of === 'unanswered' && !this.row('hit-golf')?.tokens.includes('repeatable')) {
      // The server never sees these requests.
      this.host.emulator.control.inject({
        method: 'operations.cancel',
        effect: { kind: 'reset', when: 'before' },
        times: 2,
      });
      this.messages.press = 'Cancel Operation';
      for (const target of targets.unanswered) {
        await this.run('cancel', this.row(target)!.element, undefined);
        await until(() => this.row(target)?.tokens.includes('repeatable'), 'a request without an answer');
      }
    }
    await this.surfaces.run('workbench.action.closeAllEditors');
    await vscode.env.clipboard.writeText('');
    this.messages.clear();
    this.links.clear();
    this.surfaces.seen.length = 0;
    this.host.emulator.control.clearRequests();
  }

  /** What a command has left in each place. */
  readonly traces: Readonly<Record<Trace, () => Promise<string>>> = {
    said: () => Promise.resolve(this.messages.shown.flatMap(({ text, detail = '' }) => [text, detail]).join('\n')),
    seen: () => Promise.resolve(this.surfaces.seen.join('\n')),
    clipboard: async () => await vscode.env.clipboard.readText(),
    links: () => Promise.resolve(this.links.urls.map((url) => decodeURIComponent(url)).join('\n')),
    tabs: () =>
      Promise.resolve(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)).join('\n')),
    watched: () =>
      Promise.resolve(
        this.host.explorer.session.watch.follows
          .active()
          .map(({ reading }) => reading.target)
          .join('\n'),
      ),
    selection: () => Promise.resolve(this.host.explorer.selection.map(({ id }) => id).join('\n')),
    hidden: () => Promise.resolve(setting('hiddenProjects').join('\n')),
    pinned: () => Promise.resolve(setting('pinnedProjects').join('\n')),
    asked: () =>
      Promise.resolve(
        this.host.emulator.requests
          .filter(({ operation }) => operation === 'operations.list')
          .map(({ url }) => url)
          .join('\n'),
      ),
  };

  /** Selects a row, alone. */
  async select({ id, element }: ShownRow): Promise<void> {
    const { explorer } = this.host;
    await explorer.select(element);
    await until(() => explorer.selection.length === 1 && explorer.selection[0]!.id === id, `${id} to be selected`);
  }
}

function setting(name: string): readonly string[] {
  return vscode.workspace.getConfiguration('cloudOperations').get<string[]>(name) ?? [];
}
