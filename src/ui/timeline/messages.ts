/**
 * What the extension and the timeline's page (src/webview/timeline) say to each other. Types alone, so that the page can
 * share them: each side checks what comes in (`fromPage.ts` here, `fromHost.ts` there). All times are milliseconds since
 * the epoch; all texts are ready to be shown, in the person's language, and dead: the page never reads them as markup.
 */
import type { OperationState } from '../../operations/operation.js';

/** What the lanes stand for. */
export type LaneKind = 'target' | 'region' | 'service' | 'project';

/** What is to be seen at first. `fit`: all there is, less what would stretch the axis. */
export type Preset = 'hour' | 'day' | 'week' | 'fit';

/** One operation. */
export interface Bar {
  /** Opaque to the page, one per operation, and the same as long as it is the same operation. */
  readonly id: string;
  /** What it is done to, in short: `etl-7`. */
  readonly label: string;
  /** What is done to what kind: `create cluster`. */
  readonly what: string;
  readonly state: OperationState;
  /** Left out where the server does not say it. */
  readonly start?: number;
  /** Left out while it is under way, and where nobody knows it. Of an expired one, when it was found missing. */
  readonly end?: number;
  /** When a cancel was asked for, the last time. */
  readonly cancelAskedAt?: number;
  /** When the server's word on that cancel came, where that was not the operation's end: it refused, say. */
  readonly cancelSettledAt?: number;
  /** What menus can see of it: VS Code's `viewItem`, as of its row in the tree. */
  readonly menu?: string;
  /**
   * The name of its lane, for each kind of lanes; one that has no region, say, names the lane of those. Targets of the same
   * name share a lane where project, service and region are the same.
   */
  readonly lanes: Readonly<Record<LaneKind, string>>;
}

/** What a key does. Which key that is, the page alone knows (`src/webview/timeline/keys.ts`). */
export type KeyAction =
  | 'zoomIn'
  | 'zoomOut'
  | 'panLeft'
  | 'panRight'
  | 'fit'
  | 'fitSelected'
  | 'earlier'
  | 'later'
  | 'laneAbove'
  | 'laneBelow'
  | 'open'
  | 'hour'
  | 'day'
  | 'week'
  | 'table'
  | 'keys'
  | 'clear';

/** Every word that the page shows, apart from those of operations. `{0}` is filled in by the page. */
export interface TimelineWords {
  /** Of the timeline as a whole, for who hears it: "Timeline of operations". */
  readonly title: string;
  /** "Lanes" before the choice of what they stand for, and its members. */
  readonly lanesBy: string;
  readonly laneKinds: Readonly<Record<LaneKind, string>>;
  /** Short, they are on buttons; the long ones are in `keys`. */
  readonly presets: Readonly<Record<Preset, string>>;
  readonly showTable: string;
  readonly showTimeline: string;
  readonly exportSvg: string;
  /** The button that shows the keys, and the title of what it shows. */
  readonly keysTitle: string;
  readonly close: string;
  /** What each key does, as on the sheet: "Fit the selected operation". */
  readonly keys: Readonly<Record<KeyAction, string>>;
  /** What Shift does to the keys that zoom and pan; what the wheel does, plain, with Shift and with Ctrl. */
  readonly shiftFurther: string;
  readonly wheel: string;
  readonly wheelShift: string;
  readonly wheelZoom: string;
  readonly states: Readonly<Record<OperationState, string>>;
  /** Two units of a length of time, `{0}` and `{1}`, with what the language has between them. */
  readonly twoUnits: string;
  /** At the line that marks the present. */
  readonly now: string;
  /** Where there is nothing to draw. */
  readonly empty: string;
  /** "Nothing for {0}: show it" of a stretch that is folded, with its length. */
  readonly openGap: string;
  /** Name of the strip below: "Overview". */
  readonly overview: string;
  /** "Cancel asked for at {0}". */
  readonly cancelAsked: string;
  /** Heads of the table's columns, beside `laneKinds`. */
  readonly columns: Readonly<Record<'operation' | 'state' | 'start' | 'end' | 'duration', string>>;
  /** For a time that nobody knows. */
  readonly unknown: string;
  /** "Listed: {0} of {1}": below a table that does not hold all. */
  readonly tableCut: string;
}

export type ToPage =
  /** The first message, in answer to `ready`, and again whenever one of its parts changes. */
  | {
      readonly type: 'init';
      readonly words: TimelineWords;
      /** For `Intl`: BCP 47, VS Code's display language. */
      readonly locale: string;
      /** What is shown where the page does not remember anything else. */
      readonly preset: Preset;
      readonly lanes: LaneKind;
    }
  /** Begins anew with these. A host that has thousands sends the first of them so and the rest as `changes`. */
  | { readonly type: 'bars'; readonly bars: readonly Bar[] }
  /** Bars that are new or other than before, and the ids of those that are no more. */
  | { readonly type: 'changes'; readonly upserts: readonly Bar[]; readonly removals: readonly string[] }
  /** What is selected elsewhere. An id that the page does not know, or none, selects nothing. */
  | { readonly type: 'select'; readonly id?: string }
  /** Answer to `hover`: what the tree says of the operation, line by line. */
  | { readonly type: 'hover'; readonly id: string; readonly lines: readonly string[] }
  /** What lies above the timeline: the first line is always seen, the others on demand. */
  | { readonly type: 'summary'; readonly lines: readonly string[] };

export type ToHost =
  /** The page runs and knows nothing yet. */
  | { readonly type: 'ready' }
  /** A person selected this, or nothing any more. */
  | { readonly type: 'select'; readonly id?: string }
  /** Its page is wanted. */
  | { readonly type: 'open'; readonly id: string }
  /** The pointer rests on it. */
  | { readonly type: 'hover'; readonly id: string }
  /** What is on show as an SVG document, to be saved. */
  | { readonly type: 'export'; readonly svg: string }
  /** A person chose other lanes. */
  | { readonly type: 'lanes'; readonly by: LaneKind };

/** What lies under the pointer, for `webview/context` menus (`data-vscode-context`): what a menu's command is handed. */
export interface OperationContext {
  readonly webviewSection: 'operation';
  readonly operationId: string;
  /** The bar's `menu`. */
  readonly viewItem?: string;
  readonly preventDefaultContextMenuItems: true;
}
