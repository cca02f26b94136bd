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

/** Times and lengths of time in the person's language. */
export class Format {
  private readonly times: Intl.DateTimeFormat;
  private readonly seconds: Intl.DateTimeFormat;
  private readonly days: Intl.DateTimeFormat;
  private readonly dates: Intl.DateTimeFormat;
  private readonly full: Intl.DateTimeFormat;
  private readonly amounts: readonly Intl.NumberFormat[];
  private readonly lengths: Intl.ListFormat;
  private readonly numbers: Intl.NumberFormat;

  /** @param locale BCP 47. */
  constructor(locale: string) {
    this.times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
    this.seconds = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
    this.days = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
    this.dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    this.full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
    this.amounts = units.map(
      ([unit]) =>
        new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }),
    );
    this.lengths = new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' });
    this.numbers = new Intl.NumberFormat(locale);
  }

  /** The time of day on the axis, with seconds where ticks are nearer than a minute. */
  time(ms: number, step: number): string {
    return (step < 60_000 ? this.seconds : this.times).format(ms);
  }

  day(ms: number): string {
    return this.days.format(ms);
  }

  /** One day, or from which to which. */
  daysFrom(start: number, end: number): string {
    const [first, last] = [this.day(start), this.day(end)];
    return first === last ? first : this.dates.formatRange(start, end);
  }

  dateTime(ms: number): string {
    return this.full.format(ms);
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  /** At most two units: `3 hr 12 min`, `3小时12分钟`. Narrower ones are one letter, and the same for hours and seconds in Turkish. */
  duration(ms: number): string {
    const length = Math.max(0, ms);
    const largest = Math.max(
      0,
      units.findIndex(([, size]) => length >= size),
    );
    const index = length < 1_000 ? units.length - 1 : largest;
    const [, size] = units[index] ?? units[3];
    const next = units[index + 1];
    const rest = next ? Math.floor((length % size) / next[1]) : 0;
    const parts = [this.amounts[index]?.format(Math.floor(length / size))];
    const all = rest > 0 ? [...parts, this.amounts[index + 1]?.format(rest)] : parts;
    return this.lengths.format(all.filter((part) => part !== undefined));
  }
}
