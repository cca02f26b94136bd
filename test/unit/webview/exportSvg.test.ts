import assert from 'node:assert/strict';
import type { Bar } from '../../../src/ui/timeline/messages.js';
import { svgOf } from '../../../src/webview/timeline/exportSvg.js';
import { createFormat } from '../../../src/webview/timeline/format.js';
import { createModel } from '../../../src/webview/timeline/model.js';
import type { Theme } from '../../../src/webview/timeline/theme.js';
import { bar, hour, minute, noon } from './bars.js';

const colors = { strong: '#010101', fill: '#020202', small: '#030303' };
const theme: Theme = {
  background: '#ffffff',
  text: '#000000',
  quietText: '#666666',
  line: '#eeeeee',
  now: '#ff0000',
  focus: '#0000ff',
  font: '11px sans-serif',
  fontFamily: 'sans-serif',
  states: {
    running: colors,
    cancelling: { ...colors, strong: '#0c0c0c' },
    cancelled: colors,
    succeeded: colors,
    failed: colors,
    expired: { ...colors, strong: '#0e0e0e' },
  },
};

/** The hour before noon, 600 pixels wide, in which a character takes six. */
function svg(...bars: readonly Bar[]): string {
  const model = createModel('target', new Intl.Collator('en'));
  model.replace(bars);
  model.settle(noon);
  const { placed: lanes, tops, axis } = model;
  const range = { from: axis.toUnits(noon - hour), to: axis.toUnits(noon) };
  const scene = { lanes, tops, axis, range, width: 600, now: noon, selected: undefined, hovered: undefined, theme };
  return svgOf(
    { ...scene, textOf: ({ what }) => what },
    { namesWidth: 100, measure: (text) => 6 * text.length, format: createFormat('en'), title: 'Operations' },
  );
}

const whole = { start: noon - 50 * minute, end: noon - 10 * minute };

describe('the drawing', () => {
  it('has what servers say as text, never as markup, and nothing that XML forbids', () => {
    const drawn = svg(
      bar('a', { ...whole, what: '<script>&"\u0000', lanes: { ...bar('a').lanes, target: '</text><g>' } }),
    );
    assert.doesNotMatch(drawn, /<script|<\/text><g>/);
    assert.ok(!drawn.includes('\u0000'));
    assert.ok(drawn.includes('&#60;script&#62;&#38;&#34;<'));
    assert.ok(drawn.includes('&#60;/text&#62;&#60;g&#62;'));
  });

  it('says what is done where there is room for the whole of it, and else not at all', () => {
    assert.ok(svg(bar('a', { ...whole, what: 'create' })).includes('>create<'));
    const long = 'x'.repeat(150);
    assert.doesNotMatch(svg(bar('a', { ...whole, what: long })), /x{5}/);
  });

  it('is dashed where nobody knows the beginning, and open where there is no end yet', () => {
    assert.match(svg(bar('a', { end: whole.end })), /stroke-dasharray/);
    assert.doesNotMatch(svg(bar('a', whole)), /stroke-dasharray/);
    // Both ends of a frame, and only the left one.
    assert.match(svg(bar('a', whole)), /d="M[\d.]+ [\d.]+V[\d.]+M[\d.]+ [\d.]+V[\d.]+"/);
    assert.match(svg(bar('a', { start: whole.start, state: 'running' })), /d="M[\d.]+ [\d.]+V[\d.]+" fill/);
  });

  it('is hatched where nobody can tell, and from a request to cancel to the server’s word on it', () => {
    assert.match(svg(bar('a', { ...whole, state: 'expired' })), /stroke="#0e0e0e" clip-path/);
    assert.doesNotMatch(svg(bar('a', whole)), /clip-path/);
    const asked = { ...whole, cancelAskedAt: noon - 30 * minute };
    const hatched = (drawn: string) =>
      /<clipPath id="c0"><rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/.exec(drawn)?.slice(1);
    assert.deepEqual(hatched(svg(bar('a', { ...asked, state: 'cancelled' }))), ['300', '200']);
    assert.deepEqual(hatched(svg(bar('a', { ...asked, cancelSettledAt: noon - 20 * minute }))), ['300', '100']);
  });
});
