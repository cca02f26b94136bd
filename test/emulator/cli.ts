import { parseArgs } from 'node:util';
import { demoDay } from './demo/demoDay.js';
import { startEmulator } from './emulator.js';

/** `npm run emulator -- [--port N] [--latency MS] [--demo]`: an emulator of its own, until Ctrl+C. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, latency: { type: 'string' }, demo: { type: 'boolean' } },
  });
  const emulator = await startEmulator({
    port: wholeNumber('--port', values.port, 65_535),
    latencyMs: wholeNumber('--latency', values.latency, 600_000),
  });
  if (values.demo === true) demoDay(emulator);
  console.log(`Emulator at ${emulator.url}   (control: ${emulator.url}/control)`);
  console.log('\nSettings:');
  console.log(JSON.stringify(emulator.settings, undefined, 2));
  console.log('\nCredential file (for GOOGLE_APPLICATION_CREDENTIALS; worth nothing outside this emulator):');
  console.log(JSON.stringify(emulator.credentialFile, undefined, 2));
  const stop = (): void => void emulator.stop().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function wholeNumber(option: string, text: string | undefined, max: number): number {
  if (text === undefined) return 0;
  if (!/^\d+$/.test(text) || Number(text) > max)
    throw new Error(`${option} takes a whole number up to ${max}, not "${text}"`);
  return Number(text);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
