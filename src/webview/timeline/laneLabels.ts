import { createPool, element, place, write } from './dom.js';
import type { PlacedLane } from './hit.js';
import { laneAt, lanePadding, rowHeight } from './lanes.js';
import { max, min } from './numbers.js';

/** The names of the lanes beside the drawing. */
export interface LaneLabels {
  readonly element: HTMLElement;
  /** @param top what is above the picture, in pixels. @param selected key of the lane of what is selected. */
  draw(lanes: readonly PlacedLane[], tops: readonly number[], top: number, height: number, selected?: string): void;
}

export function createLaneLabels(): LaneLabels {
  const column = element('div', 'labels');
  const labels = createPool(column, () => element('div', 'lane'));
  return {
    element: column,
    draw(lanes, tops, top, height, selected) {
      const last = laneAt(tops, top + height);
      for (let index = max(0, laneAt(tops, top)); index <= last; index++) {
        const lane = lanes[index];
        if (lane) {
          const { key, name } = lane;
          const [start, end] = [(tops[index] ?? 0) - top, (tops[index + 1] ?? 0) - top];
          const label = labels.next();
          if (label.textContent !== name) {
            write(label, name);
            label.title = name;
          }
          label.classList.toggle('selected', key === selected);
          // The name of a tall lane stays in the picture as long as any of the lane is.
          place(label, 0, min(max(start, 0), end - rowHeight - 2 * lanePadding) + lanePadding);
        }
      }
      labels.end();
    },
  };
}
