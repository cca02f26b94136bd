import type { Bar } from '../../ui/timeline/messages.js';
import { floor } from './numbers.js';

type OperationState = Bar['state'];

/** Of several bars in one place the one that matters most is seen. */
const weight = {
  succeeded: 1,
  cancelled: 2,
  expired: 3,
  running: 4,
  cancelling: 5,
  failed: 6,
} satisfies Record<OperationState, number>;

/** A stretch of whole pixels in which there are bars too small to be drawn alone. */
export interface Dense {
  /** Pixels; `to` is behind the last one. */
  from: number;
  to: number;
  state: OperationState;
}

/** Joins bars that follow each other in time and are smaller than a pixel; in each pixel the weightiest state is seen. */
export interface Density {
  /** @param x where the bar is, in pixels, never before the last one. */
  add(x: number, state: OperationState): void;
  /** Hands out what is left: something else follows. */
  flush(): void;
}

/** @param emit is handed each stretch once, from left to right. It must not keep it. */
export function createDensity(emit: (dense: Readonly<Dense>) => void): Density {
  let current: Dense | undefined;
  let last: Dense | undefined;

  /** The pixel is complete: it lengthens the stretch before it, or begins another. */
  function settle(): void {
    if (current && last?.to === current.from && last.state === current.state) {
      last.to = current.to;
    } else if (current) {
      if (last) {
        emit(last);
      }
      last = current;
    }
    current = undefined;
  }

  return {
    add(x, state) {
      const pixel = floor(x);
      if (current?.from === pixel) {
        if (weight[state] > weight[current.state]) {
          current.state = state;
        }
        return;
      }
      settle();
      current = { from: pixel, to: pixel + 1, state };
    },
    flush() {
      settle();
      if (last) {
        emit(last);
        last = undefined;
      }
    },
  };
}
