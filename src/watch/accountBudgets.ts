import type { Clock } from '../base/clock.js';
import { Budget, type BudgetLimits } from './budget.js';

/**
 * The budget of each account that this window has asked with; it outlives sessions, so that another setting does not fill it
 * anew. Every window has budgets of its own: in the background only the one that has the focus asks.
 */
export class AccountBudgets {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #budgets = new Map<string, Budget>();
  #limits: BudgetLimits;
  #current: Budget;

  constructor(clock: Pick<Clock, 'monotonic'>, limits: BudgetLimits) {
    this.#clock = clock;
    this.#limits = limits;
    this.#current = new Budget(clock, limits);
  }

  get current(): Budget {
    return this.#current;
  }

  /** @param account tells accounts apart; what was spent before the first was known is its own. */
  use(account: string): void {
    const known = this.#budgets.get(account);
    const next = known ?? (this.#budgets.size === 0 ? this.#current : new Budget(this.#clock, this.#limits));
    this.#budgets.set(account, next);
    this.#current = next;
  }

  setLimits(limits: BudgetLimits): void {
    this.#limits = limits;
    new Set([this.#current, ...this.#budgets.values()]).forEach((budget) => budget.setLimits(limits));
  }
}
