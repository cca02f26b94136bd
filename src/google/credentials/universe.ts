import { stringOf } from '../json.js';

/** Whether a universe domain, as files, gcloud and machines name it, is another than Google Cloud's own. */
export function isOtherUniverse(domain: unknown): domain is string {
  const name = stringOf(domain)?.trim().toLowerCase() ?? '';
  return name !== '' && name !== 'googleapis.com';
}
