import { route } from '../http/route.js';
import type { Api, RouteSpec } from '../http/route.js';
import { ok } from '../http/answer.js';
import { authorizationDecision, authorizationPage } from './authorization.js';
import { generateAccessToken } from './impersonation.js';
import { metadataRoutes } from './metadataServer.js';
import { exchangeToken } from './securityTokens.js';
import { revokeEndpoint, tokenEndpoint, tokenInfo, userInfo } from './tokenEndpoint.js';

const open = (spec: Omit<RouteSpec, 'access' | 'query'>): ReturnType<typeof route> =>
  route({ ...spec, access: 'open', query: 'any' });

const profileScopes = [
  'openid',
  'email',
  'https://www.googleapis.com/auth/userinfo.email',
  'https://www.googleapis.com/auth/userinfo.profile',
];

/** Google's identity hosts: OAuth, the consent page, token exchange, impersonation and the metadata server. */
export const identityApis: readonly Api[] = [
  {
    id: 'oauth2',
    hosts: ['oauth2.googleapis.com', 'openidconnect.googleapis.com', 'www.googleapis.com'],
    title: 'Google OAuth 2.0',
    routes: [
      ...['token', 'oauth2/v4/token', 'oauth2/token'].map((path) =>
        open({ method: 'token', path: `POST ${path}`, handle: tokenEndpoint }),
      ),
      ...['POST revoke', 'GET revoke', 'POST o/oauth2/revoke'].map((path) =>
        open({ method: 'revoke', path, handle: revokeEndpoint }),
      ),
      ...['tokeninfo', 'oauth2/v1/tokeninfo', 'oauth2/v3/tokeninfo', 'v3/tokeninfo', 'v1/tokeninfo']
        .flatMap((path) => [`GET ${path}`, `POST ${path}`])
        .map((path) => open({ method: 'tokeninfo', path, handle: tokenInfo })),
      ...[
        'v1/userinfo',
        'v2/userinfo',
        'v3/userinfo',
        'oauth2/v1/userinfo',
        'oauth2/v2/userinfo',
        'oauth2/v3/userinfo',
        'userinfo',
      ].map((path) =>
        route({ method: 'userinfo', path: `GET ${path}`, scopes: profileScopes, query: 'any', handle: userInfo }),
      ),
      ...['oauth2/v3/certs', 'v3/certs'].map((path) =>
        open({
          method: 'certs',
          path: `GET ${path}`,
          handle: (_call, { keys }) => {
            const { id, publicKey } = keys.google();
            return ok({
              keys: [{ ...publicKey.export({ format: 'jwk' }), kid: id, alg: 'RS256', use: 'sig' }],
            });
          },
        }),
      ),
    ],
  },
  {
    id: 'accounts',
    hosts: ['accounts.google.com'],
    title: 'Google Accounts',
    routes: [
      ...['o/oauth2/v2/auth', 'o/oauth2/auth'].flatMap((path) => [
        open({ method: 'auth', path: `GET ${path}`, handle: authorizationPage }),
        open({ method: 'decision', path: `GET ${path}/decision`, handle: authorizationDecision }),
      ]),
      open({ method: 'token', path: 'POST o/oauth2/token', handle: tokenEndpoint }),
      open({ method: 'revoke', path: 'POST o/oauth2/revoke', handle: revokeEndpoint }),
    ],
  },
  {
    id: 'sts',
    hosts: ['sts.googleapis.com'],
    title: 'Security Token Service API',
    routes: [open({ method: 'token.exchange', path: 'POST v1/token', handle: exchangeToken })],
  },
  {
    id: 'iamcredentials',
    hosts: ['iamcredentials.googleapis.com'],
    title: 'IAM Service Account Credentials API',
    routes: [
      route({
        method: 'serviceAccounts.generateAccessToken',
        path: 'POST v1/projects/*/serviceAccounts/*:generateAccessToken',
        scopes: ['https://www.googleapis.com/auth/cloud-platform', 'https://www.googleapis.com/auth/iam'],
        handle: generateAccessToken,
      }),
    ],
  },
  {
    id: 'metadata',
    hosts: ['metadata.google.internal', 'metadata', '169.254.169.254'],
    title: 'GCE metadata server',
    routes: metadataRoutes,
  },
];
