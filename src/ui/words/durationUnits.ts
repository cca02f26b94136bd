export type DurationUnit = 'second' | 'minute' | 'hour' | 'day';

export type DurationPart = readonly [amount: number, unit: DurationUnit];

const units: readonly (readonly [DurationUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/**
 * A length of time in its largest units, rounded down, e.g. `[[1, 'minute'], [12, 'second']]`. A second unit that would
 * be zero is left out. A negative length, which a server's clock ahead of ours makes, counts as zero.
 * @param ms milliseconds.
 */
export function durationParts(ms: number, most: 1 | 2 = 2): readonly DurationPart[] {
  const length = Math.max(0, ms);
  const largest = units.findIndex(([, size]) => length >= size);
  if (largest < 0) {
    return [[0, 'second']];
  }
  const parts: DurationPart[] = [];
  let rest = length;
  for (const [unit, size] of units.slice(largest, largest + most)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) {
      parts.push([amount, unit]);
    }
  }
  return parts;
}
