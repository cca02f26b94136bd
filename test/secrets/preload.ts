import { keepCommands, keepTitles } from './evidence.js';

// Loaded into every process of mocha before the tests.
keepCommands();
export const mochaHooks = keepTitles;
