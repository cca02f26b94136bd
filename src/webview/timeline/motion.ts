import { prefersLessMotion } from './dom.js';
import { max } from './numbers.js';
import { between, type Range } from './viewport.js';

/** Milliseconds of a movement that a key or a button makes. */
const duration = 160;

/** What is seen, on its way to what was asked for. */
export interface Motion {
  /** Where it goes: the next key counts from there. */
  readonly target: Range;
  readonly isMoving: boolean;
  /** Where it is. */
  readonly now: () => Range;
  /** At once: what the pointer moves follows it. */
  jump(range: Range): void;
  glide(range: Range): void;
}

export function createMotion(): Motion {
  let began: { readonly at: number; readonly from: Range } | undefined;
  let target: Range = { from: 0, to: 1 };
  function now(): Range {
    const share = began ? (performance.now() - began.at) / duration : 1;
    if (!began || share >= 1) {
      began = undefined;
      return target;
    }
    return between(began.from, target, 1 - (1 - max(0, share)) ** 3);
  }
  return {
    get target() {
      return target;
    },
    get isMoving() {
      return began !== undefined;
    },
    now,
    jump(range) {
      target = range;
      began = undefined;
    },
    glide(range) {
      const from = now();
      target = range;
      began = prefersLessMotion() ? undefined : { at: performance.now(), from };
    },
  };
}
