import assert from 'node:assert/strict';
import type { ApiErrorFacts, ApiErrorKind } from '../../../../src/google/apiError.js';
import { errorFromAnswer } from '../../../../src/google/http/errorFromAnswer.js';

/** An answer, and what is to be made of it. */
export interface Shape {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
  readonly quotaProject?: string;
  readonly kind: ApiErrorKind;
  readonly facts?: { readonly [K in keyof ApiErrorFacts]?: ApiErrorFacts[K] | undefined };
  readonly metadata?: Record<string, string>;
}

function factsOf({ status = 403, body, headers, quotaProject }: Shape): ApiErrorFacts {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = { status, headers: new Headers(headers), text };
  return errorFromAnswer(answer, { host: 'x.googleapis.com', scopes: ['s'], quotaProject }, 0).facts;
}

/** An envelope of google.rpc.Status. */
export function envelope(message: string, status = 'PERMISSION_DENIED', details: readonly object[] = []): object {
  return { error: { code: 403, message, status, ...(details.length > 0 && { details }) } };
}

/** An envelope of the time before google.rpc.Status. */
export function older(message: string, reason: string): object {
  return { error: { code: 403, message, errors: [{ message, domain: 'global', reason }] } };
}

export function detail(type: string, fields: object): object {
  return { '@type': `type.googleapis.com/google.rpc.${type}`, ...fields };
}

export function info(reason: string, metadata: object = {}, key = 'metadata'): object {
  return detail('ErrorInfo', { reason, domain: 'googleapis.com', [key]: metadata });
}

/** A test for each shape; fields of `facts` that are not named are not looked at. */
export function itReads(shapes: Readonly<Record<string, Shape>>): void {
  for (const [name, shape] of Object.entries(shapes)) {
    it(`${name}: ${shape.kind}`, () => {
      const facts = factsOf(shape);
      assert.equal(facts.kind, shape.kind);
      const expected = { ...shape.facts, ...(shape.metadata && { metadata: shape.metadata }) };
      for (const [key, value] of Object.entries(expected)) {
        assert.deepEqual(facts[key as keyof ApiErrorFacts], value, key);
      }
    });
  }
}
