// npm run notices: writes ThirdPartyNotices.txt from what the bundler takes in. `npm run package` refuses to go on without.
import { writeFileSync } from 'node:fs';
import { run } from '../bootstrap.mjs';
import { noticesFile, noticesText } from './bundled.mjs';

if ((await run(process.execPath, ['esbuild.js', '--production'])) !== 0) {
  process.exit(1);
}
writeFileSync(noticesFile, noticesText());
