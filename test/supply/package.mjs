// npm run package: builds what ships, checks the notices of what is bundled, and writes out/cloud-operations.vsix and
// beside it the list of its parts (CycloneDX). Two runs of one commit write the same bytes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from '../bootstrap.mjs';
import { bundledPackages, checkNotices } from './bundled.mjs';

/** Times in the archive are those of the commit. */
function commitSeconds() {
  return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' }).trim();
}

/**
 * The product's dependencies, with all that they need, as `npm sbom` describes them. Of its list of everything installed
 * the rest is left out here: with `--omit=dev` it misses what a development tool needs as well (npm 11). Left out, too, is
 * what makes each list another one: its serial number and the time.
 * @throws {Error} where a package is bundled that is none of them
 */
function billOfMaterials() {
  const windows = process.platform === 'win32';
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application'];
  const all = JSON.parse(
    execFileSync(windows ? 'npm.cmd' : 'npm', args, { cwd: root, encoding: 'utf8', shell: windows }),
  );
  const { name, dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const needed = reachable(all.dependencies, (ref) => Object.keys(dependencies).some((id) => ref.startsWith(`${id}@`)));
  for (const { name: bundled, version } of bundledPackages()) {
    if (!needed.has(`${bundled}@${version}`)) {
      throw new Error(`${bundled} ${version} is bundled, but no dependency of the product.`);
    }
  }
  const list = {
    ...all,
    serialNumber: undefined,
    metadata: { ...all.metadata, timestamp: undefined, component: { ...all.metadata.component, name } },
    components: all.components.filter((component) => needed.has(component['bom-ref'])),
    dependencies: all.dependencies.filter(({ ref }) => needed.has(ref)),
  };
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

/** The references that begin with those of `isFirst`, and all that they depend on. */
function reachable(dependencies, isFirst) {
  const dependsOn = new Map(dependencies.map((entry) => [entry.ref, entry.dependsOn]));
  const found = new Set([...dependsOn.keys()].filter(isFirst));
  for (const ref of found) {
    dependsOn.get(ref)?.forEach((next) => found.add(next));
  }
  return found;
}

async function main() {
  mkdirSync(path.join(root, 'out'), { recursive: true });
  const build = await run(process.execPath, ['esbuild.js', '--production']);
  if (build !== 0) {
    return build;
  }
  checkNotices();
  writeFileSync(path.join(root, 'out/cloud-operations.cdx.json'), billOfMaterials());
  const vsce = ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--out', 'out/cloud-operations.vsix'];
  return await run(process.execPath, vsce, { SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? commitSeconds() });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
