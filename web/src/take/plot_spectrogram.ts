/** The spectrogram, with the bandwidth that was measured. */

import { fill, text } from "../text/en";
import { colourRamp } from "./colour_ramp";
import { withUnit } from "./figures";
import { type Scene, type Sheet, stepFor } from "./sheet";
import type { SpectrogramData } from "./sound_data";

interface Painted {
  theme: "light" | "dark";
  image: HTMLCanvasElement;
}

/** One image a take: colouring is the slow part, and zooming only stretches it. */
const painted = new WeakMap<SpectrogramData, Painted>();

/** Pixels from the top row down, as images have them. */
export function pixelsOf(s: SpectrogramData, ramp: Uint8ClampedArray): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(4 * s.columns * s.rows);
  const shadeOf = Uint16Array.from({ length: 256 }, (_, byte) => {
    const t = (byte - s.floor) / (s.ceiling - s.floor);
    return 3 * Math.round(255 * Math.min(1, Math.max(0, t)));
  });
  for (let row = 0; row < s.rows; row++) {
    for (let column = 0; column < s.columns; column++) {
      const shade = shadeOf[s.level[row * s.columns + column] ?? 0] ?? 0;
      const pixel = 4 * ((s.rows - 1 - row) * s.columns + column);
      pixels[pixel] = ramp[shade] ?? 0;
      pixels[pixel + 1] = ramp[shade + 1] ?? 0;
      pixels[pixel + 2] = ramp[shade + 2] ?? 0;
      pixels[pixel + 3] = 255;
    }
  }
  return pixels;
}

function imageOf(s: SpectrogramData, theme: Painted["theme"]): HTMLCanvasElement {
  const known = painted.get(s);
  if (known?.theme === theme) return known.image;
  const image = document.createElement("canvas");
  image.width = s.columns;
  image.height = s.rows;
  const pixels = new ImageData(s.columns, s.rows);
  pixels.data.set(pixelsOf(s, colourRamp(theme)));
  image.getContext("2d")?.putImageData(pixels, 0, 0);
  painted.set(s, { theme, image });
  return image;
}

/** The axis is that of the rows, whatever frequencies they have. */
export function rowOf(s: SpectrogramData, hz: number): number {
  const edges = s.edgesHz;
  for (let row = 0; row < s.rows; row++) {
    const [from, to] = [edges[row] ?? 0, edges[row + 1] ?? 0];
    if (hz <= to) return row + Math.max(0, (hz - from) / Math.max(1e-9, to - from));
  }
  return s.rows;
}

/** The frequency at a share of the height, 0 at the bottom. */
export function hzAt(s: SpectrogramData, share: number): number {
  const place = Math.min(s.rows, Math.max(0, share * s.rows));
  const row = Math.min(s.rows - 1, Math.floor(place));
  const [from, to] = [s.edgesHz[row] ?? 0, s.edgesHz[row + 1] ?? 0];
  return from + (place - row) * (to - from);
}

function drawBandwidth(sheet: Sheet, y: number, hz: number): void {
  const { g, colours } = sheet;
  g.globalAlpha = 0.5;
  sheet.line(y, "surface", [6, 4], 4);
  g.globalAlpha = 1;
  sheet.line(y, "ink", [6, 4], 1.5);
  const label = fill(text.take.bandwidth, { value: withUnit(hz, { unit: "Hz", decimals: 0 }) });
  const width = g.measureText(label).width + 16;
  const top = y > 32 ? y - 28 : y + 6;
  g.fillStyle = colours.surface;
  g.beginPath();
  g.roundRect(sheet.right - width - 8, top, width, 22, 11);
  g.fill();
  g.fillStyle = colours.ink;
  g.textAlign = "left";
  g.textBaseline = "middle";
  g.fillText(label, sheet.right - width, top + 11.5);
}

const kHzSteps = [500, 1000, 2000, 4000, 5000, 8000, 10000, 20000];

export function drawSpectrogram(sheet: Sheet, { data, visible, theme }: Scene): void {
  const s = data.spectrogram;
  const y = (hz: number) => sheet.height * (1 - rowOf(s, hz) / Math.max(1, s.rows));
  if (s.columns > 0 && s.rows > 0) {
    const { g } = sheet;
    g.imageSmoothingEnabled = true;
    g.imageSmoothingQuality = "high";
    const from = visible.start_s / s.stepS;
    const count = (visible.end_s - visible.start_s) / s.stepS;
    sheet.inside(() => g.drawImage(imageOf(s, theme), from, 0, count, s.rows, sheet.left, 0, sheet.width, sheet.height));
  }
  const step = stepFor(data.nyquistHz, Math.max(2, Math.floor(sheet.height / 36)), kHzSteps);
  for (let hz = 0; hz <= data.nyquistHz; hz += step) {
    sheet.level(y(hz), hz === 0 ? "0 kHz" : String(hz / 1000), { hasLine: false });
  }
  if (data.bandwidthHz !== null) drawBandwidth(sheet, y(data.bandwidthHz), data.bandwidthHz);
}
