import { floor, max } from './numbers.js';

/** The text with `{0}`, `{1}` … filled in. */
export function filled(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (place, index) => values[Number(index)] ?? place);
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** Times and lengths of time in the person's language. Times are milliseconds since the epoch. */
export interface Format {
  /** The time of day on the axis, with seconds where ticks are nearer than a minute. */
  readonly time: (ms: number, step: number) => string;
  readonly day: (ms: number) => string;
  /** One day, or from which to which. */
  readonly daysFrom: (start: number, end: number) => string;
  readonly dateTime: (ms: number) => string;
  readonly number: (value: number) => string;
  /** At most two units: `3 hr 12 min`, `3小时12分钟`. Narrower ones are one letter, and the same for hours and seconds in Turkish. */
  readonly duration: (ms: number) => string;
}

/**
 * @param locale BCP 47.
 * @param twoUnits what the language has between two units of a length of time, with places for both.
 */
export function createFormat(locale: string, twoUnits = '{0} {1}'): Format {
  const dated = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const times = dated({ timeStyle: 'short' });
  const seconds = dated({ timeStyle: 'medium' });
  const days = dated({ weekday: 'short', day: 'numeric', month: 'short' });
  const dates = dated({ day: 'numeric', month: 'short' });
  const full = dated({ dateStyle: 'medium', timeStyle: 'medium' });
  const numbers = new Intl.NumberFormat(locale);
  const amounts = units.map(
    ([unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }),
  );
  return {
    time: (ms, step) => (step < 60_000 ? seconds : times).format(ms),
    day: (ms) => days.format(ms),
    daysFrom(start, end) {
      const [first, last] = [days.format(start), days.format(end)];
      return first === last ? first : dates.formatRange(start, end);
    },
    dateTime: (ms) => full.format(ms),
    number: (value) => numbers.format(value),
    duration(ms) {
      const length = max(0, ms);
      const largest = units.findIndex(([, size]) => length >= size);
      // What is shorter than a second is none.
      const index = largest < 0 ? units.length - 1 : largest;
      const [, size] = units[index] ?? units[3];
      const next = units[index + 1];
      const rest = next ? floor((length % size) / next[1]) : 0;
      const large = amounts[index]?.format(floor(length / size)) ?? '';
      return rest > 0 ? filled(twoUnits, large, amounts[index + 1]?.format(rest) ?? '') : large;
    },
  };
}
