/**
 * Whether a method takes the operations of a list: `v1/operations/**:cancel` covers those of `v1/operations`.
 * @param list path of the list method
 * @param method path of the other method, `*` for one segment, `**` for one or more
 * @param suffix `:cancel`, `:wait` or nothing
 */
export function isCovered(list: string, method: string, suffix: string): boolean {
  if (!method.endsWith(suffix) || (suffix === '' && method.includes(':'))) {
    return false;
  }
  const pattern = (suffix === '' ? method : method.slice(0, -suffix.length)).split('/');
  const name = [...list.split('/'), 'operation'];
  return matches(pattern, name);
}

function matches(pattern: readonly string[], name: readonly string[]): boolean {
  const open = pattern.indexOf('**');
  if (open < 0) {
    return pattern.length === name.length && pattern.every((segment, index) => fits(segment, name[index]));
  }
  const tail = pattern.slice(open + 1);
  return (
    name.length >= pattern.length &&
    pattern.slice(0, open).every((segment, index) => fits(segment, name[index])) &&
    tail.every((segment, index) => fits(segment, name[name.length - tail.length + index]))
  );
}

/** A wildcard of the list stands for any value, so only a wildcard (or the same one) can cover it. */
function fits(segment: string, value: string | undefined): boolean {
  return segment === '*' || segment === value;
}
