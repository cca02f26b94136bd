import type { ApiErrorFacts } from '../apiError.js';
import { isObject } from '../json.js';

/** Shorter ones are none, and would be found in ordinary words. */
const SHORTEST = 8;
/** So much of a secret is no coincidence. */
const LONG_PART = 16;

/**
 * A text from a server without the secrets that its request carried: as they were sent, percent-encoded, in any case (the
 * host of a URL comes in small letters), and where JSON escapes the rest (`\u003d`) the longest part that it does not.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap(formsOf)
    .reduce((rest, form) => rest.replace(new RegExp(form.replace(/[^\w]/g, '\\$&'), 'gi'), '[secret]'), text);
}

/** The same for a body of megabytes, which as good as never holds one: in the case in which it was sent. */
export function bodyWithoutSecret(text: string, secret: string): string {
  return formsOf(secret).some((form) => text.includes(form)) ? withoutSecrets(text, [secret]) : text;
}

function formsOf(secret: string): string[] {
  if (secret.length < SHORTEST) {
    return [];
  }
  const part = longest(secret.match(/[\w.~-]+/g) ?? []);
  return [...new Set([secret, encodeURIComponent(secret), ...(part.length >= LONG_PART ? [part] : [])])];
}

function longest(parts: readonly string[]): string {
  return parts.reduce((best, part) => (part.length > best.length ? part : best), '');
}

/** Facts with `clean` applied to every text in them, names of metadata and addresses of links included. */
export function cleanFacts(facts: ApiErrorFacts, clean: (text: string) => string): ApiErrorFacts {
  return { ...(cleanValue(facts, clean) as ApiErrorFacts), kind: facts.kind };
}

function cleanValue(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return clean(value);
  }
  if (Array.isArray(value)) {
    return value.map((entry) => cleanValue(entry, clean));
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [clean(key), cleanValue(entry, clean)]))
    : value;
}
