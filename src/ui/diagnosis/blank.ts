/** Stands for what is left out. */
const BLANK = '***';

/**
 * An address without the user name and password that proxies have in it: `http://me:secret@proxy:8080` becomes
 * `http://***@proxy:8080`, with or without the scheme.
 */
export function withoutUserInfo(address: string): string {
  // Up to the last @ before the path: a password may hold one itself.
  return address.replace(/^([a-z][a-z\d+.-]*:\/\/|\/\/)?[^/?#]*@/i, `$1${BLANK}@`).replace(/[?#].*$/, `?${BLANK}`);
}

/** A path that does not tell what the person is called on this machine. */
export function withoutHome(path: string, home: string): string {
  return home.length > 1 && path.toLowerCase().startsWith(home.toLowerCase()) ? `~${path.slice(home.length)}` : path;
}
