import type { JsonObject } from '../../google/json.js';
import { isObject } from '../../google/json.js';
import type { LaneKind, OperationContext, ToHost } from './messages.js';

const laneKinds = { target: true, region: true, service: true, project: true } satisfies Record<LaneKind, true>;

/** Characters of a drawing: of 50,000 bars it has some ten millions. */
const longestSvg = 64_000_000;
/** Characters of an id: a host and a resource name. */
const longestId = 4_096;

/** A message of the page, or undefined for what is none: whatever runs in a page may post to its host. */
export function fromPage(message: unknown): ToHost | undefined {
  return isObject(message) && typeof message.type === 'string' && Object.hasOwn(readers, message.type)
    ? readers[message.type as ToHost['type']](message)
    : undefined;
}

const readers: { readonly [Type in ToHost['type']]: (message: JsonObject) => ToHost | undefined } = {
  ready: () => ({ type: 'ready' }),
  select: ({ id }) => (id === undefined ? { type: 'select' } : isId(id) ? { type: 'select', id } : undefined),
  open: ({ id }) => (isId(id) ? { type: 'open', id } : undefined),
  hover: ({ id }) => (isId(id) ? { type: 'hover', id } : undefined),
  export: ({ svg }) =>
    typeof svg === 'string' && svg.length <= longestSvg && svg.startsWith('<svg ')
      ? { type: 'export', svg }
      : undefined,
  lanes: ({ by }) => (isLaneKind(by) ? { type: 'lanes', by } : undefined),
};

/** The id of the operation that a `webview/context` menu was opened on, of what VS Code hands its command. */
export function contextOperationId(context: unknown): string | undefined {
  const section: OperationContext['webviewSection'] = 'operation';
  return isObject(context) && context.webviewSection === section && isId(context.operationId)
    ? context.operationId
    : undefined;
}

export function isLaneKind(value: unknown): value is LaneKind {
  return typeof value === 'string' && Object.hasOwn(laneKinds, value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longestId;
}
