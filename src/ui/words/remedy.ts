import type { ApiErrorFacts } from '../../google/apiError.js';
import { consoleUrl } from '../../google/links/consoleUrl.js';
import type { CommandId } from '../commands/commandIds.js';
import type { GcloudRemedy } from './gcloudRemedy.js';
import type { Problem } from '../../watch/problem.js';
import { OwnArguments } from './ownArguments.js';

/** What a person can do about a problem: a command that works as it stands. */
export interface Remedy {
  /** The name of the act, as a button or a row says it. */
  readonly title: string;
  /** What it is done with, where that is worth showing beside the name: an address, a text. */
  readonly subject?: string;
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

/** A permission that an administrator is to grant. */
export interface Grant {
  readonly project: string;
  readonly permission: string;
}

/** APIs that share a row; the problems of one project. */
export interface DisabledApis {
  readonly project: string | undefined;
  readonly problems: readonly Problem[];
}

/** What rows and remedies hand over to the commands that copy something, or ask for something to be allowed. */
export const ownArguments = {
  text: new OwnArguments<string>(),
  command: new OwnArguments<GcloudRemedy>(),
  grant: new OwnArguments<Grant>(),
  origin: new OwnArguments<string>(),
  disabledApis: new OwnArguments<DisabledApis>(),
} as const;

/** The kinds of remedy; commands/remedies.ts carries them out. */
export const remedies = {
  run: (title: string, command: CommandId): Remedy => ({ title, command, args: [] }),
  openLink: (title: string, url: string): Remedy => ({
    title,
    subject: url,
    command: 'cloudOperations.openLink',
    args: [url],
  }),
  /** A link that a server sent: Google's pages open, of any other the address is copied, for the person to read first. */
  helpLink: (description: string, url: string): Remedy =>
    isGooglePage(url) ? remedies.openLink(description || url, url) : remedies.copyText(url, url),
  openSetting: (title: string, setting: string): Remedy => ({
    title,
    command: 'cloudOperations.openSettings',
    args: [setting],
  }),
  /** Asks first; nothing is allowed by the click alone. */
  allowOrigin: (title: string, origin: string): Remedy => ({
    title,
    subject: origin,
    command: 'cloudOperations.allowOrigin',
    args: [ownArguments.origin.wrap(origin)],
  }),
  copyText: (title: string, text: string): Remedy => ({
    title,
    subject: text,
    command: 'cloudOperations.copyText',
    args: [ownArguments.text.wrap(text)],
  }),
  copyCommand: (title: string, command: GcloudRemedy): Remedy => ({
    title,
    command: 'cloudOperations.copyCommand',
    args: [ownArguments.command.wrap(command)],
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
    subject: permission,
    command: 'cloudOperations.copyGrantCommand',
    args: [ownArguments.grant.wrap({ project, permission })],
  }),
} as const;

/** Whether an address leads to Google: what a server sends as help is no reason to open anybody else's page. */
export function isGooglePage(url: string): boolean {
  const { protocol, host } = URL.canParse(url) ? new URL(url) : { protocol: '', host: '' };
  return protocol === 'https:' && /^(?:[a-z0-9-]+\.)*(?:google\.com|g\.co|goo\.gle)$/.test(host);
}

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
  if (given !== undefined && isGooglePage(given)) {
    return given;
  }
  const service = error.metadata?.['service'] ?? error.host ?? '';
  return consoleUrl(`apis/library/${encodeURIComponent(service)}`, project);
}
