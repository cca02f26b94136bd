import assert from 'node:assert/strict';
import { extensionId } from '../bench/support/extension.js';
import { openHost } from '../bench/support/host.js';
import { Sandbox } from '../vscode/sandbox.js';
import { packagedExtension } from '../vscode/server.js';
import type { StrangerParameters, StrangerResult } from './stranger.child.js';

describe('Another extension beside the installed one', function () {
  this.timeout(120_000);

  it('gets nothing by its exports: no token, no credential, no cancel', async () => {
    const sandbox = new Sandbox(process.cwd());
    try {
      const parameters: StrangerParameters = { extension: extensionId() };
      const host = await openHost<StrangerResult>(sandbox, {
        program: 'e2e/stranger',
        parameters,
        vsix: packagedExtension(process.cwd()),
      });
      try {
        assert.deepEqual(await host.result, { active: true, exported: [] });
      } finally {
        await host.close();
      }
    } finally {
      await sandbox.close();
    }
  });
});
