import { arrayOf, isObject, objectOf, type JsonObject } from '../json.js';
import { endFields, startFields, updateFields } from './fieldNames.js';
import { timeOf } from './metadataReading.js';
import { cleanText } from './text.js';

/** A piece of an operation's own history, as the server tells it. */
export interface OperationStep {
  /** What was done (`BUILD`, `create-cluster`); undefined where the state is the whole operation's. */
  readonly name: string | undefined;
  /** How the step stands; without a name the state that the operation was in from then on: `PENDING`. */
  readonly state: string | undefined;
  /** Milliseconds since the epoch, as the next. */
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly detail: string | undefined;
}

const MAX_STEPS = 100;

/** States one after the other, each with its beginning: Dataproc's clusters, node groups and jobs. */
const historyFields = ['statusHistory', 'stateHistory'] as const;
const currentFields = ['status', 'state'] as const;
const stateTimeFields = ['stateStartTime', ...startFields, ...updateFields] as const;

/** Stages: Cloud Build's `build.steps`, Cloud Functions' `stages`, GKE's `progress.stages`, `graph.nodes` of a workflow. */
const stageFields = ['stages', 'steps', 'nodes', 'phases'] as const;
const stageNames = ['id', 'stepId', 'stage', 'displayName', 'name', 'description', 'step', 'phase'] as const;
const stageTexts = ['message', 'statusMessage', 'error', 'details'] as const;
/** A stage of Kubernetes Engine may consist of stages. */
const DEEPEST = 2;

/**
 * The history that the server itself keeps of an operation, oldest first; empty where it keeps none. Never throws.
 * @param json an operation as it came, of any shape.
 */
export function stepsOf(json: unknown): readonly OperationStep[] {
  const operation = objectOf(json);
  const metadata = isObject(operation['metadata']) ? operation['metadata'] : operation;
  const parts = [metadata, ...Object.values(metadata).filter(isObject)];
  const found = [...parts.flatMap(statesIn), ...parts.flatMap((part) => stagesIn(part, 0))];
  return (found.length > 0 ? found : lifeOf(operation)).slice(0, MAX_STEPS);
}

function statesIn(part: JsonObject): readonly OperationStep[] {
  const past = historyFields.flatMap((field) => arrayOf(part[field]).slice(0, MAX_STEPS)).filter(isObject);
  const current = currentFields.map((field) => part[field]).filter(isObject);
  const states = [...past, ...current].flatMap((entry) => {
    const state = stateOf(entry);
    const startedAt = timeOf(entry, ...stateTimeFields);
    return state === undefined || startedAt === undefined ? [] : [{ state, startedAt, detail: textOf(entry) }];
  });
  // Servers list them newest first or oldest first.
  const sorted = states.sort((a, b) => a.startedAt - b.startedAt);
  return sorted.map((each, index) => ({ ...each, name: undefined, endedAt: sorted[index + 1]?.startedAt }));
}

function stagesIn(part: JsonObject, depth: number): readonly OperationStep[] {
  return stageFields.flatMap((field) =>
    arrayOf(part[field])
      .slice(0, MAX_STEPS)
      .filter(isObject)
      .flatMap((stage) => {
        const step = stageOf(stage);
        return step ? [step, ...(depth < DEEPEST ? stagesIn(stage, depth + 1) : [])] : [];
      }),
  );
}

/** Undefined for what tells neither how it stands nor when it was. */
function stageOf(stage: JsonObject): OperationStep | undefined {
  const times = { ...objectOf(stage['timing']), ...stage };
  const state = stateOf(stage);
  const startedAt = timeOf(times, ...startFields);
  if (state === undefined && startedAt === undefined) {
    return undefined;
  }
  const name = stageNames.map((field) => cleanText(stage[field], 200)).find((text) => text !== undefined);
  return { name, state, startedAt, endedAt: timeOf(times, ...endFields), detail: textOf(stage) };
}

function stateOf({ state, status }: JsonObject): string | undefined {
  const word = cleanText(state, 64) ?? cleanText(status, 64);
  return word === undefined || /UNSPECIFIED$/.test(word) ? undefined : word;
}

function textOf(entry: JsonObject): string | undefined {
  return stageTexts.map((field) => cleanText(entry[field], 300)).find((text) => text !== undefined);
}

/** The APIs older than google.longrunning say when it was put in line, begun and done; these are their words for it. */
function lifeOf(operation: JsonObject): readonly OperationStep[] {
  const [asked, begun, ended] = ['insertTime', 'startTime', 'endTime'].map((field) => timeOf(operation, field));
  if (asked === undefined || begun === undefined) {
    return [];
  }
  const none = { name: undefined, detail: undefined };
  return [
    { ...none, state: 'PENDING', startedAt: asked, endedAt: begun },
    { ...none, state: 'RUNNING', startedAt: begun, endedAt: ended },
    ...(ended === undefined ? [] : [{ ...none, state: 'DONE', startedAt: ended, endedAt: undefined }]),
  ];
}
