import { commands, l10n } from 'vscode';
import { isEnded, type Operation } from '../../operations/operation.js';
import type { SampleMode } from '../sample/sampleMode.js';
import type { SampleSteps } from '../sample/sampleSteps.js';
import type { SessionHolder } from '../session.js';
import { flash } from '../show.js';
import type { OperationsView } from '../view.js';
import { VIEW_ID } from '../viewId.js';

/** How long the status bar says that the real projects are back. */
const FLASH_MS = 5_000;

/**
 * "Explore with Sample Data": a cloud in memory in place of the real projects. A step of the walkthrough names the target
 * of the operation that it is about: its row is shown, and where it has ended the day begins anew.
 */
export function exploreSampleCommand(
  sample: Pick<SampleMode, 'opened' | 'enter'>,
  session: SessionHolder,
  view: Pick<OperationsView, 'reveal'>,
) {
  async function enter(): Promise<void> {
    await sample.enter();
    await session.current.watch.refresher.refresh();
  }

  return async (...[target]: unknown[]): Promise<void> => {
    const named = typeof target === 'string' ? target : undefined;
    const wasOpen = sample.opened !== undefined;
    if (!wasOpen) {
      await enter();
    }
    await commands.executeCommand(`${VIEW_ID}.focus`);
    if (named === undefined) {
      return;
    }
    if (wasOpen && !running(session, named)) {
      await enter();
    }
    const operation = running(session, named);
    if (operation) {
      await view.reveal(operation);
    }
  };
}

/** "Leave Sample Data": the real projects again. */
export function leaveSampleCommand(sample: Pick<SampleMode, 'opened' | 'leave'>) {
  return async (): Promise<void> => {
    if (sample.opened) {
      await sample.leave();
      flash(l10n.t('Your own projects are back.'), FLASH_MS);
    }
  };
}

/** "Get Started": the walkthrough. @param id with that of the extension. */
export function openWalkthroughCommand(id: string, steps: Pick<SampleSteps, 'tell'>) {
  return async (): Promise<void> => {
    await commands.executeCommand('workbench.action.openWalkthrough', id, false);
    await steps.tell();
  };
}

/** There are some three hundred in all, and a step of the walkthrough is clicked once. */
function running(session: SessionHolder, named: string): Operation | undefined {
  for (const operation of session.current.watch.store.all()) {
    if (operation.target === named && !isEnded(operation.state)) {
      return operation;
    }
  }
  return undefined;
}
