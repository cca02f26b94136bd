import type { AccessToken } from '../auth/tokens.js';
import type { Project } from '../projects.js';
import type { World } from '../world.js';
import type { Answer } from './answer.js';
import { compilePathTemplate } from './pathTemplate.js';
import type { PathTemplate } from './pathTemplate.js';

/** A request that found its route. */
export interface Call {
  readonly api: Api;
  readonly route: Route;
  readonly httpMethod: string;
  /** The raw path after the API's prefix, without the leading slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** Resource name or parent from the path, project numbers replaced by ids. */
  readonly name: string;
  readonly project: Project | undefined;
  readonly location: string | undefined;
  /** Set on routes that need a bearer token. */
  readonly token: AccessToken | undefined;
}

export interface Route {
  /** For instance `operations.list`; what faults and counters call it. */
  readonly method: string;
  readonly httpMethod: string;
  readonly template: PathTemplate;
  readonly access: 'open' | 'bearer';
  /** Any one of these is enough. */
  readonly scopes: readonly string[];
  /** Query parameters beside Google's system parameters; another one is INVALID_ARGUMENT. `any` for OAuth endpoints. */
  readonly query: readonly string[] | 'any';
  handle(call: Call, world: World): Answer | Promise<Answer>;
}

/** One host of Google's: where its requests go and what they may ask. */
export interface Api {
  /** First segment under the emulator's URL. */
  readonly id: string;
  readonly hosts: readonly string[];
  readonly title: string;
  /** Older APIs repeat each error in a list of their own. */
  readonly listsErrors?: boolean;
  readonly routes: readonly Route[];
}

export interface RouteSpec {
  method: string;
  /** `GET v1/projects/*` as in a discovery document. */
  path: string;
  access?: Route['access'];
  scopes?: readonly string[];
  query?: Route['query'];
  handle: Route['handle'];
}

export function route(spec: RouteSpec): Route {
  const [httpMethod = 'GET', template = ''] = spec.path.split(' ');
  return {
    method: spec.method,
    httpMethod,
    template: compilePathTemplate(template),
    access: spec.access ?? 'bearer',
    scopes: spec.scopes ?? ['https://www.googleapis.com/auth/cloud-platform'],
    query: spec.query ?? [],
    handle: spec.handle,
  };
}
