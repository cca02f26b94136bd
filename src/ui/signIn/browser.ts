import { CancellationTokenSource, env, l10n, Uri, type CancellationToken } from 'vscode';
import type { BrowserSignIn } from '../../google/credentials/oauth/signInWithBrowser.js';
import { openLink } from '../openLink.js';
import { ask } from '../show.js';

/** How a sign-in reaches the person's browser, wherever that runs. */
export const browser: Pick<BrowserSignIn, 'reachable' | 'openBrowser' | 'askForAddress'> = {
  // On a remote host VS Code forwards the port, and says under which address the browser finds it.
  async reachable(redirectUri) {
    return (await env.asExternalUri(Uri.parse(redirectUri))).toString(true);
  },

  async openBrowser(url) {
    if (!(await openLink(url))) {
      throw new Error(l10n.t('The browser was not opened.'));
    }
  },

  async askForAddress(signal) {
    const source = new CancellationTokenSource();
    const cancel = (): void => source.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await ask(
        {
          title: l10n.t('Sign In with Google'),
          prompt: l10n.t(
            'Your browser cannot reach the machine that the editor runs on. When it shows an error after signing in, copy the address from its address bar to here.',
          ),
          placeHolder: 'http://127.0.0.1:…/?state=…&code=…',
          ignoreFocusOut: true,
        },
        source.token,
      );
    } finally {
      signal.removeEventListener('abort', cancel);
      source.dispose();
    }
  },
};

/** A signal that aborts when `token` is cancelled. */
export function abortOn(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) {
    controller.abort();
  }
  // Ends with the token's source, which belongs to the progress that shows the sign-in.
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
