// The store in a page of Chromium, whose engine is built as the desktop's is.
import { ReaderMemory } from '../../../src/google/readings/readOperation.js';
import { OperationStore } from '../../../src/operations/store.js';
import type { WorldListing } from './listings.js';
import { readingsOf } from './read.js';

const store = new OperationStore();
const memory = new ReaderMemory();

Object.assign(globalThis, {
  fill({ collection, text }: WorldListing): void {
    const pass = store.beginListing(collection);
    pass.page(readingsOf(text, memory));
    pass.complete();
  },
  count: (): number => [...store.all()].length,
});
