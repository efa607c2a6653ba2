/** Loudness and pitch over time. */

import { minus } from "./figures";
import { type Scene, type Sheet, stepFor } from "./sheet";
import type { Curve, SoundData } from "./sound_data";

export function loudnessY({ loudnessReach: [low, high] }: SoundData, height: number, lufs: number): number {
  return 4 + ((high - Math.max(low, lufs)) / (high - low)) * (height - 8);
}

/** Equal intervals look equal. */
export function pitchY({ pitchReach: [low, high] }: SoundData, height: number, hz: number): number {
  return 6 + (Math.log(high / hz) / Math.log(high / low)) * (height - 12);
}

/** The values in view, and one beyond on either side so that lines run out of the picture. */
function inView(curve: Curve, { visible }: Scene): [number, number] {
  const from = Math.floor((visible.start_s - curve.startS) / curve.stepS) - 1;
  const to = Math.ceil((visible.end_s - curve.startS) / curve.stepS) + 1;
  return [Math.max(0, from), Math.min(curve.values.length - 1, to)];
}

/** A line through values with gaps where there are none; a lone value is a dot. */
function strokeCurve(sheet: Sheet, scene: Scene, curve: Curve, y: (v: number) => number, width: number): void {
  const { g } = sheet;
  g.strokeStyle = sheet.colours.accent;
  g.lineWidth = width;
  g.lineJoin = g.lineCap = "round";
  g.beginPath();
  let isOpen = false;
  const [from, to] = inView(curve, scene);
  for (let i = from; i <= to; i++) {
    const value = curve.values[i] ?? null;
    if (value === null) {
      isOpen = false;
      continue;
    }
    const x = sheet.x(curve.startS + i * curve.stepS);
    if (!isOpen) g.moveTo(x, y(value));
    g.lineTo(isOpen ? x : x + 0.01, y(value));
    isOpen = true;
  }
  g.stroke();
}

export function drawLoudness(sheet: Sheet, scene: Scene): void {
  const { data } = scene;
  const { g } = sheet;
  const [low, high] = data.loudnessReach;
  const y = (v: number) => loudnessY(data, sheet.height, v);
  const step = stepFor(high - low, Math.max(2, Math.floor(sheet.height / 26)), [3, 6, 10, 20, 30]);
  for (let v = Math.ceil(low / step) * step; v <= high; v += step) sheet.level(y(v), minus(v));
  sheet.inside(() => {
    const { startS, stepS, values } = data.loudness;
    const [from, to] = inView(data.loudness, scene);
    g.fillStyle = sheet.colours.accent;
    g.globalAlpha = 0.12;
    g.beginPath();
    g.moveTo(sheet.x(startS + from * stepS), sheet.height);
    for (let i = from; i <= to; i++) g.lineTo(sheet.x(startS + i * stepS), y(values[i] ?? low));
    g.lineTo(sheet.x(startS + to * stepS), sheet.height);
    g.fill();
    g.globalAlpha = 1;
    strokeCurve(sheet, scene, data.loudness, y, 1.5);
    if (data.wholeLufs !== null) sheet.line(y(data.wholeLufs), "ink", [6, 4]);
  });
}

const kPitches = [50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600, 800];

export function drawPitch(sheet: Sheet, scene: Scene): void {
  const { data } = scene;
  const [low, high] = data.pitchReach;
  const y = (hz: number) => pitchY(data, sheet.height, hz);
  let last = Infinity;
  for (const hz of kPitches) {
    if (hz < low || hz > high || last - y(hz) < 20) continue;
    sheet.level(y(hz), String(hz));
    last = y(hz);
  }
  sheet.inside(() => {
    if (data.medianHz !== null) sheet.line(y(data.medianHz), "ink", [6, 4]);
    strokeCurve(sheet, scene, data.pitch, y, 2.25);
  });
}
