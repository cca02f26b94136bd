import type { Bar } from '../../ui/timeline/messages.js';
import { glyphs } from './glyphs.js';
import { dash, hatchStep, notchSize, type Sides, type Surface } from './surface.js';
import { fontSize, type Theme } from './theme.js';

/** The same as a drawing that any program shows: what is written by hand here is what the screen has. */
export class SvgSurface implements Surface {
  private readonly parts: string[] = [];
  private clips = 0;

  /** @param measure of a text's width, the screen's own. */
  constructor(
    private readonly theme: Theme,
    private readonly measure: (text: string) => number,
  ) {}

  fill(x: number, y: number, width: number, height: number, color: string): void {
    this.parts.push(`<rect ${box(x, y, width, height)} fill="${color}"/>`);
  }

  frame(x: number, y: number, width: number, height: number, color: string, sides: Sides, isDashed: boolean): void {
    const [left, top, right, bottom] = [x + 0.5, y + 0.5, x + width - 0.5, y + height - 0.5].map(short);
    const dashes = isDashed ? ` stroke-dasharray="${dash.join(' ')}"` : '';
    const along = `M${left} ${top}H${right}M${left} ${bottom}H${right}`;
    this.parts.push(`<path d="${along}" fill="none" stroke="${color}"${dashes}/>`);
    const ends = (sides.left ? `M${left} ${top}V${bottom}` : '') + (sides.right ? `M${right} ${top}V${bottom}` : '');
    if (ends !== '') {
      this.parts.push(`<path d="${ends}" fill="none" stroke="${color}"/>`);
    }
  }

  hatch(x: number, y: number, width: number, height: number, color: string): void {
    const id = `c${this.clips++}`;
    let lines = '';
    for (let at = Math.floor((x - height) / hatchStep) * hatchStep; at < x + width; at += hatchStep) {
      lines += `M${short(at)} ${short(y + height)}l${short(height)} ${short(-height)}`;
    }
    this.parts.push(
      `<clipPath id="${id}"><rect ${box(x, y, width, height)}/></clipPath>`,
      `<path d="${lines}" stroke="${color}" clip-path="url(#${id})"/>`,
    );
  }

  line(x1: number, y1: number, x2: number, y2: number, color: string): void {
    this.fill(Math.round(x1), Math.round(y1), Math.max(1, x2 - x1), Math.max(1, y2 - y1), color);
  }

  notch(x: number, y: number, color: string): void {
    const d = `M${short(x - notchSize)} ${short(y)}h${2 * notchSize}l${-notchSize} ${notchSize + 1}z`;
    this.parts.push(`<path d="${d}" fill="${color}"/>`);
  }

  glyph(x: number, y: number, state: Bar['state'], color: string): void {
    const place = `translate(${Math.round(x)} ${Math.round(y)})`;
    this.parts.push(
      `<path d="${glyphs[state]}" transform="${place}" fill="none" stroke="${color}" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"/>`,
    );
  }

  text(x: number, y: number, text: string, color: string): void {
    this.parts.push(
      `<text x="${Math.round(x)}" y="${Math.round(y)}" dominant-baseline="central" fill="${color}">${escaped(text)}</text>`,
    );
  }

  widthOf(text: string): number {
    return this.measure(text);
  }

  /** What follows lies in a part of the document, and is cut off at its edges. */
  begin(x: number, y: number, width: number, height: number): void {
    this.parts.push(`<svg ${box(x, y, width, height)}>`);
  }

  end(): void {
    this.parts.push('</svg>');
  }

  /** The whole document. @param title for who hears it. */
  document(width: number, height: number, title: string): string {
    const { fontFamily, background } = this.theme;
    const size = `width="${width}" height="${height}"`;
    const font = `font-family="${escaped(fontFamily)}" font-size="${fontSize}"`;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height}" ${font}>`,
      `<title>${escaped(title)}</title>`,
      `<rect ${size} fill="${background}"/>`,
      ...this.parts,
      '</svg>',
      '',
    ].join('\n');
  }
}

function box(x: number, y: number, width: number, height: number): string {
  return `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
}

/** A hundredth of a pixel is seen by nobody. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
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
