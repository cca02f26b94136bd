/**
 * Orders versions as people would choose them: the wanted one, then stable before beta before alpha, then the newest.
 * @returns negative when `a` comes first
 */
export function compareVersions(a: string, b: string, wanted: string | undefined): number {
  const [first, second] = [rank(a, wanted), rank(b, wanted)];
  const at = first.findIndex((value, index) => value !== second[index]);
  return at < 0 ? 0 : (second[at] ?? 0) - (first[at] ?? 0);
}

function rank(version: string, wanted: string | undefined): number[] {
  const [, ui, major, point, stage, minor] = /(?:^|\/)(ui)?v(\d+)(?:p(\d+))?(alpha|beta)?(\d+)?/.exec(version) ?? [];
  const stability = ui !== undefined ? 0 : stage === 'alpha' ? 1 : stage === 'beta' ? 2 : major === undefined ? 0 : 3;
  return [version === wanted ? 1 : 0, stability, Number(major ?? 0), Number(point ?? 0), Number(minor ?? 0)];
}
