import { arrayOf, isObject, objectOf, type JsonObject } from '../json.js';
import { cleanText } from './text.js';

const warningFields = [
  'warnings',
  'warning',
  'error',
  'partialFailures',
  'partialErrors',
  'errors',
  'errorMessages',
  'errorBreakdowns',
  'failedVersions',
  'apiWarning',
] as const;

/** Of each kind; servers bound them too (Vertex AI at 20). */
const MAX_WARNINGS = 10;

/**
 * Warnings and the failures of parts, one a line. An `error` in metadata is one of them: what makes an operation fail is its
 * own error (AIP-151), or its own state says so (`ownState.ts`).
 * @param told a field that is told as something else
 */
export function warningsOf(parts: readonly JsonObject[], told?: 'error'): string | undefined {
  let texts: string[] | undefined;
  for (const part of parts) {
    for (const field of warningFields) {
      const value = part[field];
      if (value !== undefined && field !== told) {
        const entries = Array.isArray(value) ? arrayOf(value) : [value];
        (texts ??= []).push(...entries.slice(0, MAX_WARNINGS).flatMap((entry) => warningText(entry) ?? []));
      }
    }
  }
  return texts === undefined || texts.length === 0 ? undefined : texts.join('\n');
}

/** A text, a google.rpc.Status, or what services make of it; Storage Transfer counts errors by their code. */
function warningText(entry: unknown): string | undefined {
  if (!isObject(entry)) {
    return cleanText(entry, 300);
  }
  const { message, errorMessage, description, errorCode, errorCount, code } = entry;
  const text = cleanText(message ?? errorMessage ?? objectOf(entry['status'])['message'] ?? description, 300);
  if (text !== undefined) {
    return text;
  }
  const name = cleanText(errorCode ?? code, 100);
  const count = cleanText(errorCount, 20);
  return name === undefined || count === undefined ? name : `${name} (${count})`;
}

/** The pairs of `labels` as one text. */
export function labelsOf(labels: unknown): string | undefined {
  if (!isObject(labels)) {
    return undefined;
  }
  const pairs = Object.entries(labels)
    .slice(0, 20)
    .map(([key, value]) => (typeof value === 'string' && value !== '' ? `${key}=${value}` : key));
  return cleanText(pairs.join(', '), 1000);
}
