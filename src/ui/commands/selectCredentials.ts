import type { CredentialChoices } from '../../google/credentials/credentialChoices.js';
import { isApiError } from '../../google/apiError.js';
import { choose } from '../credentials/choice.js';
import { CredentialPick } from '../credentials/credentialPick.js';
import { runCommand } from '../runCommand.js';
import type { SessionHolder } from '../session.js';
import type { SignIn } from '../signIn/signIn.js';
import { signInError } from '../signIn/signInWords.js';

/** "Select Credentials…": every source with what there is of it; the choice goes into the settings of this machine. */
export function selectCredentialsCommand(
  session: SessionHolder,
  signIn: SignIn,
  look: (signal: AbortSignal) => Promise<CredentialChoices>,
) {
  return async (): Promise<void> => {
    const pick = new CredentialPick({ settings: session.current.settings, accounts: signIn.accounts, look });
    const act = await pick.pick().finally(() => pick.dispose());
    switch (act?.kind) {
      case 'choose':
        await choose(act.choice);
        break;
      case 'signIn':
        await signInAndChoose(signIn);
        break;
      case 'run':
        await runCommand(act.command, ...act.args);
        break;
      case undefined:
        break;
    }
  };
}

async function signInAndChoose(signIn: SignIn): Promise<void> {
  try {
    const { email } = await signIn.signIn([]);
    await choose({ source: 'signIn', account: email });
  } catch (error) {
    // Given up is no error.
    if (!isApiError(error) || error.facts.kind !== 'aborted') {
      throw signInError(error);
    }
  }
}
