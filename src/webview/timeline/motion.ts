import { prefersLessMotion } from './dom.js';
import { between, type Range } from './viewport.js';

/** Milliseconds of a movement that a key or a button makes. */
const duration = 160;

/** What is seen, on its way to what was asked for. */
export class Motion {
  private began: { readonly at: number; readonly from: Range } | undefined;
  private goal: Range = { from: 0, to: 1 };

  /** Where it goes: the next key counts from there. */
  get target(): Range {
    return this.goal;
  }

  /** At once: what the pointer moves follows it. */
  jump(range: Range): void {
    this.goal = range;
    this.began = undefined;
  }

  /** @param now of `performance.now`. */
  glide(range: Range, now: number): void {
    const from = this.at(now);
    this.goal = range;
    this.began = prefersLessMotion() ? undefined : { at: now, from };
  }

  get isMoving(): boolean {
    return this.began !== undefined;
  }

  at(now: number): Range {
    const { began, goal } = this;
    const share = began ? (now - began.at) / duration : 1;
    if (!began || share >= 1) {
      this.began = undefined;
      return goal;
    }
    return between(began.from, goal, 1 - (1 - Math.max(0, share)) ** 3);
  }
}
