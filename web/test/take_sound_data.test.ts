// Rung: definition (small made-up views whose pictures can be worked out by hand).
import assert from "node:assert/strict";
import test from "node:test";

import type { Scorecard, TakeView } from "../src/api/types";
import { colourRamp } from "../src/take/colour_ramp";
import { countsOf, marksOf, nameOf } from "../src/take/marks";
import { hzAt, pixelsOf, rowOf } from "../src/take/plot_spectrogram";
import { extremes, fullOf } from "../src/take/plot_waveform";
import { levelDbAt, peakDbAt, soundData, valueAt, withFindings, wordAt } from "../src/take/sound_data";

const rows = 2;
const columns = 4;
/** The lower row is silent, the upper one loud in the third column. */
const bytes = [0, 0, 0, 0, 0, 0, 255, 0];

const view: TakeView = {
  duration_s: 4,
  sample_rate_hz: 8000,
  peaks: { step_s: 1, min: [-0.5, -0.1, 0, -1], max: [0.25, 0.1, 0, 0.5] },
  loudness: { start_s: 0.2, step_s: 0.1, window_s: 0.4, lufs: [-20, null, -120, -30] },
  pitch: { step_s: 0.01, hz: [0, 100, null, 200] },
  spectrogram: {
    columns,
    rows,
    step_s: 1,
    hz: [0, 1000, 4000],
    top_db: 0,
    range_db: 127.5,
    data: btoa(String.fromCharCode(...bytes)),
  },
};

const card = {
  measures: { loudness_lufs: { value: -23, unit: "LUFS" }, f0_median_hz: { value: 105, unit: "Hz" } },
  events: [
    { kind: "clip", start_s: 2, end_s: 2.1 },
    { kind: "click", start_s: 3, end_s: 3 },
  ],
  pauses: [{ start_s: 1, end_s: 1.5 }, { start_s: "?" }],
} as unknown as Scorecard;

test("silence and missing voice are gaps, not values", () => {
  const data = soundData(view);
  assert.deepEqual(data.loudness.values, [-20, null, null, -30]);
  assert.deepEqual(data.pitch.values, [null, 100, null, 200]);
  assert.equal(data.pitch.startS, 0.005);
  assert.equal(valueAt(data.loudness, 0.2), -20);
  assert.equal(valueAt(data.loudness, 9), null);
  assert.equal(data.peak, 1);
});

test("readings at a moment", () => {
  const data = soundData(view);
  assert(Math.abs(peakDbAt(data, 0.5)! - 20 * Math.log10(0.5)) < 1e-9);
  assert.equal(peakDbAt(data, 2.5), null);
  assert.equal(levelDbAt(data, 2.5, 2000), 0);
  assert.equal(levelDbAt(data, 2.5, 500), -127.5);
  assert.equal(levelDbAt(data, 9, 500), null);
});

test("marks are events and pauses in order of time; damaged ones are left out", () => {
  const { marks, wholeLufs, medianHz, bandwidthHz } = withFindings(soundData(view), card, []);
  assert.deepEqual(marks.map((mark) => mark.kind), ["pause", "clip", "click"]);
  assert.deepEqual([wholeLufs, medianHz, bandwidthHz], [-23, 105, null]);
  assert.deepEqual(countsOf(marks), [
    { kind: "clip", count: 1 },
    { kind: "click", count: 1 },
    { kind: "pause", count: 1 },
  ]);
  assert.equal(nameOf("pause", 2), "pauses");
  assert.equal(nameOf("unheard of", 2), "unheard of");
  assert.deepEqual(marksOf(null), []);
});

test("extremes between two moments", () => {
  const wave = soundData(view).wave;
  assert.deepEqual(extremes(wave, 0, 4), [-1, 0.5]);
  assert.deepEqual(extremes(wave, 1.2, 1.4), [-0.1, 0.1]);
  assert.deepEqual(extremes(wave, 3.9, 99), [-1, 0.5]);
  assert.deepEqual(extremes({ min: [], max: [], stepS: 1 }, 0, 1), [0, 0]);
});

test("the waveform's scale ends at a whole decibel above the peak", () => {
  assert(Math.abs(20 * Math.log10(fullOf(0.4)) + 7) < 1e-9);
  assert.equal(fullOf(1.5), 1.5);
  assert(fullOf(0) > 0);
});

test("the spectrogram's first row of pixels is the highest frequency", () => {
  const ramp = colourRamp("dark");
  const pixels = pixelsOf(soundData(view).spectrogram, ramp);
  const at = (row: number, column: number) => [...pixels.slice(4 * (row * columns + column)).slice(0, 3)];
  assert.deepEqual(at(0, 2), [...ramp.slice(3 * 255, 3 * 256)]);
  assert.deepEqual(at(1, 2), [...ramp.slice(0, 3)]);
});

test("rows and frequencies are each other's inverse, also where rows differ in width", () => {
  const s = soundData(view).spectrogram;
  for (const hz of [0, 250, 1000, 2500, 4000]) assert(Math.abs(hzAt(s, rowOf(s, hz) / rows) - hz) < 1e-6);
});

test("the ramps begin at the page's background and their lightness only rises or falls", () => {
  for (const theme of ["light", "dark"] as const) {
    const ramp = colourRamp(theme);
    const luma = Array.from({ length: 256 }, (_, i) => 0.2126 * ramp[3 * i]! + 0.7152 * ramp[3 * i + 1]! + 0.0722 * ramp[3 * i + 2]!);
    const direction = Math.sign(luma[255]! - luma[0]!);
    for (let i = 8; i < 256; i++) assert(direction * (luma[i]! - luma[i - 8]!) > 0, `${theme} ${i}`);
  }
});

test("the word being said", () => {
  const words = [
    { text: "a", start_s: 0, end_s: 1, confidence: 1 },
    { text: "b", start_s: 1, end_s: 1.5, confidence: 1 },
    { text: "c", start_s: 2, end_s: 3, confidence: 1 },
  ];
  assert.deepEqual([-0.1, 0, 0.99, 1, 1.7, 2.5, 3].map((t) => wordAt(words, t)), [-1, 0, 0, 1, -1, 2, -1]);
});
