// Prints the Node that the served VS Code runs on, or this one where VS Code cannot be served: figures are of the engine
// that the extension host has, not of the one that happens to run the build.
import { canServe, installServedHost } from '../vscode/servedHost.js';

process.stdout.write(canServe() ? installServedHost(process.cwd()).node : process.execPath);
