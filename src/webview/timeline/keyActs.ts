import type { KeyAction, Preset } from '../../ui/timeline/messages.js';
import type { View } from './view.js';
import { actionOf } from './keys.js';
import { across, beside, type Place } from './walk.js';

/** What keys act on. */
export interface KeyTarget {
  readonly view: View;
  readonly usePreset: (preset: Preset) => void;
  /** Makes what is seen another one. */
  readonly move: (change: () => void) => void;
  readonly select: (id: string | undefined, by: 'key') => void;
  readonly open: (id: string) => void;
  readonly toggleTable: () => void;
  readonly showKeys: () => void;
}

/** How much of what is seen a key pans by, and how it zooms; with Shift. */
const panStep = { plain: 0.1, further: 0.5 };
const zoomStep = { plain: 1.25, further: 2.5 };

/** What each key does to the timeline. */
const acts: Readonly<Record<KeyAction, (timeline: KeyTarget, size: 'plain' | 'further') => void>> = {
  zoomIn: (timeline, size) => step(timeline, 'zoom', 1 / zoomStep[size]),
  zoomOut: (timeline, size) => step(timeline, 'zoom', zoomStep[size]),
  panLeft: (timeline, size) => step(timeline, 'pan', -panStep[size]),
  panRight: (timeline, size) => step(timeline, 'pan', panStep[size]),
  fit: (timeline) => timeline.usePreset('fit'),
  hour: (timeline) => timeline.usePreset('hour'),
  day: (timeline) => timeline.usePreset('day'),
  week: (timeline) => timeline.usePreset('week'),
  fitSelected: (timeline) => {
    const place = selectedPlace(timeline);
    if (place) {
      timeline.move(() => timeline.view.fitPlace(place));
    }
  },
  earlier: (timeline) => walk(timeline, (place) => besideOf(timeline, place, -1)),
  later: (timeline) => walk(timeline, (place) => besideOf(timeline, place, 1)),
  laneAbove: (timeline) => walk(timeline, (place) => across(timeline.view.model.placed, place, -1)),
  laneBelow: (timeline) => walk(timeline, (place) => across(timeline.view.model.placed, place, 1)),
  open: (timeline) => {
    const place = selectedPlace(timeline);
    if (place) {
      timeline.open(place.bar.id);
    }
  },
  table: (timeline) => timeline.toggleTable(),
  keys: (timeline) => timeline.showKeys(),
  clear: (timeline) => timeline.select(undefined, 'key'),
};

/** A key that was pressed anywhere in the page: buttons, lists and the table have keys of their own. */
export function press(event: KeyboardEvent, drawing: Element, timeline: KeyTarget): void {
  const asked = actionOf(event);
  const target = event.target instanceof Element ? event.target : undefined;
  const isOnDrawing = target === drawing || target === document.body;
  if (asked && (isOnDrawing || (asked.action === 'table' && target?.tagName !== 'SELECT'))) {
    event.preventDefault();
    acts[asked.action](timeline, asked.further ? 'further' : 'plain');
  }
}

function step(timeline: KeyTarget, kind: 'zoom' | 'pan', amount: number): void {
  timeline.move(() => timeline.view.step(kind, amount));
}

function selectedPlace({ view }: KeyTarget): Place | undefined {
  return view.selectedBar && view.model.placeOf(view.selectedBar);
}

/** From what is selected on; from the first lane's last operation where nothing is. */
function walk(timeline: KeyTarget, next: (place: Place) => { readonly id: string } | undefined): void {
  const place = selectedPlace(timeline);
  const bar = place ? next(place) : timeline.view.model.placed[0]?.rows[0]?.bars.at(-1);
  if (bar) {
    timeline.select(bar.id, 'key');
  }
}

function besideOf({ view }: KeyTarget, place: Place, direction: 1 | -1) {
  const lane = view.model.placed[place.lane];
  return lane && beside(lane, place, direction);
}
