import { glyphs } from './glyphs.js';
import { round } from './numbers.js';
import { dash, hatchLines, notchSize, type Surface } from './surface.js';
import { fontSize, type Theme } from './theme.js';

/** The same as a drawing that any program shows: what is written by hand here is what the screen has. */
export interface SvgSurface extends Surface {
  /** What follows lies in a part of the document, and is cut off at its edges. */
  begin(x: number, y: number, width: number, height: number): void;
  end(): void;
  /** The whole document. @param title for who hears it. */
  document(width: number, height: number, title: string): string;
}

/** @param measure of a text's width, the screen's own. */
export function createSvgSurface({ fontFamily, background }: Theme, measure: (text: string) => number): SvgSurface {
  const parts: string[] = [];
  let clips = 0;

  /** @param d as SVG has it. */
  function stroke(d: string, color: string, more = ''): void {
    parts.push(`<path d="${d}" fill="none" stroke="${color}"${more}/>`);
  }

  return {
    fill(x, y, width, height, color) {
      parts.push(`<rect ${box(x, y, width, height)} fill="${color}"/>`);
    },
    frame(x, y, width, height, color, sides, isDashed) {
      const [left, top, right, bottom] = [x + 0.5, y + 0.5, x + width - 0.5, y + height - 0.5].map(short);
      const ends = (sides.left ? `M${left} ${top}V${bottom}` : '') + (sides.right ? `M${right} ${top}V${bottom}` : '');
      stroke(
        `M${left} ${top}H${right}M${left} ${bottom}H${right}`,
        color,
        isDashed ? ` stroke-dasharray="${dash.join(' ')}"` : '',
      );
      if (ends !== '') {
        stroke(ends, color);
      }
    },
    hatch(x, y, width, height, color) {
      const id = `c${clips++}`;
      const rise = `l${short(height)} ${short(-height)}`;
      const lines = hatchLines(x, width, height).map((at) => `M${short(at)} ${short(y + height)}${rise}`);
      parts.push(`<clipPath id="${id}"><rect ${box(x, y, width, height)}/></clipPath>`);
      stroke(lines.join(''), color, ` clip-path="url(#${id})"`);
    },
    notch(x, y, color) {
      const d = `M${short(x - notchSize)} ${short(y)}h${2 * notchSize}l${-notchSize} ${notchSize + 1}z`;
      parts.push(`<path d="${d}" fill="${color}"/>`);
    },
    glyph(x, y, state, color) {
      const ends = 'stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"';
      stroke(glyphs[state], color, ` transform="translate(${round(x)} ${round(y)})" ${ends}`);
    },
    text(x, y, text, color) {
      parts.push(
        `<text x="${round(x)}" y="${round(y)}" dominant-baseline="central" fill="${color}">${escaped(text)}</text>`,
      );
    },
    widthOf: measure,
    begin(x, y, width, height) {
      parts.push(`<svg ${box(x, y, width, height)}>`);
    },
    end() {
      parts.push('</svg>');
    },
    document(width, height, title) {
      const size = `width="${width}" height="${height}"`;
      const font = `font-family="${escaped(fontFamily)}" font-size="${fontSize}"`;
      return [
        `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height}" ${font}>`,
        `<title>${escaped(title)}</title>`,
        `<rect ${size} fill="${background}"/>`,
        ...parts,
        '</svg>',
        '',
      ].join('\n');
    },
  };
}

function box(x: number, y: number, width: number, height: number): string {
  return `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
}

/** A hundredth of a pixel is seen by nobody. */
function short(value: number): number {
  return round(value * 100) / 100;
}

/** As XML: what it forbids is left out, what it reads as markup is written otherwise. */
function escaped(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- these are no characters of XML
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
  );
}
