const MAX_LENGTH = 2000;

/**
 * Tokens as a server might echo them: what follows the word Bearer, in small letters if it looks like one (the word is
 * also one of prose), Google's access and refresh tokens, and JWTs.
 */
const tokens =
  /\b(?:Bearer\s+|bearer(?:\s|%20|[+:=])+(?=[\w.~/-]{16}|[a-z_~/.-]*\d))[\w.~+/-]+=*|\b(?:ya29\.|1\/\/?)[\w.-]{20,}|\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g;

/** A text from an answer as it may be shown and logged: bounded, and without a token that a server might echo. */
export function serverText(text: string): string {
  const bounded = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return bounded.replace(tokens, '[token]');
}
