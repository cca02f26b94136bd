import { keepCommands, keepTitles } from './evidence.js';

// Loaded into every process of mocha before the tests.
keepCommands();
export const mochaHooks = keepTitles;

// Mocha ends a run in order at SIGINT alone, and once a browser is open Playwright keeps the other signals from ending it.
for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.kill(process.pid, 'SIGINT'));
}
