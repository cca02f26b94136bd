// What ships, in bytes: `npm run package` writes dist/ (minified) and the .vsix just before this runs.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { bench } from './support/bench.js';
import { printTable } from './support/table.js';
import { zipEntries } from '../supply/zip.js';

const picture = /\.(?:png|gif|jpe?g|svg)$/;

bench(() => {
  const files = {
    shell: 'dist/extension.js',
    explorer: 'dist/explorer.js',
    google: 'dist/google.js',
    sample: 'dist/sample.js',
    timeline: 'dist/timeline.js',
    catalogue: 'dist/catalog.json',
  };
  const bytes = (file: string): number => statSync(file).size;
  const gzipped = (file: string): number => gzipSync(readFileSync(file)).length;
  const vsix = 'out/cloud-operations.vsix';
  const pictures = zipEntries(readFileSync(vsix)).filter(({ name }) => picture.test(name));
  const pictureBytes = pictures.reduce((sum, { compressedBytes }) => sum + compressedBytes, 0);

  const figures = {
    // Both are on the way to the first row, only the shell is on the way to the end of activation.
    mainBytes: bytes(files.shell) + bytes(files.explorer),
    shellBytes: bytes(files.shell),
    lazyBytes: bytes(files.google),
    timelineBytes: bytes(files.timeline),
    vsixBytes: bytes(vsix) - pictureBytes,
    vsixPictureBytes: pictureBytes,
  };
  printTable(
    'What ships, in bytes',
    ['part', 'minified', 'gzip', 'aim'],
    [
      [`shell: ${files.shell}, loaded at activation`, figures.shellBytes, gzipped(files.shell)],
      [`product: ${files.explorer}, loaded on the first look`, bytes(files.explorer), gzipped(files.explorer)],
      ['both: the main part', figures.mainBytes, undefined, 60_000],
      [`credentials and HTTP: ${files.google}, first request`, figures.lazyBytes, gzipped(files.google), 220_000],
      [`sample data: ${files.sample}, when asked for`, bytes(files.sample), gzipped(files.sample)],
      [`timeline's page: ${files.timeline}, when it is opened`, figures.timelineBytes, gzipped(files.timeline), 40_000],
      [`service catalogue: ${files.catalogue}`, bytes(files.catalogue), gzipped(files.catalogue)],
      ['.vsix without pictures', undefined, figures.vsixBytes, 400_000],
      ['pictures in the .vsix', undefined, figures.vsixPictureBytes],
    ],
  );
  const folders = bytesByFolder(files.explorer);
  printTable(`${files.explorer} by folder, in bytes`, ['folder', 'minified'], folders);
  return Promise.resolve({ ...figures, folders: Object.fromEntries(folders) });
});

/** What esbuild says of its output, in as much as it is read. */
type Outputs = Readonly<
  Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
>;

/** Of a bundle, what the source below each folder of a layer takes, most first. */
function bytesByFolder(bundle: string): [folder: string, bytes: number][] {
  const outputs = JSON.parse(readFileSync('out/bundle.json', 'utf8')) as Outputs;
  const sums = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(outputs[bundle]?.inputs ?? {})) {
    const folder = path.dirname(file).split('/').slice(0, 3).join('/');
    sums.set(folder, (sums.get(folder) ?? 0) + bytesInOutput);
  }
  return [...sums].sort((a, b) => b[1] - a[1]);
}
