/**
 * An RFC 3339 time as Google prints it: micro- or nanoseconds, always UTC. The digits below the millisecond are made up
 * from the time itself, so that one moment is always printed alike.
 */
export function timestamp(milliseconds: number, digits: 3 | 6 | 9 = 6): string {
  const iso = new Date(milliseconds).toISOString();
  const extra = String(Math.abs(Math.trunc(milliseconds) * 7919) % 1_000_000).padStart(6, '0');
  return `${iso.slice(0, -1)}${extra.slice(0, digits - 3)}Z`;
}
