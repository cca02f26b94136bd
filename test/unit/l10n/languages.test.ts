import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { problemsOf, textProblems, uselessSame } from '../../l10n/problems.js';
import { pseudoText, pseudoTexts } from '../../l10n/pseudo.js';
import { sourceTexts } from '../../l10n/source.js';
import { englishBundle, readSame, readTexts, translatedLanguages } from '../../l10n/texts.js';

const english = readTexts();

describe('the texts in English', function () {
  this.timeout(60_000);

  it('are in the bundle that `npm run l10n` makes of the sources', async () => {
    const made = await englishBundle();
    assert.deepEqual(english['bundle.l10n'], made);
    // And nothing is left out that l10n.t is asked for.
    const asked = new Set(sourceTexts().map(({ key }) => key));
    assert.deepEqual(Object.keys(made), [...asked].sort());
  });

  it('are those that package.json names, one and all', () => {
    const named = readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g);
    const keys = new Set([...named].map(([, key = '']) => key));
    assert.ok(keys.size > 100);
    assert.deepEqual(Object.keys(english['package.nls']).sort(), [...keys].sort());
  });
});

describe('the texts in other languages', () => {
  const same = readSame();

  it('are all there, none is left over, and each holds what the English one holds', () => {
    const problems = translatedLanguages().map((language) => [
      language,
      problemsOf(language, readTexts(language), english, same),
    ]);
    assert.deepEqual(
      problems,
      translatedLanguages().map((language) => [language, []]),
    );
  });

  it('are equal to the English ones only where they still are', () => {
    const useless = translatedLanguages().flatMap((language) =>
      uselessSame(language, readTexts(language), english, same),
    );
    assert.deepEqual(useless, []);
    assert.deepEqual(
      Object.keys(same).filter((language) => language !== 'all' && !translatedLanguages().includes(language)),
      [],
    );
  });

  it('need no other form of a number than one and other, which is all that `plural` asks for', () => {
    for (const language of translatedLanguages()) {
      const rules = new Intl.PluralRules(language);
      const forms = new Set(Array.from({ length: 1000 }, (_, count) => rules.select(count)));
      forms.delete('one');
      assert.deepEqual([...forms], ['other'], `${language}: ui/words/plural.ts has to take these forms too`);
    }
  });
});

describe('what is wrong with a translation', () => {
  const texts = {
    'package.nls': { title: 'Cancel Operation…', welcome: 'Use `gcloud`.\n[Sign In](command:a.signIn)' },
    'bundle.l10n': { '{0} of {1}': '{0} of {1}', 'Choose {0}': 'Choose {0}', GKE: 'GKE' },
  };
  const right = {
    'package.nls': { title: 'Vorgang abbrechen…', welcome: '`gcloud` nutzen.\n[Anmelden](command:a.signIn)' },
    'bundle.l10n': { '{0} of {1}': '{1}, davon {0}', 'Choose {0}': '{0} wählen', GKE: 'GKE' },
  };
  const of = (key: string, text: string, original: string, mayBeSame: readonly string[] = []) =>
    textProblems(key, text, original, new Set(mayBeSame));

  it('is nothing where everything is there', () => {
    assert.deepEqual(problemsOf('de', right, texts, { de: ['GKE'] }), []);
  });

  it('is what is missing and what is left over', () => {
    const wrong = { 'package.nls': { title: 'Vorgang abbrechen…', old: 'Alt' }, 'bundle.l10n': right['bundle.l10n'] };
    assert.deepEqual(
      problemsOf('de', wrong, texts, { all: ['GKE'] }).map(({ key, what }) => `${key} ${what}`),
      ['welcome is missing', 'old is used nowhere'],
    );
  });

  it('is a place, a link, an icon, code or a line that is not the same', () => {
    const wrong = [
      of('a', '{0} von {0}', '{0} of {1}'),
      of('a', 'Von {0}', '{0} of {1}'),
      of('a', '[Anmelden](command:a.signOut)', '[Sign In](command:a.signIn)'),
      of('a', 'Anmelden', '$(account) Sign In'),
      of('a', '`cloudOperations.projekte`', '`cloudOperations.projects`'),
      of('a', 'Eine Zeile', 'One line\nand another'),
      of('a', 'https://example.org', 'https://example.com'),
      of('a', 'Abbrechen', 'Cancel…'),
      of('a', 'Abbrechen ', 'Cancel'),
      of('a', '  ', 'Cancel'),
    ];
    assert.deepEqual(
      wrong.map((problems) => problems.length > 0),
      wrong.map(() => true),
    );
  });

  it('is English, unless the language has the word', () => {
    assert.equal(of('Region', 'Region', 'Region').length, 1);
    assert.deepEqual(of('Region', 'Region', 'Region', ['Region']), []);
    assert.deepEqual(of('{0}: {1}', '{0}: {1}', '{0}: {1}'), []);
  });

  it('is an exception that allows nothing', () => {
    assert.deepEqual(uselessSame('de', right, texts, { de: ['GKE', 'Choose {0}', 'gone'] }), ['Choose {0}', 'gone']);
  });
});

describe('the pseudo language', () => {
  it('has accents, is longer, and shows where a text begins and ends', () => {
    assert.equal(pseudoText('Cancel {0}…'), '⟦Çáñçél {0}~~~~⟧…');
    assert.equal(pseudoText('[Sign In](command:a.signIn)'), '⟦[Šígñ Íñ](command:a.signIn)~~~~⟧');
  });

  it('has nothing wrong with it', () => {
    assert.deepEqual(problemsOf('qps-ploc', pseudoTexts(english), english, {}), []);
  });
});
