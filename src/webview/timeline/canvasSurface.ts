import type { Bar } from '../../ui/timeline/messages.js';
import { element } from './dom.js';
import { glyphs, glyphSize } from './glyphs.js';
import { ceil, round } from './numbers.js';
import { dash, hatchLines, notchSize, type Surface } from './surface.js';
import type { Theme } from './theme.js';

/** Texts of a timeline repeat: labels of operations, and what is done. */
const widestMemory = 5_000;

export interface CanvasSurface extends Surface {
  /** Begins a picture: all is empty, and as large as this. */
  begin(theme: Theme, width: number, height: number): void;
}

export function createCanvasSurface(paint: CanvasRenderingContext2D, first: Theme): CanvasSurface {
  const { canvas } = paint;
  const widths = new Map<string, number>();
  const pictures = new Map<string, HTMLCanvasElement>();
  let theme = first;
  let ratio = 1;
  paint.font = first.font;

  function fill(x: number, y: number, width: number, height: number, color: string): void {
    paint.fillStyle = color;
    paint.fillRect(x, y, width, height);
  }

  function pictureOf(state: Bar['state'], color: string): HTMLCanvasElement {
    const key = `${state} ${color}`;
    let picture = pictures.get(key);
    if (!picture) {
      picture = element('canvas');
      picture.width = picture.height = ceil(glyphSize * ratio);
      const pen = picture.getContext('2d');
      if (pen) {
        pen.scale(ratio, ratio);
        pen.strokeStyle = color;
        pen.lineWidth = 1.4;
        pen.lineCap = pen.lineJoin = 'round';
        pen.stroke(new Path2D(glyphs[state]));
      }
      pictures.set(key, picture);
    }
    return picture;
  }

  return {
    begin(next, width, height) {
      if (next !== theme || devicePixelRatio !== ratio) {
        widths.clear();
        pictures.clear();
        theme = next;
        ratio = devicePixelRatio;
      }
      const [pixelsAcross, pixelsDown] = [round(width * ratio), round(height * ratio)];
      // To set a canvas's size costs its memory anew, so it is done when it changes.
      if (canvas.width !== pixelsAcross || canvas.height !== pixelsDown) {
        canvas.width = pixelsAcross;
        canvas.height = pixelsDown;
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
      }
      paint.setTransform(ratio, 0, 0, ratio, 0, 0);
      paint.font = theme.font;
      paint.textBaseline = 'middle';
      paint.lineWidth = 1;
      fill(0, 0, width, height, theme.background);
    },
    fill,
    frame(x, y, width, height, color, { left, right }, isDashed) {
      const [end, bottom] = [x + width, y + height];
      if (isDashed) {
        paint.strokeStyle = color;
        paint.setLineDash(dash);
        paint.beginPath();
        for (const at of [y + 0.5, bottom - 0.5]) {
          paint.moveTo(x, at);
          paint.lineTo(end, at);
        }
        paint.stroke();
        paint.setLineDash([]);
      } else {
        // Thin rectangles are several times as fast as a stroked path, and sharp.
        fill(x, y, width, 1, color);
        fill(x, bottom - 1, width, 1, color);
      }
      if (left) {
        fill(x, y, 1, height, color);
      }
      if (right) {
        fill(end - 1, y, 1, height, color);
      }
    },
    hatch(x, y, width, height, color) {
      paint.save();
      paint.beginPath();
      paint.rect(x, y, width, height);
      paint.clip();
      paint.strokeStyle = color;
      paint.beginPath();
      for (const at of hatchLines(x, width, height)) {
        paint.moveTo(at, y + height);
        paint.lineTo(at + height, y);
      }
      paint.stroke();
      paint.restore();
    },
    notch(x, y, color) {
      paint.fillStyle = color;
      paint.beginPath();
      paint.moveTo(x - notchSize, y);
      paint.lineTo(x + notchSize, y);
      paint.lineTo(x, y + notchSize + 1);
      paint.fill();
    },
    glyph(x, y, state, color) {
      // Copied from a picture of its own, that is several times as fast as to stroke a path.
      paint.drawImage(pictureOf(state, color), round(x), round(y), glyphSize, glyphSize);
    },
    text(x, y, text, color) {
      paint.fillStyle = color;
      paint.fillText(text, round(x), round(y) + 0.5);
    },
    widthOf(text) {
      let width = widths.get(text);
      if (width === undefined) {
        width = paint.measureText(text).width;
        if (widths.size >= widestMemory) {
          widths.clear();
        }
        widths.set(text, width);
      }
      return width;
    },
  };
}
