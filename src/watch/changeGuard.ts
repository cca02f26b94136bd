import type { Operation } from '../operations/operation.js';

/** Whether the settings let an operation be cancelled or deleted. Asked at each change, because settings change. */
export type ChangeGuard = (operation: Pick<Operation, 'collection' | 'name'>) => boolean;

/** Something was about to be changed that the settings protect. Whoever asks the guard first never meets it. */
export class ChangeForbiddenError extends Error {
  override readonly name = 'ChangeForbiddenError';

  constructor(name: string) {
    super(`The settings make this read-only: ${name}`);
  }
}

/** @throws ChangeForbiddenError */
export function requireChangeable(
  guard: ChangeGuard | undefined,
  operation: Pick<Operation, 'collection' | 'name'>,
): void {
  if (guard?.(operation) === false) {
    throw new ChangeForbiddenError(operation.name);
  }
}
