/**
 * Stands in for `node-fetch` in the bundle: the host's own fetch, looked up at each call because VS Code replaces it
 * with the one that knows its proxy and certificate settings.
 */
const hostFetch: typeof fetch = (input, init) => globalThis.fetch(input, init);

export default hostFetch;
