import type { PlacedLane } from '../../../src/webview/timeline/hit.js';
import { bar } from './bars.js';

/** A lane of rows of bars, each `[id, from, to]` on the axis. */
export function lane(name: string, ...rows: readonly (readonly [string, number, number])[][]): PlacedLane {
  return {
    key: name,
    name,
    rows: rows.map((row) => ({
      bars: row.map(([id]) => bar(id)),
      from: Float64Array.from(row.map(([, from]) => from)),
      to: Float64Array.from(row.map(([, , to]) => to)),
    })),
  };
}
