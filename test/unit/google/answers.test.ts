import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseCatalog } from '../../../src/google/serviceCatalog/loadCatalog.js';
import { fields, parseAnswers, type Field } from '../../answers/answers.js';
import { scoreAnswers, type Result } from '../../answers/score.js';

function score(file: string): Result {
  const services = parseCatalog(readFileSync('src/google/serviceCatalog/catalog.json', 'utf8'));
  return scoreAnswers(parseAnswers(readFileSync(file, 'utf8')), services);
}

function told({ misses }: Result): string {
  return misses
    .map(({ answer, field, shown, expected }) => `line ${answer.line}: ${field} ${shown ?? '-'}, not ${expected}`)
    .join('\n');
}

/** Answers of many services that others recorded. Not part of the repository. */
const recorded = path.resolve(process.env['GOOGLE_API_REFERENCE'] ?? '../shared/data', 'real-answers/answers.jsonl');

/** How much has to be right of what can be known; the recordings hold values that are doubtful themselves. */
const aims: Readonly<Record<Field, number>> = {
  state: 1,
  verb: 0.99,
  target: 0.97,
  start: 0.99,
  end: 0.98,
  location: 1,
  errors: 1,
};

describe('answers of all services', () => {
  it('are read as what a person should see', () => {
    const result = score('test/answers/corpus.jsonl');
    assert.equal(told(result), '');
    for (const field of fields) {
      assert.ok(result.scores[field].of > 0, `the corpus says nothing about ${field}`);
    }
  });

  it('so are those that were recorded', function () {
    if (!existsSync(recorded)) {
      process.stderr.write(`      skipped: ${recorded} not found; set GOOGLE_API_REFERENCE to the folder above it\n`);
      this.skip();
    }
    const result = score(recorded);
    for (const [field, aim] of Object.entries(aims)) {
      const { ok, of } = result.scores[field as Field];
      assert.ok(ok >= of * aim, `${field}: ${ok} of ${of}\n${told(result)}`);
    }
  });

  it('a line that is no answer is named', () => {
    assert.throws(() => parseAnswers('{"kind":"operation","service":"run"}\n\n{"kind":"else"}'), /line 3 is no answer/);
  });
});
