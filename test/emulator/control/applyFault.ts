import { errorCases } from '../errors/cases.js';
import { entriesArguments } from '../google/logging.js';
import { errorContext } from '../http/admit.js';
import type { Answer } from '../http/answer.js';
import { isJsonObject } from '../../../src/sample/json.js';
import type { JsonObject } from '../../../src/sample/json.js';
import type { Call } from '../http/route.js';
import type { Delivery } from '../http/send.js';
import { pageTokens } from '../operations/pageToken.js';
import type { World } from '../world.js';
import type { FaultEffect } from './faults.js';

/** What takes the place of handling the request, or undefined for effects that change the real answer. */
export function answerBeforeHandling(effect: FaultEffect, call: Call): Answer | 'hang' | 'reset' | undefined {
  switch (effect.kind) {
    case 'error':
      return errorCases[effect.case](errorContext(call));
    case 'answer':
      return effect.when === 'after' ? undefined : answerAsGiven(effect);
    case 'hang':
      return 'hang';
    case 'reset':
      return effect.when === 'before' ? 'reset' : undefined;
    case 'empty':
      return { kind: 'text', status: 200, contentType: 'application/json; charset=UTF-8', text: '' };
    case 'slow':
    case 'stall':
    case 'truncate':
    case 'cut':
    case 'emptyPage':
    case 'tokenLoop':
    case 'unreachable':
      return undefined;
  }
}

/** What an effect makes of the answer of a request that was carried out. */
export function applyEffect(
  effect: FaultEffect,
  answer: Answer,
  call: Call,
  world: World,
): { answer: Answer; delivery: Delivery } | 'reset' {
  switch (effect.kind) {
    case 'reset':
      return 'reset';
    case 'truncate':
      return { answer, delivery: 'truncated' };
    case 'cut':
      return { answer, delivery: 'cut' };
    case 'stall':
      return { answer, delivery: 'stalled' };
    case 'emptyPage':
      return { answer: withJson(answer, () => ({ nextPageToken: startToken(call, world) })), delivery: 'whole' };
    case 'tokenLoop':
      return {
        answer: withJson(answer, (json) => ({ ...json, nextPageToken: startToken(call, world) })),
        delivery: 'whole',
      };
    case 'unreachable': {
      const unreachable = effect.locations.map(
        (location) => `projects/${call.project?.projectId ?? '-'}/locations/${location}`,
      );
      return { answer: withJson(answer, (json) => ({ ...json, unreachable })), delivery: 'whole' };
    }
    case 'slow':
    case 'error':
    case 'hang':
    case 'empty':
      return { answer, delivery: 'whole' };
    case 'answer':
      return { answer: answerAsGiven(effect), delivery: 'whole' };
  }
}

/** A token that stands before the first operation: what comes after it is the first page. */
function startToken(call: Call, world: World): string {
  const query = call.route.method === 'entries.list' ? entriesArguments(call) : call.query;
  const given = query.get('pageToken');
  if (given !== null && given !== '') return given;
  const { pageTokenGeneration } = world.switches;
  return pageTokens<unknown>(query, call.name, pageTokenGeneration).encode(
    call.route.method === 'operations.list' ? [Number.MAX_SAFE_INTEGER, ''] : 0,
  );
}

function answerAsGiven(effect: Extract<FaultEffect, { kind: 'answer' }>): Answer {
  const { status, json, text, headers = {} } = effect;
  if (json !== undefined) return { kind: 'json', status, json, headers };
  return { kind: 'text', status, contentType: 'text/plain; charset=utf-8', text: text ?? '', headers };
}

function withJson(answer: Answer, change: (json: JsonObject) => JsonObject): Answer {
  if (answer.kind !== 'json' || !isJsonObject(answer.json)) return answer;
  return { ...answer, json: change(answer.json) };
}
