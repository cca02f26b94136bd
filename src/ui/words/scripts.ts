/** Letters of Chinese, Japanese and Korean and their marks, about as wide as two others in a font of fixed width. */
const wide = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\u3000-\u303F\u30FC\uFF01-\uFF60]/u;
const allWide = new RegExp(wide, 'gu');

/** A space between letters of Japanese or Chinese; Japanese has one between words in katakana alone. */
const inner = /(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u30FC]) (?=[\p{sc=Han}\p{sc=Hira}])/gu;

export function hasWide(text: string): boolean {
  return wide.test(text);
}

/** So many columns an editor gives a text. */
export function columnsOf(text: string): number {
  return hasWide(text) ? text.length + (text.match(allWide)?.length ?? 0) : text.length;
}

/**
 * A text with words put in, as Japanese and Chinese write it: with a space beside a name in other letters, `创建集群 etl-7`,
 * and none within their own, for which the place in a text such as `创建 {0}` has one.
 */
export function tight(text: string): string {
  return hasWide(text) ? text.replace(inner, '') : text;
}
