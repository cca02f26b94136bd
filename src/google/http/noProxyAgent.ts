/**
 * Stands in for `https-proxy-agent` in the bundle. gaxios makes one where the environment names a proxy; the host's own
 * fetch takes no agent and knows the proxy already, from VS Code's settings as well as from the environment.
 */
export class HttpsProxyAgent {
  /** Where gaxios would have sent the request; nobody reads it. */
  readonly proxy: string | URL;

  constructor(proxy: string | URL) {
    this.proxy = proxy;
  }
}
