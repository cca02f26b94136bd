import assert from 'node:assert/strict';
import { filled, Format } from '../../../src/webview/timeline/format.js';
import { hour, minute, noon } from './bars.js';

describe('times in the timeline', () => {
  const format = new Format('en');

  it('have at most two units', () => {
    const lengths = [0, 999, 8_000, minute, 72_000, 3 * hour, 3 * hour + 5 * minute + 2_000, 49 * hour, -5];
    assert.deepEqual(
      lengths.map((ms) => format.duration(ms)),
      ['0s', '0s', '8s', '1m', '1m 12s', '3h', '3h 5m', '2d 1h', '0s'],
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
  it('has its days and months', () => {
    const format = new Format('de');
    assert.match(format.day(noon), /^Mi\., 15\. Juli$/);
  });
});
