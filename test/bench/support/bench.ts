/** What a benchmark found: the fields of its line of JSON. */
export type Figures = Readonly<Record<string, unknown>>;

export interface BenchOptions {
  /** Fewer runs and smaller worlds, to try a change; figures for the record come without it. */
  readonly quick: boolean;
}

/**
 * Runs a benchmark in a process of its own: it prints its tables, and its figures go to the program that started it.
 * @throws nothing: a failure is printed and becomes the exit code.
 */
export function bench(measure: (options: BenchOptions) => Promise<Figures>): void {
  measure({ quick: process.argv.includes('--quick') }).then(
    (figures) => {
      process.send?.(figures);
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
