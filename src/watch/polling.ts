import type { Clock } from '../base/clock.js';
import { endAll, type Disposable } from '../base/lifecycle.js';
import type { OperationsApi } from '../google/apis/operationsApi.js';
import type { OperationStore } from '../operations/store.js';
import type { AccountBudgets } from './accountBudgets.js';
import type { Activity } from './activity.js';
import { Agenda } from './agenda.js';
import type { Cancellations } from './cancellations.js';
import type { Follows } from './follows.js';
import { HeldPlaces } from './heldPlaces.js';
import type { Lister } from './lister.js';
import { LookPlan } from './lookPlan.js';
import { Poller } from './poller.js';
import type { Survey } from './survey.js';

interface PollingParts {
  readonly api: OperationsApi;
  readonly store: OperationStore;
  readonly survey: Survey;
  readonly lister: Lister;
  readonly cancellations: Cancellations;
  readonly follows: Follows;
  readonly activity: Activity;
  readonly budgets: Pick<AccountBudgets, 'current'>;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** What keeps the store up to date once it has been filled. */
export interface Polling extends Disposable {
  readonly held: HeldPlaces;
  readonly agenda: Agenda;
  readonly plan: LookPlan;
  readonly poller: Poller;
}

/** The places that held something are noted before the agenda asks for them. */
export function startPolling(parts: PollingParts): Polling {
  const held = new HeldPlaces(parts.store);
  const agenda = new Agenda({ ...parts, held });
  const plan = new LookPlan({ ...parts, agenda });
  const poller = new Poller({ ...parts, plan });
  return { held, agenda, plan, poller, dispose: () => endAll([poller, plan, agenda, held]) };
}
