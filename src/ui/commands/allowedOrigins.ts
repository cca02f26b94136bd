import { l10n } from 'vscode';
import type { StoredOrigins } from '../storedOrigins.js';
import { ownArguments } from '../words/remedy.js';
import { confirm, inform, pickMany } from '../show.js';

/** "Allow…" on the row of an address that may not have tokens yet; the answer counts from the next request on. */
export function allowOriginCommand(origins: StoredOrigins, refresh: () => void) {
  return async (argument: unknown): Promise<void> => {
    const origin = ownArguments.origin.read(argument);
    if (origin !== undefined && (await confirmOrigin(origin))) {
      await origins.allow(origin);
      refresh();
    }
  };
}

/** "Forget Allowed Addresses…": they get no token from the next request on. */
export function forgetOriginsCommand(origins: StoredOrigins, refresh: () => void) {
  return async (): Promise<void> => {
    const all = origins.all();
    if (all.length === 0) {
      void inform(l10n.t('Access tokens are sent to Google alone; no other address is allowed.'));
      return;
    }
    const items = all.map((label) => ({ label }));
    const picked = await pickMany(items, {
      title: l10n.t('Forget Allowed Addresses'),
      placeHolder: l10n.t('Choose the addresses that shall receive no more tokens'),
    });
    for (const { label } of picked ?? []) {
      await origins.forget(label);
    }
    if (picked && picked.length > 0) {
      refresh();
    }
  };
}

async function confirmOrigin(origin: string): Promise<boolean> {
  const detail = l10n.t(
    'A setting, an added service or a credential file names {0} in place of Google. Whoever runs it receives access tokens of your account and can do with them whatever you can in Google Cloud. Where it stands in for Google’s sign-in, it receives the sign-in itself too.\n\nAllow it only if you or your organization put it there.',
    origin,
  );
  const text = l10n.t('Send access tokens to {0}?', origin);
  return await confirm({ text, detail, act: l10n.t('Allow This Address') });
}
