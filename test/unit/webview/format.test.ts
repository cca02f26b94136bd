import assert from 'node:assert/strict';
import { createFormat, filled } from '../../../src/webview/timeline/format.js';
import { hour, minute, noon } from './bars.js';

describe('times in the timeline', () => {
  const format = createFormat('en');

  it('have at most two units', () => {
    const lengths = [0, 999, 8_000, minute, 72_000, 3 * hour, 3 * hour + 5 * minute + 2_000, 49 * hour, -5];
    assert.deepEqual(
      lengths.map((ms) => format.duration(ms)),
      ['0 sec', '0 sec', '8 sec', '1 min', '1 min 12 sec', '3 hr', '3 hr 5 min', '2 days 1 hr', '0 sec'],
    );
  });

  it('have seconds on the axis where ticks are that near', () => {
    assert.match(format.time(noon, 5_000), /:00:00/);
    assert.doesNotMatch(format.time(noon, 5 * minute), /:00:00/);
  });

  it('name one day once', () => {
    assert.equal(format.daysFrom(noon, noon + minute), format.day(noon));
    assert.match(format.daysFrom(noon, noon + 48 * hour), /15.*17/);
  });

  it('are filled into texts at their places', () => {
    assert.equal(filled('{1} of {0}, {2}', 'a', '$&'), '$& of a, {2}');
  });
});

describe('the timeline in another language', () => {
  it('has lengths of time that cannot be taken for others', () => {
    const written = { de: '3 Std. 5 Min.', tr: '3 sa. 5 dk.', 'zh-cn': '3小时5分钟' };
    const lengths = Object.keys(written).map((locale) =>
      createFormat(locale, locale === 'zh-cn' ? '{0}{1}' : '{0} {1}').duration(3 * hour + 5 * minute),
    );
    assert.deepEqual(
      lengths.map((length) => length.replaceAll(/\s/g, ' ')),
      Object.values(written),
    );
  });

  it('has its days and months', () => {
    const format = createFormat('de');
    assert.match(format.day(noon), /^Mi\., 15\. Juli$/);
  });
});
