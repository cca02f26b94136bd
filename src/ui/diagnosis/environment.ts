import { homedir, release } from 'node:os';
import { env, l10n, version, workspace } from 'vscode';
import { withoutHome, withoutUserInfo } from './blank.js';

/** What may be at fault before a request leaves: names and values as they are set, with nothing secret in them. */
export interface Environment {
  readonly versions: readonly Entry[];
  readonly proxy: readonly Entry[];
}

export type Entry = readonly [name: string, value: string];

/** VS Code's settings that decide which proxy is used and which certificates are trusted. */
const PROXY_SETTINGS = ['proxy', 'proxySupport', 'proxyStrictSSL', 'noProxy', 'systemCertificates'] as const;
const MORE_SETTINGS = [
  'fetchAdditionalSupport',
  'useLocalProxyConfiguration',
  'proxyKerberosServicePrincipal',
] as const;

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'];
/** What Node itself reads. */
const TLS_VARIABLES = ['NODE_EXTRA_CA_CERTS', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_USE_SYSTEM_CA', 'SSL_CERT_FILE'];

export function environment(productVersion: string): Environment {
  return {
    versions: [
      [l10n.t('Cloud Operations Explorer'), productVersion],
      [env.appName, version],
      [
        l10n.t('Extension host'),
        env.remoteName === undefined ? l10n.t('on this machine') : l10n.t('remote ({0})', env.remoteName),
      ],
      [l10n.t('Operating system'), `${process.platform} ${release()}, ${process.arch}`],
      [l10n.t('Node.js'), process.version],
      [l10n.t('Display language'), env.language],
    ],
    proxy: [...proxySettings(), ...proxyVariables(process.env)],
  };
}

function proxySettings(): Entry[] {
  const http = workspace.getConfiguration('http');
  const settings = [...PROXY_SETTINGS, ...MORE_SETTINGS].map((name): Entry => [`http.${name}`, shown(http.get(name))]);
  // A whole header: that there is one is all that may be told.
  return [...settings, ['http.proxyAuthorization', http.get('proxyAuthorization') ? 'set' : shown(undefined)]];
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') {
    return l10n.t('not set');
  }
  return typeof value === 'string' ? withoutUserInfo(value) : JSON.stringify(value);
}

/** Programs read either case of a proxy variable, so both are told. */
function proxyVariables(variables: NodeJS.ProcessEnv): Entry[] {
  const names = [...PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()]), ...TLS_VARIABLES];
  return names.flatMap((name): Entry[] => {
    const value = variables[name];
    return value === undefined || value === '' ? [] : [[name, withoutHome(withoutUserInfo(value), homedir())]];
  });
}
