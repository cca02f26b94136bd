import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { keepClipboard } from '../secrets/clipboard.js';
import { keepDocuments } from '../secrets/documents.js';
import { keepCommands, keepTitles } from '../secrets/evidence.js';
import { keepLog } from '../secrets/log.js';

/** Called by the extension host: runs every test bundled beside this file. Rejects when one failed. */
export async function run(): Promise<void> {
  keepCommands();
  keepDocuments();
  keepClipboard();
  keepLog();
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 10_000,
    rootHooks: keepTitles,
    reporter: path.resolve(__dirname, '../../../test/reporter.js'),
    ...(process.env.MOCHA_GREP !== undefined && { grep: process.env.MOCHA_GREP }),
  });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.cjs')) {
      mocha.addFile(path.join(__dirname, file));
    }
  }
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) {
    throw new Error(`${failures} host tests failed.`);
  }
}
