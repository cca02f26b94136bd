import { operationPhrase } from './label.js';
import { serviceTitle } from './service.js';
import { stateWord } from './state.js';

/** The words of rows by which a filter finds them, beside names. */
export const sharedWords = {
  service: serviceTitle,
  state: stateWord,
  // `run …` for `BATCH`.
  verb: (verb: string) => operationPhrase({ name: '', verb, object: undefined, target: '…', targetKind: undefined }),
};
