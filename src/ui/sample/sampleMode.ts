import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands } from 'vscode';
import type { Clock } from '../../base/clock.js';
import { Owner } from '../../base/lifecycle.js';
import type { Sample } from '../../sample/sample.js';
import { AccountBudgets } from '../../watch/accountBudgets.js';
import { usualBudget } from '../../watch/budget.js';
import { markSimulated } from '../show.js';
import { closeOwnTabs } from './ownTabs.js';

/** Sample data that is on show, with what belongs to it alone. */
export interface OpenSample extends Sample {
  /** Its records, beside no account's; gone with it. */
  readonly folder: string;
  /** Nothing that is read of it is anybody's quota. */
  readonly budgets: AccountBudgets;
}

interface SampleModeParts {
  readonly clock: Clock;
  /** Loads the file with the sample data, which is not loaded before. */
  readonly load: () => Promise<{ readonly openSample: (clock: Clock) => Sample }>;
  /** Puts a session of what is open now in place of the one before, and ends that. */
  readonly reopen: () => void;
}

/**
 * Whether sample data is on show in place of the real projects: never both. It ends with the window, so that nobody who
 * comes back another day takes it for real.
 */
export class SampleMode extends Owner {
  readonly #parts: SampleModeParts;
  #opened: OpenSample | undefined;

  constructor(parts: SampleModeParts) {
    super();
    this.#parts = parts;
    this.own({ dispose: () => this.#opened && rmSync(this.#opened.folder, { recursive: true, force: true }) });
  }

  /** Undefined while the real projects are on show. */
  get opened(): OpenSample | undefined {
    return this.#opened;
  }

  /** Shows sample data whose day begins now, also in place of what was left of another day. */
  async enter(): Promise<void> {
    const { load, clock } = this.#parts;
    const { openSample } = await load();
    await this.#show({
      ...openSample(clock),
      folder: mkdtempSync(path.join(tmpdir(), 'cloud-operations-sample-')),
      budgets: new AccountBudgets(clock, usualBudget),
    });
  }

  /** Shows the real projects again. */
  async leave(): Promise<void> {
    await this.#show(undefined);
  }

  /** Documents go first: what they show must not stand beside the other. */
  async #show(next: OpenSample | undefined): Promise<void> {
    await closeOwnTabs();
    const before = this.#opened;
    this.#opened = next;
    this.#parts.reopen();
    markSimulated(next !== undefined);
    await commands.executeCommand('setContext', 'cloudOperations.sample', next !== undefined);
    if (before) {
      await rm(before.folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}
