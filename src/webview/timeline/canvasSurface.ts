import type { Bar } from '../../ui/timeline/messages.js';
import { glyphs, glyphSize } from './glyphs.js';
import { dash, hatchStep, notchSize, type Sides, type Surface } from './surface.js';
import type { Theme } from './theme.js';

/** Texts of a timeline repeat: labels of operations, and what is done. */
const widestMemory = 5_000;

export class CanvasSurface implements Surface {
  private readonly widths = new Map<string, number>();
  private readonly pictures = new Map<string, HTMLCanvasElement>();
  private ratio = 1;

  constructor(
    private readonly paint: CanvasRenderingContext2D,
    private theme: Theme,
  ) {
    paint.font = theme.font;
  }

  /** Begins a picture: all is empty, and as large as this. */
  begin(theme: Theme, width: number, height: number): void {
    const ratio = window.devicePixelRatio;
    const { canvas } = this.paint;
    if (theme !== this.theme || ratio !== this.ratio) {
      this.widths.clear();
      this.pictures.clear();
      this.theme = theme;
      this.ratio = ratio;
    }
    const [pixelsAcross, pixelsDown] = [Math.round(width * ratio), Math.round(height * ratio)];
    // To set a canvas's size costs its memory anew, so it is done when it changes.
    if (canvas.width !== pixelsAcross || canvas.height !== pixelsDown) {
      canvas.width = pixelsAcross;
      canvas.height = pixelsDown;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    this.paint.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.paint.font = theme.font;
    this.paint.textBaseline = 'middle';
    this.paint.lineWidth = 1;
    this.fill(0, 0, width, height, theme.background);
  }

  fill(x: number, y: number, width: number, height: number, color: string): void {
    this.paint.fillStyle = color;
    this.paint.fillRect(x, y, width, height);
  }

  frame(x: number, y: number, width: number, height: number, color: string, sides: Sides, isDashed: boolean): void {
    const { paint } = this;
    if (!isDashed) {
      // Four thin rectangles are several times as fast as a stroked path, and sharp.
      this.fill(x, y, width, 1, color);
      this.fill(x, y + height - 1, width, 1, color);
      if (sides.left) {
        this.fill(x, y, 1, height, color);
      }
      if (sides.right) {
        this.fill(x + width - 1, y, 1, height, color);
      }
      return;
    }
    paint.strokeStyle = color;
    paint.setLineDash(dash);
    paint.beginPath();
    paint.moveTo(x, y + 0.5);
    paint.lineTo(x + width, y + 0.5);
    paint.moveTo(x, y + height - 0.5);
    paint.lineTo(x + width, y + height - 0.5);
    paint.stroke();
    paint.setLineDash([]);
    if (sides.right) {
      this.fill(x + width - 1, y, 1, height, color);
    }
  }

  hatch(x: number, y: number, width: number, height: number, color: string): void {
    const { paint } = this;
    paint.save();
    paint.beginPath();
    paint.rect(x, y, width, height);
    paint.clip();
    paint.strokeStyle = color;
    paint.beginPath();
    // The lines have their places on the surface, so that hatchings side by side fit together.
    for (let at = Math.floor((x - height) / hatchStep) * hatchStep; at < x + width; at += hatchStep) {
      paint.moveTo(at, y + height);
      paint.lineTo(at + height, y);
    }
    paint.stroke();
    paint.restore();
  }

  line(x1: number, y1: number, x2: number, y2: number, color: string): void {
    this.fill(Math.round(x1), Math.round(y1), Math.max(1, x2 - x1), Math.max(1, y2 - y1), color);
  }

  notch(x: number, y: number, color: string): void {
    const { paint } = this;
    paint.fillStyle = color;
    paint.beginPath();
    paint.moveTo(x - notchSize, y);
    paint.lineTo(x + notchSize, y);
    paint.lineTo(x, y + notchSize + 1);
    paint.fill();
  }

  glyph(x: number, y: number, state: Bar['state'], color: string): void {
    // Copied from a picture of its own, that is several times as fast as to stroke a path.
    this.paint.drawImage(this.picture(state, color), Math.round(x), Math.round(y), glyphSize, glyphSize);
  }

  text(x: number, y: number, text: string, color: string): void {
    this.paint.fillStyle = color;
    this.paint.fillText(text, Math.round(x), Math.round(y) + 0.5);
  }

  widthOf(text: string): number {
    let width = this.widths.get(text);
    if (width === undefined) {
      width = this.paint.measureText(text).width;
      if (this.widths.size >= widestMemory) {
        this.widths.clear();
      }
      this.widths.set(text, width);
    }
    return width;
  }

  private picture(state: Bar['state'], color: string): HTMLCanvasElement {
    const key = `${state} ${color}`;
    const known = this.pictures.get(key);
    if (known) {
      return known;
    }
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = Math.ceil(glyphSize * this.ratio);
    const paint = canvas.getContext('2d');
    if (paint) {
      paint.scale(this.ratio, this.ratio);
      paint.strokeStyle = color;
      paint.lineWidth = 1.4;
      paint.lineCap = 'round';
      paint.lineJoin = 'round';
      paint.stroke(new Path2D(glyphs[state]));
    }
    this.pictures.set(key, canvas);
    return canvas;
  }
}
