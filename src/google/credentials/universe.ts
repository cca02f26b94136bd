import { saidInstead } from '../../base/secretText.js';
import { stringOf } from '../json.js';

const domainShape = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}$/i;

/** Which universe it is, for the end of a message; nothing where it is no domain. */
export const universeSaid = (domain: string): string => saidInstead(domain, domainShape);

/** Whether a universe domain, as files, gcloud and machines name it, is another than Google Cloud's own. */
export function isOtherUniverse(domain: unknown): domain is string {
  const name = stringOf(domain)?.trim().toLowerCase() ?? '';
  return name !== '' && name !== 'googleapis.com';
}
