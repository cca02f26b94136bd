import assert from 'node:assert/strict';
import type { CancellationOutcome } from '../../src/operations/cancellation.js';
import { fortyOperations, trueOutcome } from '../bulk/fortyOperations.js';
import type { OperationSpec } from '../emulator/index.js';
import { eventually } from './eventually.js';
import { Explorer } from './explorer.js';
import { themeKey, themes } from './themes.js';

/** What the document calls an outcome. */
const heads: Partial<Record<CancellationOutcome, string>> = {
  cancelled: 'Cancelled',
  completedAnyway: 'Finished before it could be cancelled',
  failed: 'Failed before it could be cancelled',
  refused: 'Cancel refused',
  unsupported: 'Cancel not supported',
  expired: 'Expired before its end could be read',
};

describe('Cancel many in one go', function () {
  // The stop button has to be hit while requests are still leaving, which a busy machine can miss.
  this.retries(2);
  this.timeout(120_000);
  let explorer: Explorer;

  before(async () => {
    // Tall enough that the document needs no scrolling: the editor draws only the lines that can be seen.
    explorer = await Explorer.open({ width: 1600, height: 2000 });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await explorer.picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });
  after(() => explorer.close());

  /** The lines of the open document, without the workbench's hard spaces. */
  const documentLines = async (): Promise<string[]> => {
    const lines = await explorer.workbench.editor.locator('.view-line').all();
    const placed = await Promise.all(
      lines.map(async (line) => ({ top: (await line.boundingBox())?.y ?? 0, text: await line.innerText() })),
    );
    return placed.sort((a, b) => a.top - b.top).map(({ text }) => text.replaceAll('\u00a0', ' '));
  };

  const rowsDecided = (): Promise<void> => {
    const undecided = explorer.workbench.rows.filter({ hasText: 'cancelling' });
    return eventually(async () => (await undecided.count()) === 0, 'the rows tell what the document tells');
  };

  it('forty operations over four services and ten regions give forty true outcomes', async () => {
    const { workbench } = explorer;
    const specs = fortyOperations();
    const names = await explorer.show(specs);
    await workbench.row('Google Workspace').waitFor();

    await workbench.runCommand('Cloud Operations: Cancel All Running…');
    for (const all of ['All projects', 'All regions', 'All services']) {
      await workbench.pick(all);
    }
    await workbench.quickInput.getByText('Cancel 40 of 40 operations').waitFor();
    await explorer.picture('bulk-1-preview');
    await workbench.quickInput.getByRole('button', { name: 'OK' }).click();

    await workbench.dialog.getByText('acme-analytics: 13 in 4 regions (Dataproc 13)').waitFor();
    await explorer.picture('bulk-2-question');
    await workbench.answer('Cancel 40 Operations');
    await workbench.editor.getByText(/of\s40\soperations\sdecided/).waitFor();
    await explorer.picture('bulk-3-under-way');

    await workbench.notification('40 operations, all decided').waitFor();
    await workbench.editor.getByText(/40\soperations,\sall\sdecided/).waitFor();
    await rowsDecided();
    for (const theme of themes) {
      await workbench.chooseTheme(theme);
      await explorer.picture(`bulk-4-outcomes-${themeKey(theme)}`);
    }

    const fates = new Map<string, string>();
    let head = '';
    for (const line of await documentLines()) {
      const [, section] = /^(\S.*) \(\d+\)$/.exec(line) ?? [];
      const [, label] = /^ {2}(\S.*?) {2}/.exec(line) ?? [];
      if (section !== undefined) {
        head = section;
      } else if (head !== '' && label !== undefined) {
        fates.set(label, head);
      }
    }
    assert.equal(fates.size, 40);
    for (const [index, spec] of specs.entries()) {
      const outcome = trueOutcome(explorer.emulator, spec.service, names[index] ?? '');
      assert.equal(fates.get(labelOf(spec)), heads[outcome], labelOf(spec));
      assert.equal(explorer.emulator.control.cancelPosts(names[index] ?? ''), 1, labelOf(spec));
    }
  });

  it('the cancel button keeps back what was not sent', async () => {
    const { workbench, emulator } = explorer;
    const names = await explorer.show(fortyOperations());
    emulator.control.inject({ method: 'operations.cancel', delayMs: 3_000, effect: { kind: 'slow' } });
    const posts = (): number => names.reduce((sum, name) => sum + emulator.control.cancelPosts(name), 0);
    await workbench.row('acme-web').waitFor();
    const preview = workbench.quickInput.getByText('Cancel 15 of 15 operations');
    await workbench.chooseFromMenuOf(workbench.row('acme-web'), 'Cancel All Running…', preview);
    await workbench.quickInput.getByRole('button', { name: 'OK' }).click();
    await workbench.answer('Cancel 15 Operations');

    const progress = workbench.notification('Asking to cancel 15 operations');
    await progress.waitFor();
    await eventually(() => posts() === 6, 'the first six requests are on their way');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await workbench.notification('15 operations, all decided').waitFor();
    assert.equal(posts(), 6);
    await workbench.editor.getByText(/Not\sasked\sto\scancel\s\(9\)/).waitFor();
    await rowsDecided();
    // What the run before this one cancelled is on no server any more.
    await workbench
      .row('asia-south1')
      .filter({ hasText: /3 running$/ })
      .waitFor();
    await explorer.picture('bulk-5-stopped');
    emulator.control.clearFaults();
  });
});

function labelOf({ service, target, verb }: OperationSpec): string {
  const id = target?.split('/').at(-1) ?? '';
  switch (service) {
    case 'clouddeploy':
      return `Create release ${id}`;
    case 'gkehub':
      return `Update membership ${id}`;
    case 'vault':
      return `Count artifacts in matter ${id}`;
    default:
      return verb === 'diagnose' ? `Diagnose cluster ${id}` : `Create cluster ${id}`;
  }
}
