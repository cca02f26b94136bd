import { writeFileSync } from 'node:fs';
import { hostVariables } from '../support/hostVariables.js';

/** Wraps what is to run inside the extension host: takes its parameters from the environment, leaves its result in a file. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- says what the JSON holds
export function hostProgram<P>(measure: (parameters: P) => Promise<unknown>): () => Promise<void> {
  return async () => {
    const parameters = JSON.parse(process.env[hostVariables.parameters] ?? '{}') as P;
    const file = process.env[hostVariables.result];
    if (file === undefined) {
      throw new Error(`${hostVariables.result} is not set`);
    }
    writeFileSync(file, JSON.stringify(await measure(parameters)));
  };
}
