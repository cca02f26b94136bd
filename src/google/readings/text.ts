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
  if (typeof value !== 'string' || value.length > 40 || !/^\d{4}-\d\d-\d\dT/.test(value)) {
    return undefined;
  }
  const time = Date.parse(value);
  return time > 0 ? time : undefined;
}
