/** A take's pictures made ready for drawing. */

import type { Scorecard, TakeEvent, TakeView, Word } from "../api/types";
import { marksOf } from "./marks";

/** Value i stands at startS + i · stepS; null where there is none. */
export interface Curve {
  startS: number;
  stepS: number;
  values: (number | null)[];
}

export interface SpectrogramData {
  columns: number;
  rows: number;
  stepS: number;
  /** rows + 1 edges from the lowest frequency up. */
  edgesHz: number[];
  /** Row by row from the lowest frequency up. */
  level: Uint8Array;
  /** The bytes at which the colours begin and end. */
  floor: number;
  ceiling: number;
  topDb: number;
  rangeDb: number;
}

export interface SoundData {
  durationS: number;
  nyquistHz: number;
  /** The largest sample, full scale 1. */
  peak: number;
  wave: { min: number[]; max: number[]; stepS: number };
  spectrogram: SpectrogramData;
  loudness: Curve;
  /** What the picture of the loudness spans, LUFS. */
  loudnessReach: [number, number];
  wholeLufs: number | null;
  pitch: Curve;
  pitchReach: [number, number];
  medianHz: number | null;
  bandwidthHz: number | null;
  marks: TakeEvent[];
  words: Word[];
}

export function decodedBytes(base64: string): Uint8Array {
  const raw = atob(base64);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

/** The byte below which a share of all lies. */
function quantile(counts: Uint32Array, total: number, share: number): number {
  let seen = 0;
  for (let byte = 0; byte < 256; byte++) {
    seen += counts[byte] ?? 0;
    if (seen > share * total) return byte;
  }
  return 255;
}

/** At most 70 dB, and no deeper than what the take holds, so that a quiet room is not drawn as a storm. */
function spectrogramOf({ spectrogram: from }: TakeView): SpectrogramData {
  const level = decodedBytes(from.data);
  const counts = new Uint32Array(256);
  for (const byte of level) counts[byte] = (counts[byte] ?? 0) + 1;
  const bytesPerDb = 255 / from.range_db;
  const ceiling = Math.max(20 * bytesPerDb, quantile(counts, level.length, 0.9995));
  const floor = Math.max(ceiling - 70 * bytesPerDb, quantile(counts, level.length, 0.05) - 4 * bytesPerDb);
  return {
    columns: from.columns,
    rows: from.rows,
    stepS: from.step_s,
    edgesHz: from.hz,
    level,
    floor: Math.min(floor, ceiling - 1),
    ceiling,
    topDb: from.top_db,
    rangeDb: from.range_db,
  };
}

const kSilentLufs = -100;

function curveOf(startS: number, stepS: number, values: (number | null)[], least: number): Curve {
  return { startS, stepS, values: values.map((v) => (typeof v === "number" && v > least ? v : null)) };
}

function loudnessReachOf(loudness: Curve): [number, number] {
  let most = -Infinity;
  let least = Infinity;
  for (const v of loudness.values) {
    if (v === null) continue;
    most = Math.max(most, v);
    least = Math.min(least, v);
  }
  if (most < least) return [-60, -20];
  return [Math.max(Math.floor(least - 2), Math.ceil(most) - 60), Math.ceil(most + 2)];
}

/** A stray frame at twice the pitch may leave the picture rather than flatten it. */
function pitchReachOf(pitch: Curve): [number, number] {
  const sorted = pitch.values.filter((v) => v !== null).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 100;
  return sorted.length ? [at(0.03) / 1.25, at(0.97) * 1.25] : [75, 400];
}

function peakOf({ peaks }: TakeView): number {
  let peak = 0;
  for (const v of peaks.max) peak = Math.max(peak, v);
  for (const v of peaks.min) peak = Math.max(peak, -v);
  return peak;
}

/** Without what the scorecard and the words add. */
export function soundData(view: TakeView): SoundData {
  const { loudness: loud, pitch: tone } = view;
  const loudness = curveOf(loud.start_s ?? 0.5 * loud.window_s, loud.step_s, loud.lufs, kSilentLufs);
  const pitch = curveOf(tone.start_s ?? 0.5 * tone.step_s, tone.step_s, tone.hz, 0);
  return {
    durationS: view.duration_s,
    nyquistHz: view.sample_rate_hz / 2,
    peak: peakOf(view),
    wave: { min: view.peaks.min, max: view.peaks.max, stepS: view.peaks.step_s },
    spectrogram: spectrogramOf(view),
    loudness,
    loudnessReach: loudnessReachOf(loudness),
    wholeLufs: null,
    pitch,
    pitchReach: pitchReachOf(pitch),
    medianHz: null,
    bandwidthHz: null,
    marks: [],
    words: [],
  };
}

/** The same sound with what was measured and heard. */
export function withFindings(sound: SoundData, card: Scorecard | null, words: Word[]): SoundData {
  const value = (name: string) => card?.measures[name]?.value ?? null;
  const hasVoice = sound.pitch.values.some((v) => v !== null);
  return {
    ...sound,
    wholeLufs: value("loudness_lufs"),
    medianHz: hasVoice ? value("f0_median_hz") : null,
    bandwidthHz: value("bandwidth_hz"),
    marks: marksOf(card),
    words,
  };
}

/** The curve's value nearest to a moment. */
export function valueAt(curve: Curve, t: number): number | null {
  return curve.values[Math.round((t - curve.startS) / curve.stepS)] ?? null;
}

/** The largest sample around a moment, dBFS; null for silence. */
export function peakDbAt({ wave }: SoundData, t: number): number | null {
  const i = Math.min(wave.max.length - 1, Math.max(0, Math.floor(t / wave.stepS)));
  const peak = Math.max(wave.max[i] ?? 0, -(wave.min[i] ?? 0));
  return peak > 0 ? 20 * Math.log10(peak) : null;
}

/** What the spectrogram shows at a moment and a frequency, dB. */
export function levelDbAt({ spectrogram: s }: SoundData, t: number, hz: number): number | null {
  const column = Math.floor(t / s.stepS);
  let row = 0;
  while (row < s.rows - 1 && (s.edgesHz[row + 1] ?? Infinity) <= hz) row++;
  const byte = column >= 0 && column < s.columns ? s.level[row * s.columns + column] : undefined;
  return byte === undefined ? null : s.topDb - s.rangeDb * (1 - byte / 255);
}

/** The word that is being said at a moment; −1 between words. */
export function wordAt(words: Word[], t: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.start_s <= t) low = middle + 1;
    else high = middle;
  }
  const word = words[low - 1];
  return word && t < word.end_s ? low - 1 : -1;
}
