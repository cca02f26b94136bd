import assert from 'node:assert/strict';
import { errorFromAnswer } from '../../../src/google/http/errorFromAnswer.js';

const now = Date.UTC(2026, 0, 1);
const hour = 3_600_000;
const request = { host: 'dataproc.googleapis.com', scopes: [], quotaProject: undefined };

/** How long a refusal asks to be left alone, in milliseconds. */
function waitOf(headers: Record<string, string>, body: unknown = ''): number | undefined {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = { status: 429, headers: new Headers(headers), text };
  return errorFromAnswer(answer, request, now).facts.retryAfterMs;
}

const httpDate = (at: number): string => new Date(at).toUTCString();

describe('the wait that a server asks for', () => {
  it('may be a number of seconds or a date', () => {
    assert.equal(waitOf({ 'retry-after': '7' }), 7_000);
    assert.equal(waitOf({ 'retry-after': httpDate(now + 120_000) }), 120_000);
    assert.equal(waitOf({ 'retry-after': httpDate(now - 120_000) }), 0);
    assert.equal(waitOf({ 'retry-after': 'soon' }), undefined);
    assert.equal(waitOf({}), undefined);
  });

  it('as a date counts from the date of the answer, however this machine’s clock is set', () => {
    for (const skewMs of [-30 * 24 * hour, hour]) {
      const at = now + skewMs;
      assert.equal(waitOf({ 'retry-after': httpDate(at + 90_000), date: httpDate(at) }), 90_000);
    }
  });

  it('is never longer than an hour', () => {
    const delay = (retryDelay: string): unknown => ({
      error: { code: 429, status: 'RESOURCE_EXHAUSTED', details: [{ '@type': 't/google.rpc.RetryInfo', retryDelay }] },
    });
    for (const seconds of ['3600', '3601', '2147484', '99999999999', '9'.repeat(400)]) {
      assert.equal(waitOf({ 'retry-after': seconds }), hour, seconds);
      assert.equal(waitOf({ 'retry-after': seconds }, { error: { code: 429 } }), hour, seconds);
    }
    assert.equal(waitOf({}, delay('99999999999s')), hour);
    assert.equal(waitOf({ 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }), hour);
  });
});
