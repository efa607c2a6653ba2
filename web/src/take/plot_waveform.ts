/** The waveform with its marks above it. */

import type { TakeEvent } from "../api/types";
import { text } from "../text/en";
import { kMarkColour, markPath } from "./marks";
import { kLane, type Scene, Sheet } from "./sheet";
import type { SoundData } from "./sound_data";

/** The extremes of the wave between two moments. */
export function extremes(wave: SoundData["wave"], fromS: number, toS: number): [number, number] {
  const last = wave.max.length - 1;
  const from = Math.min(last, Math.max(0, Math.floor(fromS / wave.stepS)));
  const to = Math.min(last, Math.max(from, Math.ceil(toS / wave.stepS) - 1));
  let low = Infinity;
  let high = -Infinity;
  for (let i = from; i <= to; i++) {
    low = Math.min(low, wave.min[i] ?? 0);
    high = Math.max(high, wave.max[i] ?? 0);
  }
  return low <= high ? [low, high] : [0, 0];
}

/** The scale ends at the next whole decibel, and beyond full scale only where the wave does. */
export function fullOf(peak: number): number {
  return peak > 1 ? peak : 10 ** (Math.max(-60, Math.ceil(20 * Math.log10(peak || 1e-3))) / 20);
}

/** One bar per pixel of the screen. */
export function drawWave(sheet: Sheet, { data, visible }: Scene, top: number, full: number): void {
  const { g, density } = sheet;
  const middle = top + (sheet.height - top) / 2;
  const half = (sheet.height - top) / 2 - 1;
  const bar = 1 / density;
  const perPx = (visible.end_s - visible.start_s) / sheet.width;
  g.fillStyle = sheet.colours.accent;
  for (let x = 0; x < sheet.width; x += bar) {
    const t = visible.start_s + x * perPx;
    const [low, high] = extremes(data.wave, t, t + bar * perPx);
    const y = middle - (high / full) * half;
    g.fillRect(sheet.left + x, y, bar, Math.max(bar, ((high - low) / full) * half));
  }
}

/** Stretches behind the wave: pauses quietly, clipped places plainly. */
function drawStretches(sheet: Sheet, marks: TakeEvent[]): void {
  const { g, colours } = sheet;
  for (const mark of marks) {
    if (mark.kind !== "pause" && mark.kind !== "clip") continue;
    const x = sheet.x(mark.start_s);
    g.fillStyle = mark.kind === "clip" ? colours.reject : colours.soft;
    g.globalAlpha = mark.kind === "clip" ? 0.18 : 0.1;
    const width = Math.max(mark.kind === "clip" ? 3 : 1, sheet.x(mark.end_s) - x);
    g.fillRect(x, kLane, width, sheet.height - kLane);
    g.globalAlpha = 1;
  }
}

function drawMarks(sheet: Sheet, marks: TakeEvent[]): void {
  const { g, colours } = sheet;
  for (const mark of marks) {
    const x = sheet.x((mark.start_s + mark.end_s) / 2);
    if (x < sheet.left - 6 || x > sheet.right + 6) continue;
    const isPause = mark.kind === "pause";
    g.fillStyle = colours[kMarkColour[mark.kind] ?? "soft"];
    g.strokeStyle = colours.surface;
    g.lineWidth = 1;
    const path = new Path2D(markPath(mark.kind, x, kLane / 2 - 1, isPause ? 4 : 5.5));
    if (!isPause) g.stroke(path);
    g.fill(path);
  }
}

export function drawWaveform(sheet: Sheet, scene: Scene): void {
  const { data } = scene;
  const full = fullOf(data.peak);
  const middle = kLane + (sheet.height - kLane) / 2;
  const half = (sheet.height - kLane) / 2 - 1;
  const y = (v: number) => middle - (v / full) * half;
  const label = full > 1 ? "" : `${Math.round(20 * Math.log10(full))} dB`;
  sheet.level(y(full), label);
  sheet.level(middle, text.take.silence);
  sheet.level(y(-full), label);
  if (full > 1) for (const v of [1, -1]) sheet.level(y(v), "0 dB", { isDashed: true, colour: "reject" });
  sheet.inside(() => {
    drawStretches(sheet, data.marks);
    drawWave(sheet, scene, kLane, full);
    // what matters lies on top
    drawMarks(sheet, data.marks.filter((mark) => mark.kind === "pause"));
    drawMarks(sheet, data.marks.filter((mark) => mark.kind !== "pause"));
  });
}
