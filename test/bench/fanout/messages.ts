/** What the benchmark's processes say to each other. */

/** Where the server listens: one origin for each service, as Google has, and one for everything else. */
export interface ServerAddress {
  readonly origins: Readonly<Record<string, string>>;
  readonly other: string;
  /** The certificate that clients have to trust, PEM. */
  readonly certificate: string;
}

export type ServerRequest = { readonly latencyMs: number } | 'counts';

/** Since the last time it was asked. */
export interface ServerCounts {
  readonly requests: number;
  readonly connections: number;
  /** The query of the latest list call, as the client sent it. */
  readonly listQuery: string;
}

export type ClientKind = 'product' | 'fetch' | 'googleapis' | 'gax';

export interface ClientTask {
  readonly kind: ClientKind;
  readonly address: ServerAddress;
  readonly projects: readonly string[];
  readonly regions: readonly string[];
  /** An authorized_user file that the server takes. */
  readonly credentialFile: string;
  /** Query of the list calls of bare fetch: that of the product, so that both read the same bytes. */
  readonly listQuery: string;
  /** How many times it starts from nothing; the code is warm from the second time on. */
  readonly starts: number;
  /** How many times everything is listed after each start: the product knows what it listed before. */
  readonly passes: number;
}

/** Everything listed once. */
export interface Pass {
  readonly wallMs: number;
  /** Processor time of the whole process: compiling and collecting garbage included. */
  readonly cpuMs: number;
  readonly operations: number;
  /** Change events that the store fired; for the product alone. */
  readonly events: number;
}

/** Tokens are not what is measured: every token is this one. */
export const accessToken = 'ya29.bench';
