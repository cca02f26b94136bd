import type { DurationUnit } from './durationUnits.js';

/** Made once for each language: making one takes longer than drawing the row it is for. */
function perLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}

/** Texts of more numbers than these are made anew: those of rows are few, and asked for again and again. */
const mostRemembered = 2_000;

/** Looks up what it has made before: to write a number out takes longer than the rest of a row. */
function remembered(write: (amount: number) => string): (amount: number) => string {
  const written = new Map<number, string>();
  return (amount) => {
    let text = written.get(amount);
    if (text === undefined) {
      text = write(amount);
      if (written.size < mostRemembered) {
        written.set(amount, text);
      }
    }
    return text;
  };
}

const pluralRules = perLanguage((language) => new Intl.PluralRules(language));
const numbers = perLanguage((language) => {
  const format = new Intl.NumberFormat(language);
  return remembered((amount) => format.format(amount));
});
const percents = perLanguage((language) => new Intl.NumberFormat(language, { style: 'percent' }));
const agos = perLanguage((language) => {
  const format = new Intl.RelativeTimeFormat(language, { style: 'short' });
  const of = (unit: DurationUnit) => remembered((amount) => format.format(-amount, unit));
  return perUnit(of);
});
const units = perLanguage((language) => {
  const of = (unit: string) => {
    const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
    return remembered((amount) => format.format(amount));
  };
  return { ...perUnit(of), millisecond: of('millisecond') };
});
const lists = perLanguage((language) => new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' }));

/**
 * Whether a count is said by the sentence for one, which holds no number: 1 in German and Turkish, nothing in Japanese,
 * Korean and Chinese, and not the 0 of French or the 21 of Russian, whose form is that of one.
 * @param language BCP 47, in any case, as VS Code gives it: `zh-cn`.
 */
export function saysOne(language: string, count: number): boolean {
  return count === 1 && pluralRules(language).select(count) === 'one';
}

/** `12,345`, `12.345`. */
export function numberIn(language: string, value: number): string {
  return numbers(language)(value);
}

/** `40%`, `40 %`, `%40`. @param percent from 0 to 100. */
export function percentIn(language: string, percent: number): string {
  return percents(language).format(percent / 100);
}

/** `a, b, c`, `a, b und c`, `a、b、c`. */
export function listIn(language: string, parts: readonly string[]): string {
  return lists(language).format(parts);
}

/** `12 min`, `12 Min.`, `12분`. */
export function unitIn(language: string, amount: number, unit: DurationUnit | 'millisecond'): string {
  return units(language)[unit](amount);
}

/** `2 min. ago`, `vor 2 Min.`, `2分前`. */
export function agoIn(language: string, amount: number, unit: DurationUnit): string {
  return agos(language)[unit](amount);
}

function perUnit<T>(of: (unit: DurationUnit) => T): Readonly<Record<DurationUnit, T>> {
  return { second: of('second'), minute: of('minute'), hour: of('hour'), day: of('day') };
}
