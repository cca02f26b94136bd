import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { scenarios } from '../emulator/index.js';
import { extension, type Host } from './support/host.js';
import type { Messages } from './support/messages.js';
import { useHost } from './support/useHost.js';

interface Described {
  readonly reference: { readonly service: string; readonly name: string };
  readonly state: string;
  readonly serverText: { readonly target: string };
}

const hour = 3_600_000;
const place = { service: 'dataproc', project: 'acme-web', location: 'us-central1', createdAgoMs: 3 * hour } as const;

/**
 * "Cancel everything that hangs in us-central1", by the tools alone. The agent is a few lines that do what the skill says;
 * what it calls and is answered, and what the person is asked, is the product's. `npm test -- host --grep transcript`
 * writes out/agents/transcript.md, and fails where docs/agents.md holds another one.
 */
describe('the transcript of an agent', function () {
  this.timeout(60_000);
  const lines: string[] = [];
  let host: Host;
  let messages: Messages;

  useHost((opened, shown) => {
    host = opened;
    messages = shown;
  });

  async function call<T>(tool: string, input: object): Promise<T> {
    const { content } = await vscode.lm.invokeTool(`cloudOperations_${tool}`, {
      input,
      toolInvocationToken: undefined,
    });
    const [part] = content as [{ value?: string; data?: Uint8Array }];
    const answer = JSON.parse(part.value ?? new TextDecoder().decode(part.data)) as T;
    const questions = messages.shown.filter(({ modal }) => modal);
    questions.forEach(({ text, buttons }) => lines.push(`the person is asked: ${text} [${buttons.join('] [')}]`));
    messages.clear();
    lines.push(`${tool} ${JSON.stringify(input)}`, `  → ${JSON.stringify(answer)}`);
    return answer;
  }

  it('is the one in docs/agents.md', async () => {
    host.emulator.control.reset();
    host.emulator.control.createOperations([
      { ...place, target: 'etl-7', scenario: scenarios.neverEnds(1) },
      { ...place, target: 'etl-8', createdAgoMs: 4 * hour, scenario: scenarios.completesAnyway(1) },
      { ...place, target: 'etl-9', createdAgoMs: 5 * hour, scenario: scenarios.refusesCancel('Past its last step.') },
      { ...place, target: 'fresh-1', createdAgoMs: 60_000, scenario: scenarios.neverEnds(1) },
    ]);
    await host.refresh();
    const filter = 'is:active region:us-central1 age:>1h';
    const { operations } = await call<{ operations: Described[] }>('list_operations', { filter });
    const ends: string[] = [];
    for (const { reference, serverText } of [...operations].sort(byTarget)) {
      messages.press = 'Cancel Operation';
      const { result } = await call<{ result: string }>('cancel_operation', reference);
      const wait = { ...reference, seconds: 60 };
      const waited = result === 'requested' && (await call<{ operation: Described }>('wait_for_operation', wait));
      ends.push(`${serverText.target}: ${waited ? waited.operation.state : result}`);
    }
    lines.push(`the agent says: ${ends.join(', ')}`);
    assert.deepEqual(ends, ['etl-7: cancelled', 'etl-8: succeeded', 'etl-9: refused']);

    const transcript = lines.map(withoutChance).join('\n');
    const folder = path.join(extension().extensionPath, 'out/agents');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'transcript.md'), transcript);
    const docs = readFileSync(path.join(extension().extensionPath, 'docs/agents.md'), 'utf8');
    assert.ok(docs.includes(transcript), 'docs/agents.md holds another transcript than out/agents/transcript.md');
  });
});

function byTarget(a: Described, b: Described): number {
  return a.serverText.target < b.serverText.target ? -1 : 1;
}

/** What differs from run to run: ids, times, and the note that stands in every answer. */
function withoutChance(line: string): string {
  return line
    .replace(/"note":"[^"]*",/g, '')
    .replace(/operations\/[\w-]+/g, 'operations/…')
    .replace(/"(startTime|endTime)":"[^"]*"/g, '"$1":"…"')
    .replace(/"afterSeconds":\d+/g, '"afterSeconds":…')
    .replace(/"seconds":\d+(?!\d*\})/g, '"seconds":…');
}
