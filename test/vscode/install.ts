// Makes sure that the served VS Code and a browser to show it are there.
import { installChromium } from './chromium.js';
import { installServedHost } from './servedHost.js';

try {
  console.log(`Served VS Code: ${installServedHost(process.cwd()).serverMain}`);
  console.log(`Browser: ${installChromium()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
