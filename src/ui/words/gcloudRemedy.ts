import { bothCommands, commandLine, type Shell } from '../../base/shell.js';

/**
 * A `gcloud` command that mends a problem, to be run in a terminal by the person. It is kept as data until it is copied:
 * only then is it known for which shell its words have to be written.
 */
export type GcloudRemedy =
  /** Application Default Credentials, with scopes beside those that the login asks for by itself. */
  | { readonly kind: 'login'; readonly scopes: readonly string[] }
  /** gcloud's own login, which its accounts use; Application Default Credentials are another one. */
  | { readonly kind: 'accountLogin' }
  | { readonly kind: 'setQuotaProject'; readonly project: string }
  /** Hosts are e.g. `dataproc.googleapis.com`. */
  | { readonly kind: 'enableApis'; readonly project: string; readonly hosts: readonly string[] }
  | { readonly kind: 'grant'; readonly project: string; readonly permission: string; readonly member: string };

/** The command as it is pasted; undefined where the shell has no way to write one of the names in it. */
export function gcloudRemedyText(remedy: GcloudRemedy, shell: Shell): string | undefined {
  const lines = commandsOf(remedy).map((words) => commandLine(['gcloud', ...words], shell));
  return lines.reduce((all, line) =>
    all === undefined || line === undefined ? undefined : bothCommands(all, line, shell),
  );
}

/** At least one command; each depends on those before it. */
function commandsOf(remedy: GcloudRemedy): readonly (readonly string[])[] {
  const adcLogin = ['auth', 'application-default', 'login'];
  switch (remedy.kind) {
    case 'login': {
      // Scopes replace each other instead of adding up.
      const all = ['openid', `${AUTH}/userinfo.email`, `${AUTH}/cloud-platform`, ...remedy.scopes];
      return [remedy.scopes.length === 0 ? adcLogin : [...adcLogin, `--scopes=${[...new Set(all)].join(',')}`]];
    }
    case 'accountLogin':
      return [['auth', 'login']];
    case 'setQuotaProject':
      return [['auth', 'application-default', 'set-quota-project', remedy.project]];
    case 'enableApis':
      return [['services', 'enable', ...remedy.hosts, `--project=${remedy.project}`]];
    case 'grant':
      return grant(remedy);
  }
}

/** A predefined role where one is known to hold the permission, else a role of the project with this permission alone. */
function grant({
  project,
  permission,
  member,
}: Extract<GcloudRemedy, { kind: 'grant' }>): readonly (readonly string[])[] {
  const bind = (role: string): readonly string[] => [
    'projects',
    'add-iam-policy-binding',
    project,
    `--member=${member}`,
    `--role=${role}`,
  ];
  const predefined = viewers.find(([pattern]) => pattern.test(permission))?.[1];
  if (predefined !== undefined) {
    return [bind(predefined)];
  }
  // Ids of custom roles have no hyphen; permissions are made of letters and dots, but this one came from a server.
  const role = permission.replace(/[^\w.]/g, '_');
  const create = ['iam', 'roles', 'create', role, `--project=${project}`, `--permissions=${permission}`];
  return [create, bind(`projects/${project}/roles/${role}`)];
}

const AUTH = 'https://www.googleapis.com/auth';

/** IAM role pages: these roles hold the list and get permissions on operations and locations of their service. */
const viewers: readonly (readonly [RegExp, string])[] = [
  [/^dataproc\.operations\.(list|get)$/, 'roles/dataproc.viewer'],
  [/^clouddeploy\.(operations|locations)\.(list|get)$/, 'roles/clouddeploy.viewer'],
  [/^gkehub\.(operations|locations)\.(list|get)$/, 'roles/gkehub.viewer'],
  [/^compute\.regions\.(list|get)$/, 'roles/compute.viewer'],
];
