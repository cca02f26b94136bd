import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startFanoutServer, runInNode } from './fanout/processes.js';
import type { ClientKind, ClientTask } from './fanout/messages.js';
import { bench } from './support/bench.js';
import { benchProjects, benchRegions, fullSize } from './support/world.js';

bench(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fanout-'));
  const regions = benchRegions(fullSize.regions);
  const server = await startFanoutServer(fullSize.operations, regions);
  try {
    const caFile = path.join(folder, 'ca.pem');
    writeFileSync(caFile, server.address.certificate);
    const credentialFile = path.join(folder, 'credentials.json');
    writeFileSync(
      credentialFile,
      JSON.stringify({ type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: 'r' }),
    );
    const projects = benchProjects(fullSize.projects);
    const task = (kind: ClientKind, passes: number): ClientTask => ({
      kind,
      address: server.address,
      projects,
      regions,
      credentialFile,
      listQuery: '?pageSize=100',
      passes,
    });
    console.log(await runInNode(task('fetch', 1), caFile));
    for (const latency of [0, 80]) {
      server.setLatency(latency);
      for (const kind of ['product', 'fetch', 'googleapis', 'gax'] as const) {
        await server.counts();
        console.log(latency, kind, await runInNode(task(kind, 4), caFile), await server.counts());
      }
    }
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return {};
});
