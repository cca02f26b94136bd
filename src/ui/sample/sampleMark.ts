import { l10n, StatusBarAlignment, window, type StatusBarItem, type TreeView } from 'vscode';
import { Owner } from '../../base/lifecycle.js';
import type { SessionHolder } from '../session.js';
import { simulatedMark, simulatedSentence } from '../words/simulated.js';

/** Says in the status bar, wherever the person looks, and beside the history that sample data is on show. A click ends it. */
export class SampleMark extends Owner {
  readonly #item: StatusBarItem;

  constructor(session: SessionHolder, history: Pick<TreeView<unknown>, 'description'>) {
    super();
    // Right beside what became of cancel requests, which is of the sample then.
    this.#item = this.own(window.createStatusBarItem('cloudOperations.sample', StatusBarAlignment.Left, 40.01));
    this.#item.name = l10n.t('Cloud Operations: Sample Data');
    this.#item.text = `$(beaker) ${simulatedMark()}`;
    this.#item.tooltip = `${simulatedSentence()}\n${l10n.t('Click to go back to your own projects.')}`;
    this.#item.command = 'cloudOperations.leaveSample';
    this.#item.accessibilityInformation = { label: simulatedSentence(), role: 'button' };
    this.own(
      session.follow(({ simulated }) => {
        history.description = simulated ? simulatedMark() : '';
        if (simulated) {
          this.#item.show();
        } else {
          this.#item.hide();
        }
        return [];
      }),
    );
  }
}
