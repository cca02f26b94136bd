import type { SharedWords } from '../tree/filter.js';
import { operationPhrase } from './label.js';
import { serviceTitle } from './service.js';
import { stateWord } from './state.js';

/** The words of rows by which a filter finds them, beside names. */
export const sharedWords: SharedWords = {
  service: serviceTitle,
  state: stateWord,
  // `run …` for `BATCH`.
  verb: (verb) => operationPhrase({ name: '', verb, target: '…', targetKind: undefined }),
};
