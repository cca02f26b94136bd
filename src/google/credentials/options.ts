import type { Credential } from './credential.js';

/** Which credential to use. Everything that can redirect a token or start a program comes from settings of application scope. */
export interface CredentialOptions {
  /**
   * `automatic`: Application Default Credentials where a file is configured, else a gcloud account, else a sign-in.
   * Never asks the network whether this is a Google machine unless `metadataServer` is true.
   */
  readonly source: 'automatic' | 'applicationDefault' | 'gcloud' | 'signIn';
  readonly metadataServer: boolean;
  /** Path or name of the gcloud program, and the account or configuration to use of it; neither is ever changed in gcloud. */
  readonly gcloud: {
    readonly path: string;
    readonly account: string | undefined;
    readonly configuration: string | undefined;
  };
  /** Service account e-mail to impersonate with the credential found. */
  readonly impersonate: string | undefined;
  /** User that a service account acts for (domain-wide delegation), for Workspace services only. */
  readonly subject: string | undefined;
  /** The account that is signed in through the editor; all it does fails with `notSignedIn` while nobody is. */
  readonly signIn: Credential | undefined;
  /** The environment: GOOGLE_APPLICATION_CREDENTIALS, CLOUDSDK_CONFIG, APPDATA, HOME, … */
  readonly env: Readonly<Record<string, string | undefined>>;
}
