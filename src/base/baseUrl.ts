/** Why a URL cannot be the base of requests that carry an access token. */
export type BaseUrlProblem = 'insecure' | 'userInfo' | 'queryOrFragment';

/** Whether nobody on the way can read along: `https:`, or `http:` that does not leave this machine. */
export function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname));
}

/** A base may have a path, and nothing after it. */
export function baseUrlProblem(url: URL): BaseUrlProblem | undefined {
  if (!isPrivate(url)) {
    return 'insecure';
  }
  if (url.username !== '' || url.password !== '') {
    return 'userInfo';
  }
  return url.search === '' && url.hash === '' ? undefined : 'queryOrFragment';
}

/** @param hostname as a URL has it: IPv6 in brackets, other spellings of 127.0.0.1 resolved. */
export function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
