/**
 * Text from a server as one line of a row: control characters and line breaks become spaces, characters that turn the
 * direction of what follows or show nothing go, and its length is bounded.
 */
export function cleanText(value: unknown, maxLength: number): string | undefined {
  if (typeof value !== 'string' || value === '') {
    return undefined;
  }
  const bounded = value.length > maxLength * 2 ? value.slice(0, maxLength * 2) : value;
  const clean = plain.test(bounded) ? bounded : scrub(bounded);
  if (clean === '') {
    return undefined;
  }
  return clean.length > maxLength ? `${clean.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '')}…` : clean;
}

/** Printable ASCII without space at either end: nearly every text, and nothing to do about it. */
const plain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

function scrub(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
}

/** Bidirectional controls, zero-width and other default-ignorable characters; joiners stay, scripts and emoji need them. */
const invisible =
  /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;

/** Milliseconds since the epoch of a google.protobuf.Timestamp; undefined for none, for nonsense and for the zero time. */
export function parseTime(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length > 40) {
    return undefined;
  }
  const time = utc.test(value) ? parseUtc(value) : Date.parse(withOffset.test(value) ? value : '');
  return time > 0 ? time : undefined;
}

/** As Google writes it; a third of the time of reading an operation goes into these, and Date.parse takes thrice as long. */
const utc = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3,9})?Z$/;
const withOffset = /^\d{4}-\d\d-\d\dT/;

function parseUtc(text: string): number {
  const milliseconds = text.length > 20 ? 100 * digit(text, 20) + pair(text, 21) : 0;
  const year = 100 * pair(text, 0) + pair(text, 2);
  return Date.UTC(year, pair(text, 5) - 1, pair(text, 8), pair(text, 11), pair(text, 14), pair(text, 17), milliseconds);
}

function pair(text: string, index: number): number {
  return 10 * digit(text, index) + digit(text, index + 1);
}

function digit(text: string, index: number): number {
  return text.charCodeAt(index) - 48;
}
