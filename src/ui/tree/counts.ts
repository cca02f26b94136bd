/** How many operations a project, location or other group holds. */
export interface Counts {
  readonly running: number;
  readonly cancelling: number;
  readonly total: number;
}

export function hasActive({ running, cancelling }: Counts): boolean {
  return running + cancelling > 0;
}
