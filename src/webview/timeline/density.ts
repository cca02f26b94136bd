import type { Bar } from '../../ui/timeline/messages.js';

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
export class Density {
  private current: Dense | undefined;
  private last: Dense | undefined;

  /** @param emit is handed each stretch once, from left to right. It must not keep it. */
  constructor(private readonly emit: (dense: Readonly<Dense>) => void) {}

  /** @param x where the bar is, in pixels, never before the last one. */
  add(x: number, state: OperationState): void {
    const pixel = Math.floor(x);
    if (this.current?.from === pixel) {
      if (weight[state] > weight[this.current.state]) {
        this.current.state = state;
      }
      return;
    }
    this.settle();
    this.current = { from: pixel, to: pixel + 1, state };
  }

  /** Hands out what is left: something else follows. */
  flush(): void {
    this.settle();
    if (this.last) {
      this.emit(this.last);
      this.last = undefined;
    }
  }

  /** The pixel is complete: it lengthens the stretch before it, or begins another. */
  private settle(): void {
    const { current, last } = this;
    this.current = undefined;
    if (!current) {
      return;
    }
    if (last?.to === current.from && last.state === current.state) {
      last.to = current.to;
      return;
    }
    if (last) {
      this.emit(last);
    }
    this.last = current;
  }
}
