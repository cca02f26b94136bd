import type { ApiErrorFacts } from '../../google/apiError.js';
import { consoleUrl } from '../../google/links/consoleUrl.js';

/** What a person can do about a problem: a command that works as it stands. */
export interface Remedy {
  /** The name of the act, as a button or a row says it. */
  readonly title: string;
  readonly command: string;
  readonly args: readonly unknown[];
}

/** The kinds of remedy; commands/remedies.ts carries them out. */
export const remedies = {
  run: (title: string, command: string): Remedy => ({ title, command, args: [] }),
  openLink: (title: string, url: string): Remedy => ({ title, command: 'cloudOperations.openLink', args: [url] }),
  openSetting: (title: string, setting: string): Remedy => ({
    title,
    command: 'cloudOperations.openSettings',
    args: [setting],
  }),
  /** Asks first; nothing is allowed by the click alone. */
  allowOrigin: (title: string, origin: string): Remedy => ({
    title,
    command: 'cloudOperations.allowOrigin',
    args: [origin],
  }),
  copyText: (title: string, text: string): Remedy => ({ title, command: 'cloudOperations.copyText', args: [text] }),
  copyCommand: (title: string, command: string): Remedy => ({
    title,
    command: 'cloudOperations.copyCommand',
    args: [command],
  }),
  signIn: (title: string, scopes: readonly string[]): Remedy => ({
    title,
    command: 'cloudOperations.signIn',
    args: [scopes],
  }),
  selectCredentials: (title: string): Remedy => ({ title, command: 'cloudOperations.selectCredentials', args: [] }),
  /** The command for an administrator; who is to be granted the permission is looked up when it is copied. */
  copyGrant: (title: string, project: string, permission: string): Remedy => ({
    title,
    command: 'cloudOperations.copyGrantCommand',
    args: [project, permission],
  }),
} as const;

/** `gcloud` commands that the remedies hand over to be run in a terminal. */
export const gcloudCommands = {
  login: (): string => 'gcloud auth application-default login',

  /** gcloud's own login, which its accounts use; Application Default Credentials are another one. */
  accountLogin: (): string => 'gcloud auth login',

  setQuotaProject: (project: string): string => `gcloud auth application-default set-quota-project ${quote(project)}`,

  /** @param hosts e.g. `dataproc.googleapis.com` */
  enableApis: (project: string, hosts: readonly string[]): string =>
    `gcloud services enable ${hosts.map(quote).join(' ')} --project=${quote(project)}`,

  /** With everything the default login asks for, because scopes replace each other instead of adding up. */
  loginWithScopes: (scopes: readonly string[]): string => {
    const all = ['openid', `${AUTH}/userinfo.email`, `${AUTH}/cloud-platform`, ...scopes];
    return `gcloud auth application-default login --scopes=${[...new Set(all)].join(',')}`;
  },

  /** A predefined role where one is known to hold the permission, else a role of the project with this permission alone. */
  grant: (project: string, permission: string, member: string): string => {
    const role = viewerRole(permission);
    const bind = (name: string): string =>
      `gcloud projects add-iam-policy-binding ${quote(project)} --member=${quote(member)} --role=${quote(name)}`;
    return role === undefined
      ? `gcloud iam roles create ${quote(permission)} --project=${quote(project)} --permissions=${quote(permission)} && ` +
          bind(`projects/${project}/roles/${permission}`)
      : bind(role);
  },
} as const;

/** What the person in front of the editor is called in an IAM policy. */
export function memberOf(account: string | undefined): string {
  if (account === undefined) {
    return 'user:YOU@EXAMPLE.COM';
  }
  return `${account.endsWith('.gserviceaccount.com') ? 'serviceAccount' : 'user'}:${account}`;
}

/** The page on which an API is enabled: the server's own link, else the API's page in the console. */
export function activationUrl(error: ApiErrorFacts, project: string | undefined): string {
  const given = error.metadata?.['activationUrl'] ?? error.links?.[0]?.url;
  if (given?.startsWith('https://')) {
    return given;
  }
  const service = error.metadata?.['service'] ?? error.host ?? '';
  return consoleUrl(`apis/library/${encodeURIComponent(service)}`, project);
}

const AUTH = 'https://www.googleapis.com/auth';

/** IAM role pages: these roles hold the list and get permissions on operations and locations of their service. */
const viewers: readonly (readonly [RegExp, string])[] = [
  [/^dataproc\.operations\.(list|get)$/, 'roles/dataproc.viewer'],
  [/^clouddeploy\.(operations|locations)\.(list|get)$/, 'roles/clouddeploy.viewer'],
  [/^gkehub\.(operations|locations)\.(list|get)$/, 'roles/gkehub.viewer'],
  [/^compute\.regions\.(list|get)$/, 'roles/compute.viewer'],
];

function viewerRole(permission: string): string | undefined {
  return viewers.find(([pattern]) => pattern.test(permission))?.[1];
}

/** Names come from servers: whatever they hold, the shell sees one word. */
function quote(word: string): string {
  return /^[\w.:/@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
