import type { Clock } from '../../base/clock.js';
import { Emitter, type Event } from '../../base/event.js';
import { Owner, type Disposable } from '../../base/lifecycle.js';
import { Timer } from '../../base/timer.js';
import { parseQuery, queryTest, queryTurn, type QueryContext } from '../../operations/query.js';
import { queryContext } from '../queryContext.js';
import type { Session, SessionHolder } from '../session.js';
import { concernGroup, Groups, type Group, type Membership, type Move } from './groups.js';
import { inSlices, stepsOver } from './inSlices.js';

/** One of these has to hold, in the words of the filter. */
const CONCERNS = ['state:cancelling', 'is:watched', 'is:mine is:active', 'state:failed ended:<1h'];

/** Operations whose time comes one after the other are told together. */
const LEAST_MS = 1000;

type Watch = Pick<Session['watch'], 'store' | 'follows' | 'survey'>;

/** The part of a session that decides. */
interface ConcernsSource {
  readonly settings: Pick<Session['settings'], 'showConcerns'>;
  readonly watch: Watch;
}

/**
 * What concerns the person in front of the editor, wherever it runs: what is being cancelled, what is watched, what their
 * account has started and runs, and what failed within the last hour. It is kept as one of these changes: nothing looks at
 * the others, apart from the times when it becomes known whose credential is in use.
 */
export class Concerns extends Owner {
  readonly #source: { readonly current: ConcernsSource };
  readonly #clock: Clock;
  readonly #membership: Membership;
  readonly #timer: Timer;
  readonly #moved = this.own(new Emitter<readonly Move[]>());
  #watch: Watch | undefined;
  #groups: Groups;
  /** Another one for each time that everything is looked at. */
  #filling: object | undefined;

  /** Fires with what came in, went, or changed. Not while the setting says that nobody wants to see it. */
  readonly onDidMove: Event<readonly Move[]> = this.#moved.event;

  constructor(session: SessionHolder, clock: Clock) {
    super();
    this.#source = session;
    this.#clock = clock;
    this.#membership = concerning(queryContext(session, clock));
    this.#groups = new Groups('concern', 'state', this.#membership);
    this.#timer = this.own(new Timer(clock));
    this.own(session.follow(({ watch }) => this.#follow(watch)));
  }

  /** Undefined where there is nothing, or nobody wants to see it. */
  get group(): Group | undefined {
    return this.#isShown ? this.#groups.get(concernGroup) : undefined;
  }

  get #isShown(): boolean {
    return this.#source.current.settings.showConcerns;
  }

  #follow(watch: Watch): readonly Disposable[] {
    const { store, follows, survey } = watch;
    if (this.#watch !== watch) {
      this.#watch = watch;
      this.#groups = new Groups('concern', 'state', this.#membership);
      this.#lookAtAll(watch);
    }
    return [
      store.onDidChange((changes) => this.#tell(changes.flatMap((change) => this.#groups.take(change) ?? []))),
      follows.onDidChange(({ collection, reading }) => {
        const operation = store.find(collection, reading.name);
        this.#tell((operation && this.#groups.put(operation)) ?? []);
      }),
      survey.onDidChange(({ what }) => what === 'credential' && this.#lookAtAll(watch)),
    ];
  }

  #lookAtAll({ store }: Watch): void {
    const filling = {};
    this.#filling = filling;
    const steps = stepsOver(store.all(), (operation) => this.#tell(this.#groups.put(operation) ?? []));
    void inSlices(steps, () => this.#filling === filling && !this.disposed);
  }

  #tell(news: Move | readonly Move[]): void {
    const moves = [news].flat();
    const { nextTurn } = this.#groups;
    this.#timer.stop();
    if (nextTurn !== Infinity) {
      this.#timer.set(Math.max(LEAST_MS, nextTurn - this.#clock.now()), () =>
        this.#tell(this.#groups.turn(this.#clock.now())),
      );
    }
    if (moves.length > 0 && this.#isShown) {
      this.#moved.fire(moves);
    }
  }
}

/** Whether an operation concerns whoever `context` tells of, and until when. */
export function concerning(context: QueryContext): Membership {
  const concerns = CONCERNS.map((text) => {
    const query = parseQuery(text);
    return { holds: queryTest(query), turn: queryTurn(query) };
  });
  return {
    matches: (operation) => concerns.some(({ holds }) => holds(operation, context)),
    // None of them waits for an age: time takes out, and never brings in.
    changesAt: (operation) => {
      const [first, ...others] = concerns
        .filter(({ holds }) => holds(operation, context))
        .flatMap(({ turn }) => turn?.(operation, context.now) ?? []);
      return others.reduce((least, at) => (least === undefined || at < least ? at : least), first);
    },
  };
}
