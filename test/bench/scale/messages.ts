/** A cloud of projects × services × regions. */
export interface ScaleWorld {
  readonly projects: number;
  readonly services: readonly string[];
  readonly hosts: readonly string[];
  readonly regions: readonly string[];
  /** Operations of a place that has any. */
  readonly operations: number;
  /** One place of so many has operations. */
  readonly oneIn: number;
}

/** One refresh of a world that has just been opened. */
export interface ScaleTask {
  readonly world: ScaleWorld;
  readonly port: number;
  /** With the tree above the store, every row open, and a client that asks for rows as VS Code does. */
  readonly tree: boolean;
  /** Whether V8's profiler watches: that takes time, so the figures of such a run are not compared. */
  readonly profiled?: boolean;
}

export interface ScaleRun {
  /** Of the whole process, the collector's helpers included. */
  readonly cpuMs: number;
  /** Of the thread, in each turn. */
  readonly longestTurnMs: number;
  readonly p99TurnMs: number;
  /** What is held at the end. */
  readonly heapMB: number;
  readonly collections: number;
  readonly operations: number;
  /** How often the tree said that rows are out of date, and how many rows were handed out in all. */
  readonly draws: number;
  readonly rowsDrawn: number;
  /** Milliseconds of the longest turns together, by activity; absent where nobody watched. */
  readonly longTurns: Readonly<Record<string, number>> | undefined;
}
