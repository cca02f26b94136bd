import { element, place, Pool, write } from './dom.js';
import type { PlacedLane } from './hit.js';
import { laneAt, lanePadding, rowHeight } from './lanes.js';

/** The names of the lanes beside the drawing. */
export class LaneLabels {
  readonly element = element('div', 'labels');
  private readonly labels = new Pool(this.element, () => element('div', 'lane'));

  /** @param top what is above the picture, in pixels. @param selected the lane of what is selected. */
  draw(lanes: readonly PlacedLane[], tops: readonly number[], top: number, height: number, selected?: string): void {
    const last = laneAt(tops, top + height);
    for (let index = Math.max(0, laneAt(tops, top)); index <= last; index++) {
      const lane = lanes[index];
      if (lane) {
        const [start, end] = [(tops[index] ?? 0) - top, (tops[index + 1] ?? 0) - top];
        const label = this.labels.next();
        if (label.textContent !== lane.name) {
          write(label, lane.name);
          label.title = lane.name;
        }
        label.classList.toggle('selected', lane.name === selected);
        // The name of a tall lane stays in the picture as long as any of the lane is.
        place(label, 0, Math.min(Math.max(start, 0), end - rowHeight - 2 * lanePadding) + lanePadding);
      }
    }
    this.labels.end();
  }
}
