import { AsyncLocalStorage } from 'node:async_hooks';

const scoped = new AsyncLocalStorage<typeof fetch>();

/**
 * Stands in for `node-fetch` in the bundle: the host's own fetch, looked up at each call because VS Code replaces it
 * with the one that knows its proxy and certificate settings.
 */
const hostFetch: typeof fetch = (input, init) => (scoped.getStore() ?? globalThis.fetch)(input, init);

export default hostFetch;

/**
 * Runs `task` with `replacement` as the fetch of every request it makes through the credential library. The library
 * builds inner clients (token exchange, metadata server) that inherit no transport option; bound to the call instead,
 * the replacement reaches all of them and nothing else, and `globalThis` stays as VS Code made it.
 */
export function withFetch<T>(replacement: typeof fetch, task: () => T): T {
  return scoped.run(replacement, task);
}
