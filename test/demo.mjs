// npm run demo: installs what it needs, builds, and opens VS Code on a local stand-in for Google Cloud until Ctrl+C.
//   npm run demo -- --served   in a browser even where desktop VS Code is installed
//   npm run demo -- --smoke    does the main job by itself, writes pictures to out/pictures, exits 0 or 1
import { ensureDependencies, run } from './bootstrap.mjs';

const steps = [
  ['npm', 'run', '--silent', 'package'],
  [process.execPath, 'esbuild.js', '--tests'],
  [process.execPath, 'out/test/demo/main.cjs', ...process.argv.slice(2)],
];

try {
  await ensureDependencies();
  for (const [command, ...args] of steps) {
    process.exitCode = await run(command, args);
    if (process.exitCode !== 0) {
      break;
    }
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
