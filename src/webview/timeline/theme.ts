import type { Bar } from '../../ui/timeline/messages.js';
import { element } from './dom.js';
import { states } from './kinds.js';
import { round } from './numbers.js';

type OperationState = Bar['state'];

/** How bars of a state are painted; all colours are opaque and as CSS writes them: `#rrggbb`. */
export interface StateColors {
  /** Of the glyph and the frame. */
  readonly strong: string;
  readonly fill: string;
  /** Of what is too small to have a frame. */
  readonly small: string;
}

export interface Theme {
  readonly background: string;
  readonly text: string;
  /** Of what is read second: the axis. */
  readonly quietText: string;
  /** Lines of the grid, and between lanes. */
  readonly line: string;
  readonly now: string;
  readonly focus: string;
  /** CSS `font` of texts in the drawing. */
  readonly font: string;
  readonly fontFamily: string;
  readonly states: Readonly<Record<OperationState, StateColors>>;
}

/** Pixels of texts in the drawing. */
export const fontSize = 11;

/** The theme as the page has it now. Reading it makes the browser compute styles, so it is read once per theme. */
export function readTheme(body: HTMLElement): Theme {
  const style = getComputedStyle(body);
  const paint = element('canvas').getContext('2d');
  const background = flatten(normal(paint, style.backgroundColor) ?? [30, 30, 30, 1], [255, 255, 255]);
  const read = (name: string, fallback: string): readonly number[] =>
    flatten(
      normal(paint, style.getPropertyValue(name).trim()) ?? normal(paint, fallback) ?? [128, 128, 128, 1],
      background,
    );
  const text = read('--vscode-foreground', style.color);
  const isHighContrast = /\bvscode-high-contrast/.test(body.className);
  const quietText = isHighContrast ? text : read('--vscode-descriptionForeground', style.color);
  const state = (name: OperationState): StateColors => {
    const strong = read(`--vscode-cloudOperations-${name}Icon`, style.color);
    return {
      strong: hex(isHighContrast ? strong : mix(strong, background, 0.85)),
      fill: hex(isHighContrast ? background : mix(strong, background, 0.22)),
      small: hex(isHighContrast ? strong : mix(strong, background, 0.7)),
    };
  };
  const fontFamily = style.fontFamily;
  return {
    background: hex(background),
    text: hex(text),
    quietText: hex(quietText),
    line: hex(isHighContrast ? mix(text, background, 0.35) : mix(text, background, 0.1)),
    now: hex(read('--vscode-charts-red', '#e51400')),
    focus: hex(read('--vscode-focusBorder', style.color)),
    font: `${fontSize}px ${fontFamily}`,
    fontFamily,
    states: Object.fromEntries(states.map((name) => [name, state(name)])) as Record<OperationState, StateColors>,
  };
}

/** A colour as red, green, blue (0 to 255) and opacity (0 to 1); undefined for a text that is none. */
function normal(paint: CanvasRenderingContext2D | null, color: string): readonly number[] | undefined {
  if (!paint || color === '' || !CSS.supports('color', color)) {
    return undefined;
  }
  paint.canvas.width = 1; // forgets what was painted
  paint.fillStyle = color;
  paint.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = paint.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/** What is seen of a colour on a ground. */
function flatten([red = 0, green = 0, blue = 0, alpha = 1]: readonly number[], ground: readonly number[]): number[] {
  return mix([red, green, blue], ground, alpha);
}

/** @param share of the first color, 0 to 1. */
function mix(one: readonly number[], other: readonly number[], share: number): number[] {
  return one.slice(0, 3).map((value, index) => round(value * share + (other[index] ?? 0) * (1 - share)));
}

function hex(color: readonly number[]): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
