/** A path is at most this long on any system that is meant (Linux allows four times as much, nobody has one). */
const LONGEST = 1024;

/**
 * JSON and what it holds, keys in PEM, Google's tokens and client secrets, JSON Web Tokens, and long runs of base64 or
 * hexadecimal digits (a path that is as long has a dot, or begins with a slash or a drive).
 */
const secret =
  /[{}\r\n]|\\?["']\s*:|%7B|-----BEGIN|private_key|\bya29\.|\b1\/\/0|\bGOCSPX-|\bAIza[\w-]{20}|\bey[JI][\w-]{20}|^(?!\/[^/])(?=.*\d)(?=.*[a-z])[\w+/=-]{64,}$/i;

/**
 * Whether a text that was meant to be a path or a name may be a secret that was put in its place, as it happens where an
 * environment variable is to name a file and holds its content. Such a text is shown nowhere, not even in part.
 */
export function couldBeSecret(text: string): boolean {
  return text.length > LONGEST || secret.test(text);
}

/**
 * What a file or an answer held in place of a word, for the end of a message: `: "x"`, and nothing where it does not look like
 * such a word or may be a secret.
 */
export function saidInstead(text: string, shape: RegExp): string {
  return shape.test(text) && !couldBeSecret(text) ? `: "${text}"` : '';
}
