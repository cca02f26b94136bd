// Runs inside the extension host as any other extension does, beside the packaged product: what can it get hold of?
import { extensions } from 'vscode';
import { hostProgram } from '../bench/host/program.js';

export interface StrangerParameters {
  readonly extension: string;
}

export interface StrangerResult {
  readonly active: boolean;
  /** Names of everything that the product's exports lead to. */
  readonly exported: readonly string[];
}

export const run = hostProgram<StrangerParameters>(async ({ extension }) => {
  const found = extensions.getExtension<unknown>(extension);
  if (!found) {
    throw new Error(`${extension} is not installed`);
  }
  const returned = await found.activate();
  const names = [returned, found.exports].flatMap((exported) =>
    exported === undefined || exported === null ? [] : [typeof exported, ...Object.keys(exported)],
  );
  return { active: found.isActive, exported: names } satisfies StrangerResult;
});
