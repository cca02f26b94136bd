import { commandLine, type Shell } from '../../base/shell.js';
import type { Operation } from '../../operations/operation.js';

type Named = Pick<Operation, 'collection' | 'name'>;

/** Where Google's API answers for an operation, e.g. `https://dataproc.googleapis.com/v1/projects/p/…/operations/o`. */
export function selfLink({ collection: { host, version, request }, name }: Named): string {
  return `https://${host}/${request?.operationVersion ?? version}/${name.split('/').map(encodeURIComponent).join('/')}`;
}

/**
 * A `curl` that reads an operation. The token is gcloud's, taken when the command runs: none is written down.
 * @returns undefined where the shell has no way to write it.
 */
export function curlCommand(operation: Named, shell: Shell): string | undefined {
  const url = commandLine([selfLink(operation)], shell);
  const token = 'gcloud auth print-access-token';
  switch (shell) {
    case 'posix':
    case 'fish':
      return url && `curl -H "Authorization: Bearer $(${token})" ${url}`;
    case 'powershell':
      // `curl` alone is an alias of something else in Windows PowerShell.
      return url && `curl.exe -H "Authorization: Bearer $(${token})" ${url}`;
    case 'cmd':
      return url && `for /f %t in ('${token}') do @curl -H "Authorization: Bearer %t" ${url}`;
  }
}
