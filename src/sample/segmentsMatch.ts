/** Whether a path has the segments of a template, one by one. */
export function segmentsMatch(template: readonly string[], path: readonly string[]): boolean {
  const open = template.at(-1) === '**';
  if (open ? path.length < template.length : path.length !== template.length) return false;
  return path.every((segment, index) => {
    const expected = template[index] ?? '**';
    return expected === '*' || expected === '**' ? segment !== '' : segment === expected;
  });
}
