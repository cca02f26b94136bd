import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { controlRequest } from '../control/endpoint.js';
import type { Control } from '../control/control.js';
import { applyEffect, answerBeforeHandling } from '../control/applyFault.js';
import { withErrorList } from '../errors/errorList.js';
import type { TracedRequest } from '../trace.js';
import type { World } from '../world.js';
import { admit } from './admit.js';
import { htmlError, htmlNotFound, Refusal } from './answer.js';
import type { Answer } from './answer.js';
import { findDestination } from './dispatch.js';
import type { Destination } from './dispatch.js';
import { applyFieldMask } from './fieldMask.js';
import type { Handler } from './listener.js';
import type { LoggedRequest } from './requestLog.js';
import type { Call } from './route.js';
import { send, type Delivery } from './send.js';

/** Requests larger than this are no requests of this kind; Google refuses them too. */
const maxBodyBytes = 10_000_000;

export interface ServeOptions {
  world: World;
  control: Control;
  connectionOf: (socket: Socket) => number;
  /** Added to every answer. */
  latencyMs: () => number;
  boundTo: string | undefined;
}

/** What a port does with a request: control, or find the route, let faults happen, handle, answer. */
export function serve(options: ServeOptions): Handler {
  const { world, control } = options;
  return async (request, response, signal) => {
    const body = await readBody(request);
    const url = request.url ?? '/';
    if (url.startsWith('/control/') || url === '/control') {
      send(response, await controlRequest(control, request.method ?? 'GET', url, body), { gzip: false, pretty: true });
      return;
    }
    const arrived = performance.now();
    const entry = logEntry(request, body, options);
    world.log.add(entry);
    response.once('finish', () => {
      entry.status = response.statusCode;
      entry.tookMs = performance.now() - arrived;
    });
    // Whatever the end: also a request that nobody answers was sent.
    response.once('close', () => world.trace.request(tracedRequest(entry)));

    const wait = (milliseconds: number): Promise<boolean> => pause(milliseconds, signal);
    const latency = options.latencyMs();
    if (latency > 0 && !(await wait(latency))) return;
    const reply = await replyTo(entry, options, wait);
    if (reply === 'hang') return;
    if (reply === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    send(response, reply.answer, { gzip: acceptsGzip(request), pretty: reply.pretty, delivery: reply.delivery });
  };
}

/** What a request is answered with, and how much of it arrives; `hang` and `reset` where nothing does. */
export type Reply = 'hang' | 'reset' | { answer: Answer; pretty: boolean; delivery: Delivery };

/**
 * Finds the route, lets faults happen and handles a request, whatever brought it here.
 * @param wait for the delay of a fault; says whether somebody is still there to be answered.
 */
export async function replyTo(
  entry: LoggedRequest,
  { world, boundTo }: Pick<ServeOptions, 'world' | 'boundTo'>,
  wait: (milliseconds: number) => Promise<boolean>,
): Promise<Reply> {
  const malformed = refuseFraming(entry);
  const parsed = new URL(entry.url, 'http://emulator.invalid');
  const address = {
    httpMethod: entry.method,
    path: rawPath(entry.url),
    host: String(entry.headers.host ?? ''),
    boundTo,
  };
  const found = malformed === undefined ? findDestination(address, world) : undefined;
  if (found === undefined) {
    return { answer: malformed ?? htmlNotFound(`/${address.path}`), pretty: true, delivery: 'whole' };
  }
  const call = callOf(found, entry, parsed.searchParams);
  entry.service = call.api.id;
  entry.operation = call.route.method;
  world.log.count(entry);
  if (call.route.method === 'operations.cancel') world.log.countCancelPost(call.name);

  const fault = world.faults.take({
    service: call.api.id,
    project: call.project?.projectId,
    location: call.location,
    method: call.route.method,
    httpMethod: entry.method,
    url: entry.url,
  });
  if (fault?.delayMs !== undefined && !(await wait(fault.delayMs))) return 'hang';
  const pretty =
    parsed.searchParams.get('prettyPrint') !== 'false' && parsed.searchParams.get('$prettyPrint') !== 'false';
  const effect = fault?.effect;
  const instead = effect && answerBeforeHandling(effect, call);
  if (instead === 'hang' || instead === 'reset') return instead;
  const handled = instead ?? (await handle(call, world));
  const outcome =
    effect === undefined ? { answer: handled, delivery: 'whole' as const } : applyEffect(effect, handled, call, world);
  if (outcome === 'reset') return 'reset';
  const answer = call.api.listsErrors === true ? withErrorList(outcome.answer) : outcome.answer;
  return { answer, pretty, delivery: outcome.delivery };
}

async function handle(call: Call, world: World): Promise<Answer> {
  try {
    const token = admit(call, world);
    const answer = await call.route.handle({ ...call, token }, world);
    const fields = call.query.get('fields') ?? call.query.get('$fields');
    if (fields === null || answer.kind !== 'json' || answer.status !== 200 || call.route.access === 'open')
      return answer;
    return { ...answer, json: applyFieldMask(answer.json, fields) };
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function callOf(found: Destination, entry: LoggedRequest, query: URLSearchParams): Call {
  return {
    ...found,
    httpMethod: entry.method,
    query: found.route.query === 'any' ? query : camelCaseKeys(query),
    headers: entry.headers,
    body: entry.body,
    token: undefined,
  };
}

/** Google takes `page_size` for `pageSize`. */
function camelCaseKeys(query: URLSearchParams): URLSearchParams {
  const entries = [...query].map(([key, value]): [string, string] => {
    const system = key.startsWith('$') || key === 'access_token' || key === 'oauth_token' || key === 'upload_protocol';
    return [system ? key : key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value];
  });
  return new URLSearchParams(entries);
}

/** What the front end refuses before any service sees it. */
function refuseFraming({ headers, method, body }: LoggedRequest): Answer | undefined {
  if (method === 'GET' && body !== '') {
    return htmlError(400, 'Bad Request', 'Your client has issued a malformed or illegal request.');
  }
  if (method === 'POST' && headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) {
    return htmlError(411, 'Length Required', 'POST requests require a <code>Content-length</code> header.');
  }
  return undefined;
}

function logEntry(request: IncomingMessage, body: string, options: ServeOptions): LoggedRequest {
  return {
    at: options.world.clock.wall(),
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: request.headers,
    body,
    connection: options.connectionOf(request.socket),
    service: undefined,
    operation: undefined,
    status: undefined,
    tookMs: undefined,
  };
}

function tracedRequest({ method, url, headers, body, service, operation }: LoggedRequest): TracedRequest {
  const answeredBy = service === undefined ? undefined : `${service} ${operation ?? '?'}`;
  return { method, url, headers, body, answeredBy };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new Error('request too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Waits, and says whether somebody is still there to be answered. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

function rawPath(url: string): string {
  return (/^\/?([^?#]*)/.exec(url)?.[1] ?? '').replace(/^\/+/, '');
}

function acceptsGzip({ headers }: IncomingMessage): boolean {
  const accepted = headers['accept-encoding'];
  return typeof accepted === 'string' && /\bgzip\b/.test(accepted);
}
