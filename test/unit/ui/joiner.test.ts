import assert from 'node:assert/strict';
import { joiner } from '../../../src/ui/words/joiner.js';

describe('a joiner', () => {
  let asked = 0;
  const filledIn = (template: string) => (first: string, second: string) => {
    asked++;
    return template.replace(/\{(\d)\}/g, (_, index) => (index === '0' ? first : second));
  };

  beforeEach(() => (asked = 0));

  it('puts parts together as two are, and looks up once how that is', () => {
    const join = joiner(filledIn('«{0}» & {1}.'));
    assert.equal(join(['a', '{1}', 'c']), '««a» & {1}.» & c.');
    assert.equal(join(['one', 'two']), '«one» & two.');
    assert.equal(join(['alone']), 'alone');
    assert.equal(join([]), '');
    assert.equal(asked, 1);
  });

  it('does as a language does that turns the two round', () => {
    assert.equal(joiner(filledIn('{1} < {0}'))(['a', 'b', 'c']), 'c < b < a');
  });

  it('puts together what a language has nothing between', () => {
    assert.equal(joiner(filledIn('{0}{1}'))(['a', 'b', 'c']), 'abc');
  });
});
