import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { benchProjects, benchRegions, fullSize } from '../support/world.js';
import type { ClientTask } from './messages.js';
import { startFanoutServer, type FanoutServer } from './processes.js';

/** What a task needs beside its client. */
export type Scene = Omit<ClientTask, 'kind' | 'starts' | 'passes' | 'listQuery'>;

/** The server at work, and what its clients need. */
export interface OpenScene {
  readonly server: FanoutServer;
  readonly scene: Scene;
  /** PEM of the server's certificate. */
  readonly caFile: string;
  /** PEM of the machine's certificates and the server's: a new connection then costs what it costs everybody. */
  readonly systemFile: string;
  close(): void;
}

export async function openScene(): Promise<OpenScene> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fanout-'));
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const regions = benchRegions(fullSize.regions);
  const server = await startFanoutServer(fullSize.operations, regions);
  const { certificate } = server.address;
  const credential = {
    type: 'authorized_user',
    client_id: 'bench-id',
    client_secret: 'bench-word',
    refresh_token: 'bench-refresh',
  };
  return {
    server,
    scene: {
      address: server.address,
      projects: benchProjects(fullSize.projects),
      regions,
      credentialFile: write('credentials.json', JSON.stringify(credential)),
    },
    caFile: write('ca.pem', certificate),
    systemFile: write('system.pem', `${systemCertificates()}\n${certificate}`),
    close() {
      server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function systemCertificates(): string {
  const file = '/etc/ssl/certs/ca-certificates.crt';
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
