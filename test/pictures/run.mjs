// npm run pictures: makes the pictures of README.md anew, of the extension as it is packaged, on the demo's day.
//   media/readme.png   the tree and a page
//   media/cancel.png   a cancel, from the row to the server's last word: an animated PNG of what was seen
import { ensureDependencies, run } from '../bootstrap.mjs';

const steps = [
  ['npm', 'run', '--silent', 'package'],
  [process.execPath, 'esbuild.js', '--tests'],
  [process.execPath, 'out/test/vscode/install.cjs'],
  [process.execPath, 'out/test/pictures/main.cjs'],
];

await ensureDependencies();
for (const [command, ...args] of steps) {
  process.exitCode = await run(command, args);
  if (process.exitCode !== 0) {
    break;
  }
}
