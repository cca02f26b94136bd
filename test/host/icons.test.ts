import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CancellationOutcome } from '../../src/operations/cancellation.js';
import type { OperationState } from '../../src/operations/operation.js';
import { outcomeGlyph, stateIcon, warningIcon } from '../../src/ui/icons.js';
import { extension } from './support/host.js';

const states = Object.keys({
  running: 0,
  cancelling: 0,
  cancelled: 0,
  succeeded: 0,
  failed: 0,
  expired: 0,
} satisfies Record<OperationState, 0>) as OperationState[];

const outcomes = Object.keys({
  requested: 0,
  cancelled: 0,
  completedAnyway: 0,
  failed: 0,
  refused: 0,
  unsupported: 0,
  notSent: 0,
  expired: 0,
  unknown: 0,
} satisfies Record<CancellationOutcome, 0>) as CancellationOutcome[];

type Kind = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

interface Contributes {
  readonly colors: readonly { readonly id: string; readonly defaults: Readonly<Record<Kind, string>> }[];
  readonly commands: readonly { readonly icon?: string }[];
}

const contributes = (): Contributes => (extension().packageJSON as { readonly contributes: Contributes }).contributes;

/** The themes that VS Code has, by file. */
const themes: Readonly<Record<string, Kind>> = {
  dark_modern: 'dark',
  '2026-dark': 'dark',
  dark_plus: 'dark',
  light_modern: 'light',
  '2026-light': 'light',
  light_plus: 'light',
  hc_black: 'highContrast',
  hc_light: 'highContrastLight',
};

/** VS Code's own values where a theme has none (its color registry). */
const registry: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  dark: {
    'sideBar.background': '#252526',
    'list.hoverBackground': '#2a2d2e',
    'list.activeSelectionBackground': '#04395e',
  },
  light: { 'sideBar.background': '#f3f3f3', 'list.hoverBackground': '#f0f0f0' },
  highContrast: { 'sideBar.background': '#000000', 'list.hoverBackground': '#ffffff1a' },
  highContrastLight: { 'sideBar.background': '#ffffff', 'list.hoverBackground': '#0f4a851a' },
};

/** A theme's own colours before those of the theme that it includes. */
function coloursOf(theme: string): Record<string, string> {
  const folder = path.join(vscode.env.appRoot, 'extensions', 'theme-defaults', 'themes');
  const text = readFileSync(path.join(folder, `${theme}.json`), 'utf8');
  const included = /"include":\s*"\.\/([^"]+)\.json"/.exec(text)?.[1];
  const own = [...text.matchAll(/"([\w.]+)":\s*"(#[\da-fA-F]{6,8})"/g)].map(([, id, value]) => [id, value]);
  return { ...(included === undefined ? {} : coloursOf(included)), ...Object.fromEntries(own) } as Record<
    string,
    string
  >;
}

type Rgb = readonly [number, number, number];

/** @param below what shows through a colour that is not opaque. */
function rgb(colour: string, below: Rgb = [0, 0, 0]): Rgb {
  const byte = (at: number): number => parseInt(colour.slice(at, at + 2), 16);
  const alpha = colour.length === 9 ? byte(7) / 255 : 1;
  const mix = (at: number, under: number): number => byte(at) * alpha + under * (1 - alpha);
  return [mix(1, below[0]), mix(3, below[1]), mix(5, below[2])];
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: Rgb, other: Rgb): number {
  const luminance = (colour: Rgb): number => {
    const [r, g, b] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as unknown as Rgb;
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe('icons', () => {
  const used = (): readonly (string | undefined)[] =>
    [...states.map(stateIcon), warningIcon()].map(({ color }) => color?.id);

  it('have colours of their own, which the package declares', () => {
    const declared = contributes().colors.map(({ id }) => id);
    assert.deepEqual([...used()].sort(), [...declared].sort());
  });

  for (const [theme, kind] of Object.entries(themes)) {
    it(`stand out at 3:1 (WCAG 1.4.11) in ${theme}, under the mouse and selected too`, () => {
      const colours = { ...registry[kind], ...coloursOf(theme) };
      const view = rgb(colours['sideBar.background']!);
      const rows = ['list.hoverBackground', 'list.activeSelectionBackground', 'list.inactiveSelectionBackground']
        .flatMap((id) => colours[id] ?? [])
        .map((colour) => rgb(colour, view));
      for (const { id, defaults } of contributes().colors) {
        for (const background of [view, ...rows]) {
          const ratio = contrast(rgb(defaults[kind]), background);
          assert.ok(ratio >= 3, `${id} on ${background.map(Math.round).join()}: ${ratio.toFixed(2)}`);
        }
      }
    });
  }

  it('stand still, and none is also the icon of a command', () => {
    const glyphs = [...states.map((state) => stateIcon(state).id), ...outcomes.map(outcomeGlyph)];
    const acts = new Set(contributes().commands.map(({ icon }) => icon));
    for (const glyph of glyphs) {
      assert.doesNotMatch(glyph, /^loading|~spin/);
      assert.ok(!acts.has(`$(${glyph})`), glyph);
    }
  });
});
