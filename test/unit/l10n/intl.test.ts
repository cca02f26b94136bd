import assert from 'node:assert/strict';
import { agoIn, listIn, numberIn, percentIn, saysOne, unitIn } from '../../../src/ui/words/intl.js';

const languages = ['en', 'de', 'ko', 'zh-cn', 'tr', 'ja'] as const;

/** As the Unicode CLDR has it, whose versions differ in spaces. */
function plain(text: string): string {
  return text.replaceAll(/\s/g, ' ');
}

describe('words in a language', () => {
  it('say one where the language has a form for it', () => {
    const one = (count: number) => languages.filter((language) => saysOne(language, count));
    assert.deepEqual(one(1), ['en', 'de', 'tr']);
    assert.deepEqual([0, 2, 5, 21, 101].flatMap(one), []);
    assert.deepEqual([saysOne('fr', 0), saysOne('ru', 21)], [false, false]);
  });

  it('write numbers and parts of a hundred', () => {
    const of = (write: (language: string) => string) => languages.map((language) => plain(write(language)));
    assert.deepEqual(
      of((language) => numberIn(language, 12_345)),
      ['12,345', '12.345', '12,345', '12,345', '12.345', '12,345'],
    );
    assert.deepEqual(
      of((language) => percentIn(language, 40)),
      ['40%', '40 %', '40%', '40%', '%40', '40%'],
    );
  });

  it('list', () => {
    assert.deepEqual(
      languages.map((language) => listIn(language, ['a', 'b', 'c'])),
      ['a, b, c', 'a, b und c', 'a, b 및 c', 'a、b、c', 'a, b, c', 'a、b、c'],
    );
    assert.equal(listIn('de', []), '');
    assert.equal(listIn('de', ['a']), 'a');
  });

  it('tell lengths of time and how long ago something was', () => {
    assert.deepEqual(
      languages.map((language) => plain(unitIn(language, 12, 'minute'))),
      ['12 min', '12 Min.', '12분', '12分钟', '12 dk.', '12 分'],
    );
    assert.equal(plain(unitIn('en', 1, 'day')), '1 day');
    assert.equal(plain(unitIn('en', 2, 'day')), '2 days');
    assert.deepEqual(
      languages.map((language) => plain(agoIn(language, 2, 'hour'))),
      ['2 hr. ago', 'vor 2 Std.', '2시간 전', '2小时前', '2 sa. önce', '2 時間前'],
    );
  });
});
