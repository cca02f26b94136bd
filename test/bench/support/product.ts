import path from 'node:path';
import { systemClock, type Clock } from '../../../src/base/clock.js';
import { noOtherOrigins } from '../../../src/google/origins.js';
import type { Log } from '../../../src/base/log.js';
import { openGoogle, type Google } from '../../../src/google/google.js';
import type { Activity } from '../../../src/watch/activity.js';
import { startWatch, type Watch, type WatchSettings } from '../../../src/watch/watch.js';

export interface ProductOptions {
  /** Service id → base URL, as the `endpointOverrides` setting has it. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** An authorized_user file; what is not there is never asked for in benchmarks without requests. */
  readonly credentialFile: string;
  readonly settings: WatchSettings;
  /** Folder for records; written only when something is cancelled or followed. */
  readonly storageFolder: string;
  readonly activity: Activity;
  readonly clock?: Clock;
}

/** The layers below the tree, built as `src/explorer.ts` builds them. */
export interface Product {
  readonly google: Google;
  readonly watch: Watch;
  dispose(): void;
}

/** The product's default, see `src/explorer.ts`. */
export const concurrency = 16;

export function openProduct(options: ProductOptions): Product {
  const { endpoints, credentialFile, settings, storageFolder, activity, clock = systemClock } = options;
  const google = openGoogle({
    clock,
    log: silent,
    userAgent: 'cloud-operations/0.0.0',
    endpointOverrides: endpoints,
    allowedOrigins: noOtherOrigins,
    credential: {
      source: 'applicationDefault',
      metadataServer: false,
      gcloud: { path: path.join(storageFolder, 'no-gcloud'), account: undefined, configuration: undefined },
      impersonate: undefined,
      subject: undefined,
      signIn: undefined,
      env: { GOOGLE_APPLICATION_CREDENTIALS: credentialFile, CLOUDSDK_CONFIG: storageFolder },
    },
    quotaProject: undefined,
    findService: (id) => settings.services.find((service) => service.id === id),
    concurrency,
    deadlineMs: 30_000,
  });
  const watch = startWatch({ google, settings, clock, log: silent, activity, storageFolder });
  return {
    google,
    watch,
    dispose() {
      watch.dispose();
      google.dispose();
    },
  };
}

const nothing = (): void => undefined;

/** As VS Code's log channel at its default level, which drops `debug`; what it keeps is not what is measured here. */
const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
