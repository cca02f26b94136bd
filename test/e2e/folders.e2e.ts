import assert from 'node:assert/strict';
import { scenarios } from '../emulator/index.js';
import { Explorer } from './explorer.js';

const place = { service: 'dataproc', location: 'us-central1', scenario: scenarios.neverEnds() } as const;

describe('A folder in place of its projects', function () {
  this.timeout(120_000);
  let explorer: Explorer;

  before(async () => {
    explorer = await Explorer.open({
      ...{ width: 1280, height: 800 },
      settings: {
        'cloudOperations.projects': ['acme-web', 'folders/987654321'],
        'cloudOperations.services': ['dataproc'],
      },
    });
    await explorer.show([
      { ...place, project: 'acme-web', target: 'etl-7' },
      { ...place, project: 'night-jobs', target: 'etl-7' },
    ]);
    const { control } = explorer.emulator;
    control.addFolder({ name: 'folders/123456789', displayName: 'Night jobs' });
    control.addFolder({ name: 'folders/223456789', displayName: 'Web', parent: 'folders/123456789' });
    control.addProject({ projectId: 'night-jobs', displayName: 'Acme by night', parent: 'folders/123456789' });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      await explorer.picture(`failed/${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
    }
  });
  after(() => explorer.close());

  it('is chosen among projects, under its own name', async () => {
    const { workbench } = explorer;
    // One below which nothing may be seen has a row that says so.
    await workbench.row('No projects').waitFor();
    await workbench.runCommand('Cloud Operations: Choose Projects…');
    const entry = workbench.quickInput.locator('.monaco-list-row', { hasText: 'Night jobs' });
    await entry.waitFor();
    await entry.locator('input, .monaco-custom-toggle').first().click();
    await explorer.picture('folders-picker');
    await workbench.quickInput.getByRole('button', { name: 'OK', exact: true }).click();
    await workbench.quickInput.waitFor({ state: 'hidden' });
  });

  it('has its projects in the view', async () => {
    const { workbench } = explorer;
    await workbench.row('night-jobs').waitFor();
    await explorer.picture('folders');
    assert.equal(await workbench.row('folders/123456789').count(), 0);
    assert.equal(await workbench.row('folders/987654321').count(), 1);
  });
});
