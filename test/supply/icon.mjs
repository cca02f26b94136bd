// npm run icon: draws media/icon.svg, to media/icon.png, which the Marketplace and Open VSX show (they take no SVG).
// CHROMIUM_PATH names another browser than /usr/bin/chromium.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root } from '../bootstrap.mjs';

/** Pixels; the Marketplace asks for 128 at least, and 256 for sharp screens. */
const SIZE = 256;

const svg = readFileSync(path.join(root, 'media/icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium' });
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
await page.setContent(`<style>body { margin: 0 }</style>${svg}`);
await page.screenshot({ path: path.join(root, 'media/icon.png'), omitBackground: true });
await browser.close();
