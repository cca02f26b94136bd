import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseCatalog } from '../../src/google/serviceCatalog/loadCatalog.js';
import type { Service } from '../../src/google/serviceCatalog/service.js';
import { fields, parseAnswers, type Field, type RecordedAnswer } from './answers.js';
import { coverageOf } from './coverage.js';
import messages from './messages.json';
import recorded from './recorded.json';
import { readMessageSchemas, type MessageSchemas } from './schemas.js';
import { scoreAnswers, type Miss, type Result, type Score } from './score.js';

const usage = `npm run answers -- [FILE…] [OPTIONS]
  FILE      answers, one a line, as test/answers/README.md describes them; without one, those of test/answers, and those
            that were recorded (GOOGLE_API_REFERENCE/real-answers/answers.jsonl) where they are there
  --misses  also every value that is not right, with the line it is on
  --json    the last line holds the counts
  --coverage   how many services were held to recorded answers, and how many to their published messages alone
  --recorded   write down, for --coverage, of which services FILE holds answers (recorded.json)
  --messages   write down the published messages that describe operations (messages.json)
`;

const options = {
  misses: { type: 'boolean' },
  json: { type: 'boolean' },
  coverage: { type: 'boolean' },
  recorded: { type: 'boolean' },
  messages: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/**
 * The command behind `npm run answers`.
 * @param root the repository
 * @returns the exit code: 1 where a file cannot be read, 2 where the command line cannot
 */
export async function main(args: string[], root: string): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}`);
    return 2;
  }
  if (parsed.values.help) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    if (parsed.values.coverage || parsed.values.messages) {
      await (parsed.values.messages ? writeMessages(root) : tellCoverage(root, parsed.values.json === true));
      return 0;
    }
    const files = parsed.positionals.length > 0 ? parsed.positionals : ownFiles(root);
    const result = await run(files, root);
    process.stdout.write(table(result.perService));
    if (parsed.values.recorded) {
      await writeJson(root, 'recorded', recordedOf(result.perService));
    }
    if (parsed.values.misses) {
      process.stdout.write(result.misses.map(missLine).join(''));
    }
    if (parsed.values.json) {
      process.stdout.write(`${JSON.stringify({ bodies: result.bodies, ...result.scores })}\n`);
    }
    return 0;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return 1;
  }
}

/** What is here without being named; the recordings are not part of the repository. */
function ownFiles(root: string): string[] {
  const reference = path.resolve(root, process.env['GOOGLE_API_REFERENCE'] ?? '../shared/data');
  const recordings = path.join(reference, 'real-answers/answers.jsonl');
  const there = existsSync(recordings);
  if (!there) {
    process.stderr.write(`without recorded answers: ${recordings} not found\n`);
  }
  return [path.join(root, 'test/answers/corpus.jsonl'), ...(there ? [recordings] : [])];
}

async function tellCoverage(root: string, asJson: boolean): Promise<void> {
  const coverage = coverageOf(await readServices(root), recorded, messages as MessageSchemas);
  const lines = Object.entries(coverage).map(([name, count]) => `${name.padEnd(20)}${String(count).padStart(5)}\n`);
  process.stdout.write(asJson ? `${JSON.stringify(coverage)}\n` : lines.join(''));
}

async function writeMessages(root: string): Promise<void> {
  const services = await readServices(root);
  await writeJson(root, 'messages', await readMessageSchemas(path.join(root, '.vscode-test/catalog'), services));
}

/** One line a member, so that a change is seen as one. */
async function writeJson(root: string, name: string, value: Readonly<Record<string, unknown>>): Promise<void> {
  const lines = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${JSON.stringify(member)}`);
  await writeFile(path.join(root, `test/answers/${name}.json`), `{\n${lines.join(',\n')}\n}\n`);
}

/** The services with answers that hold an operation, and how many of them. */
function recordedOf(perService: readonly Named[]): Readonly<Record<string, number>> {
  const counts = perService.map(({ name, scores }) => [name, scores.state.of] as const);
  return Object.fromEntries(counts.filter(([name, count]) => name !== 'all' && count > 0));
}

async function readServices(root: string): Promise<readonly Service[]> {
  return parseCatalog(await readFile(path.join(root, 'src/google/serviceCatalog/catalog.json'), 'utf8'));
}

type Named = Pick<Result, 'bodies' | 'scores'> & { readonly name: string };

async function run(files: readonly string[], root: string): Promise<Result & { readonly perService: Named[] }> {
  const services = await readServices(root);
  const answers: RecordedAnswer[] = [];
  for (const file of files) {
    if (!existsSync(file)) {
      throw new Error(`There is no ${file}.`);
    }
    answers.push(...parseAnswers(await readFile(file, 'utf8')));
  }
  const total = scoreAnswers(answers, services);
  const names = [...new Set(answers.map(({ service }) => service))].sort();
  const perService = names.map((name) => {
    const own = answers.filter(({ service }) => service === name);
    return { name, ...scoreAnswers(own, services) };
  });
  return { ...total, perService: [...perService, { name: 'all', ...total }] };
}

/** One line a service, the last one for all. */
function table(rows: readonly Named[]): string {
  const cells = rows.map(({ name, bodies, scores }) => [
    name,
    String(bodies),
    ...fields.map((field) => scoreText(scores[field])),
  ]);
  return [['service', 'bodies', ...fields], ...cells]
    .map(([name = '', ...rest]) => `${name.padEnd(26)}${rest.map((cell) => cell.padStart(10)).join('')}\n`)
    .join('');
}

function scoreText({ ok, of }: Score): string {
  return of === 0 ? '-' : `${ok}/${of}`;
}

function missLine({ answer, field, shown, expected }: Miss): string {
  const said = shown === undefined ? 'nothing' : JSON.stringify(shown);
  return `line ${answer.line} ${answer.service}: ${label(field)} ${said}, right is ${JSON.stringify(expected)}\n`;
}

function label(field: Field): string {
  return field === 'errors' ? 'error kind' : field;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
