import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Sandbox } from '../../vscode/sandbox.js';
import { packagedExtension } from '../../vscode/server.js';
import type { ScaleParameters, ScaleResult } from '../host/scale.child.js';
import { extensionId, viewTitle } from '../support/extension.js';
import { openHost } from '../support/host.js';
import type { ScaleWorld } from './messages.js';
import { operationsOf, scaleEndpoints, scaleProjects } from './world.js';

/** The same refresh in a served VS Code, with the view open. */
export async function measureInHost(world: ScaleWorld, port: number, allOpen: boolean): Promise<ScaleResult> {
  const sandbox = new Sandbox(process.cwd());
  try {
    const credentialFile = path.join(sandbox.folder, 'application_default_credentials.json');
    const credential = { type: 'authorized_user', client_id: 'bench', client_secret: 'bench', refresh_token: 'bench' };
    writeFileSync(credentialFile, JSON.stringify(credential), { mode: 0o600 });
    const parameters: ScaleParameters = { extension: extensionId(), operations: operationsOf(world), allOpen };
    const host = await openHost<ScaleResult>(sandbox, {
      program: 'bench/host/scale',
      isItsTest: true,
      parameters,
      settings: {
        'cloudOperations.projects': scaleProjects(world),
        'cloudOperations.services': world.services,
        'cloudOperations.endpointOverrides': scaleEndpoints(world, port),
      },
      env: { GOOGLE_APPLICATION_CREDENTIALS: credentialFile },
      vsix: packagedExtension(process.cwd()),
      timeoutMs: 15 * 60_000,
    });
    try {
      await host.page.locator(`.activitybar .action-item a[aria-label^="${viewTitle()}"]`).waitFor({ timeout: 60_000 });
      return await host.result;
    } finally {
      await host.close();
    }
  } finally {
    await sandbox.close();
  }
}
