import { EventEmitter } from 'node:events';
import type { SecretStore } from '../../../src/google/signIn/accountStore.js';
import type { BrowserSignIn } from '../../../src/google/credentials/oauth/signInWithBrowser.js';
import { cloudPlatform } from './bench.js';

/** What the address bar shows when a consent page has answered, and what is on the page then. */
export interface Visit {
  readonly address: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

/** Opens the consent page as a browser does, and follows where it sends it. */
export async function visit(url: string): Promise<Visit> {
  const consent = await fetch(url, { redirect: 'manual' });
  const address = consent.headers.get('location');
  if (address === null) {
    throw new Error(`the consent page did not answer: ${consent.status} ${await consent.text()}`);
  }
  const response = await fetch(address);
  return { address, status: response.status, headers: response.headers, html: await response.text() };
}

export const testClient = { id: 'acme-desktop.apps.googleusercontent.com', secret: 'GOCSPX-secret-of-the-client' };

/** A sign-in whose browser approves at once, and reaches this machine. */
export function browserSignIn(overrides: Partial<BrowserSignIn> = {}): BrowserSignIn {
  return {
    client: testClient,
    scopes: [cloudPlatform],
    account: undefined,
    page: {
      language: 'en',
      signedIn: { title: 'Signed in', body: 'You can close this window.' },
      refused: { title: 'Not signed in', body: 'Access was <not> granted.' },
      foreign: { title: 'Nothing to do', body: 'No sign-in is under way here.' },
    },
    signal: new AbortController().signal,
    reachable: (redirectUri) => Promise.resolve(redirectUri),
    openBrowser: async (url) => {
      await visit(url);
    },
    askForAddress: () => Promise.reject(new Error('the browser reaches this machine')),
    ...overrides,
  };
}

/** The editor's secret store as several windows see it. */
export class SharedSecrets implements SecretStore {
  readonly values = new Map<string, string>();
  readonly #changes = new EventEmitter();
  reads = 0;

  readonly onDidChange: SecretStore['onDidChange'] = (listener) => {
    this.#changes.on('change', listener);
    return { dispose: () => this.#changes.off('change', listener) };
  };

  async get(key: string): Promise<string | undefined> {
    this.reads++;
    await Promise.resolve();
    return this.values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    await Promise.resolve();
    this.values.set(key, value);
    this.#changes.emit('change', { key });
  }

  async delete(key: string): Promise<void> {
    await Promise.resolve();
    this.values.delete(key);
    this.#changes.emit('change', { key });
  }

  get listeners(): number {
    return this.#changes.listenerCount('change');
  }
}
