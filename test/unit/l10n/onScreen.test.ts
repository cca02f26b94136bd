import assert from 'node:assert/strict';
import { troublesOf } from '../../l10n/onScreen.js';
import { pseudoText } from '../../l10n/pseudo.js';

const data =
  'etl-7 us-central1 Dataproc Cloud Deploy dataproc.googleapis.com RESOURCE_EXHAUSTED Insufficient CPUS quota.';

/** A text with its places filled in. */
function filled(text: string, ...values: readonly string[]): string {
  return pseudoText(text).replaceAll(/\{(\d)\}/g, (_place, index) => values[Number(index)] ?? '');
}

describe('texts on the screen in the pseudo language', () => {
  it('are right where they are one text with data in it, or data alone', () => {
    const right = [
      filled('Cancel “{0}”?', filled('create {0}', filled('{0} {1}', pseudoText('cluster'), 'etl-7'))),
      filled('{0} · {1}', 'Cloud Deploy', filled('failed {0}', '2 min. ago')),
      filled('{0}, {1}', 'etl-7', 'us-central1'),
      filled('Service: {0}', 'Dataproc (dataproc.googleapis.com)'),
      filled('Started {0}', 'Nov 26, 2026, 6:05:12 PM'),
      pseudoText('Cancel Operation…'),
      'etl-7',
      'Insufficient CPUS quota.',
      '3h 12m',
      'us-central1, etl-7',
      '',
    ];
    assert.deepEqual(
      right.map((text) => troublesOf(text, data)),
      right.map(() => []),
    );
  });

  it('are wrong where words are of no text, of two, or of half a text', () => {
    const wrong = [
      'running',
      filled('{0} · watched', 'running'),
      `${pseudoText('Service')}: Dataproc`,
      `${pseudoText('failed')} ${pseudoText('2 times')}`,
      `etl-7 ${pseudoText('cancelled')}`,
      pseudoText('Cancel Operation').slice(0, -4),
      filled('Cancel {0}', 'the cluster etl-7'),
    ];
    assert.deepEqual(
      wrong.map((text) => troublesOf(text, data).length > 0),
      wrong.map(() => true),
    );
  });

  it('may be shortened to an ellipsis', () => {
    assert.deepEqual(troublesOf(`${pseudoText('Cancelling {0}').slice(0, 10)}…`, data), []);
  });
});
