import assert from 'node:assert/strict';
import type { ApiErrorFacts } from '../../../src/google/apiError.js';
import { errorFromAnswer } from '../../../src/google/http/errorFromAnswer.js';
import { networkError } from '../../../src/google/http/networkError.js';
import { postVerdict, type PostVerdict } from '../../../src/watch/cancelAnswer.js';

const request = { host: 'dataproc.googleapis.com', scopes: [], quotaProject: undefined };

/** What the client makes of an answer as it comes over the wire. */
function answered(status: number, text: string, contentType: string): ApiErrorFacts {
  return errorFromAnswer({ status, text, headers: new Headers({ 'content-type': contentType }) }, request, 0).facts;
}

const json = (status: number, code: string, message = 'No.'): ApiErrorFacts =>
  answered(status, JSON.stringify({ error: { code: status, status: code, message } }), 'application/json');
const html = (status: number): ApiErrorFacts =>
  answered(status, `<html><title>Error ${status}</title></html>`, 'text/html');
const empty = (status: number): ApiErrorFacts => answered(status, '', '');

/** What Node or Chromium throws, as fetch wraps it. */
const thrown = (code: string, syscall?: string): ApiErrorFacts =>
  networkError(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code, syscall }) }), 'h').facts;
const chromium = (code: string): ApiErrorFacts => networkError(new TypeError(`net::${code}`), 'h').facts;
const refusedEverywhere = (): ApiErrorFacts => {
  const each = ['::1', '127.0.0.1'].map((address) =>
    Object.assign(new Error(`connect ECONNREFUSED ${address}:443`), { code: 'ECONNREFUSED', syscall: 'connect' }),
  );
  return networkError(new TypeError('fetch failed', { cause: new AggregateError(each) }), 'h').facts;
};
const local = (kind: ApiErrorFacts['kind']): ApiErrorFacts => ({ kind, message: kind });

/** Every row of the table: how a POST can end without success, and what that says of it. */
const rows: readonly (readonly [PostVerdict, string, ApiErrorFacts])[] = [
  ['refusedForState', '400 FAILED_PRECONDITION', json(400, 'FAILED_PRECONDITION')],
  ['refusedForState', '400 INVALID_ARGUMENT', json(400, 'INVALID_ARGUMENT')],
  ['refusedForState', '400 OUT_OF_RANGE', json(400, 'OUT_OF_RANGE')],
  ['refusedForState', '409 ABORTED', json(409, 'ABORTED')],
  ['refusedForState', '409 ALREADY_EXISTS', json(409, 'ALREADY_EXISTS')],
  ['refusedForState', '409 FAILED_PRECONDITION', json(409, 'FAILED_PRECONDITION')],
  ['refusedForState', 'a grpc-gateway’s code 9', answered(400, '{"code":9,"message":"No."}', 'application/json')],
  ['refused', '401 UNAUTHENTICATED', json(401, 'UNAUTHENTICATED')],
  ['refused', '403 PERMISSION_DENIED', json(403, 'PERMISSION_DENIED')],
  ['refused', '429 RESOURCE_EXHAUSTED', json(429, 'RESOURCE_EXHAUSTED')],
  ['refused', '413 of an API', json(413, 'Request Entity Too Large')],
  ['notFound', '404 NOT_FOUND', json(404, 'NOT_FOUND')],
  ['unsupported', '501 UNIMPLEMENTED', json(501, 'UNIMPLEMENTED')],
  ['unsupported', 'a grpc-gateway’s code 12', answered(501, '{"code":12}', 'application/json')],
  ['doubtful', '499 CANCELLED', json(499, 'CANCELLED', 'The operation was cancelled.')],
  ['doubtful', 'CANCELLED with another status', json(400, 'CANCELLED')],
  ['doubtful', '499 of a front end', html(499)],
  ['doubtful', '500 INTERNAL', json(500, 'INTERNAL')],
  ['doubtful', '500 UNKNOWN', json(500, 'UNKNOWN')],
  ['doubtful', '500 DATA_LOSS', json(500, 'DATA_LOSS')],
  ['doubtful', '500 without a code', json(500, '')],
  ['doubtful', '503 UNAVAILABLE', json(503, 'UNAVAILABLE')],
  ['doubtful', '504 DEADLINE_EXCEEDED', json(504, 'DEADLINE_EXCEEDED')],
  ['doubtful', '408 of an API', json(408, 'Request Timeout')],
  ['doubtful', '500 with HTML', html(500)],
  ['doubtful', '501 with HTML', html(501)],
  ['doubtful', '502 with HTML', html(502)],
  ['doubtful', '503 with HTML', html(503)],
  ['doubtful', '504 with HTML', html(504)],
  ['doubtful', '502 with nothing', empty(502)],
  ['doubtful', '403 with HTML', html(403)],
  ['doubtful', '404 with HTML', html(404)],
  ['doubtful', 'a redirect', html(302)],
  ['doubtful', '200 with a login page', { kind: 'garbled', message: 'HTML', httpStatus: 200 }],
  ['notSent', '407 of a proxy', html(407)],
  ['notSent', '511 of a captive portal', html(511)],
  ['notSent', 'ENOTFOUND', thrown('ENOTFOUND', 'getaddrinfo')],
  ['notSent', 'EAI_AGAIN', thrown('EAI_AGAIN', 'getaddrinfo')],
  ['notSent', 'ECONNREFUSED', thrown('ECONNREFUSED', 'connect')],
  ['notSent', 'ECONNREFUSED by every address', refusedEverywhere()],
  ['notSent', 'EHOSTUNREACH while connecting', thrown('EHOSTUNREACH', 'connect')],
  ['notSent', 'ETIMEDOUT while connecting', thrown('ETIMEDOUT', 'connect')],
  ['notSent', 'UND_ERR_CONNECT_TIMEOUT', thrown('UND_ERR_CONNECT_TIMEOUT')],
  ['notSent', 'ERR_NAME_NOT_RESOLVED', chromium('ERR_NAME_NOT_RESOLVED')],
  ['notSent', 'ERR_INTERNET_DISCONNECTED', chromium('ERR_INTERNET_DISCONNECTED')],
  ['notSent', 'CERT_HAS_EXPIRED', thrown('CERT_HAS_EXPIRED')],
  ['notSent', 'SELF_SIGNED_CERT_IN_CHAIN', thrown('SELF_SIGNED_CERT_IN_CHAIN')],
  ['notSent', 'ERR_CERT_AUTHORITY_INVALID', chromium('ERR_CERT_AUTHORITY_INVALID')],
  ['notSent', 'no credential', local('credentialsMissing')],
  ['notSent', 'a login that has expired', local('signInExpired')],
  ['notSent', 'an endpoint override that is none', local('endpointInvalid')],
  ['lost', 'ECONNRESET', thrown('ECONNRESET', 'read')],
  ['lost', 'EHOSTUNREACH of a connection that stood', thrown('EHOSTUNREACH', 'read')],
  ['lost', 'ETIMEDOUT of a connection that stood', thrown('ETIMEDOUT', 'read')],
  ['lost', 'EPIPE', thrown('EPIPE', 'write')],
  ['lost', 'UND_ERR_SOCKET', thrown('UND_ERR_SOCKET')],
  ['lost', 'ERR_CONNECTION_RESET', chromium('ERR_CONNECTION_RESET')],
  ['lost', 'an answer that is not HTTP', thrown('HPE_INVALID_CONSTANT')],
  ['lost', 'something without a code', networkError(new Error('?'), 'h').facts],
  ['lost', 'no answer within the deadline', local('deadline')],
  ['lost', 'given up', local('aborted')],
];

describe('the answer to a cancel request', () => {
  for (const [verdict, what, facts] of rows) {
    it(`${what}: ${verdict}`, () => assert.equal(postVerdict(facts), verdict));
  }
});
