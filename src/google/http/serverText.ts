const MAX_LENGTH = 2000;

/** Bearer tokens as servers echo them: Google's own prefixes, and whatever follows the word Bearer. */
const tokens = /\bBearer\s+[\w.~+/-]+=*|\b(?:ya29|1\/)[\w.-]{20,}/g;

/** A text from an answer as it may be shown and logged: bounded, and without a token that a server might echo. */
export function serverText(text: string): string {
  const bounded = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return bounded.replace(tokens, '[token]');
}
