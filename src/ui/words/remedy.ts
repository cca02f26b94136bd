import type { ApiErrorFacts } from '../../google/apiError.js';
import { consoleUrl } from '../../google/links/consoleUrl.js';
import type { CommandId } from '../commands/commandIds.js';
import type { GcloudRemedy } from './gcloudRemedy.js';

/** What a person can do about a problem: a command that works as it stands. */
export interface Remedy {
  /** The name of the act, as a button or a row says it. */
  readonly title: string;
  readonly command: CommandId;
  readonly args: readonly unknown[];
}

/** A failed request in the words of the product. */
export interface ErrorWords {
  /** A few words, as a row's description shows them: `API not enabled`. */
  readonly title: string;
  /** What it means, in a sentence or two. The server's own words stand beside it, from `ApiErrorFacts.message`. */
  readonly detail: string;
  /** What helps; absent where nobody but the server can help. */
  readonly remedy: Remedy | undefined;
}

/** The kinds of remedy; commands/remedies.ts carries them out. */
export const remedies = {
  run: (title: string, command: CommandId): Remedy => ({ title, command, args: [] }),
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
  copyCommand: (title: string, command: GcloudRemedy): Remedy => ({
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
