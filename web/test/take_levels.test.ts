// Rung: definition (places on a bar against the formula), and property for the ends.
import assert from "node:assert/strict";
import test from "node:test";

import type { MeasureZones } from "../src/api/types";
import { goodRange, levelOf, percentOn } from "../src/take/levels";

const snr: MeasureZones = {
  min: 0,
  max: 65,
  zones: [
    { from: 0, to: 20, level: "poor" },
    { from: 20, to: 35, level: "fair" },
    { from: 35, to: 65, level: "good" },
  ],
};
const clipped: MeasureZones = {
  min: 0.001,
  max: 40,
  scale: "log",
  zones: [
    { from: null, to: 0.01, level: "good" },
    { from: 0.01, to: 0.1, level: "fair" },
    { from: 0.1, to: null, level: "poor" },
  ],
};

test("a value has the level of its zone, and the better one where two meet", () => {
  assert.equal(levelOf(snr, 19.9), "poor");
  assert.equal(levelOf(snr, 20), "fair");
  assert.equal(levelOf(snr, 35), "good");
});

test("a value beyond the bar belongs to its end", () => {
  assert.equal(levelOf(snr, -10), "poor");
  assert.equal(levelOf(snr, 90), "good");
  assert.equal(levelOf(clipped, 0), "good");
  assert.equal(levelOf(clipped, 100), "poor");
});

test("a gap between zones has no level", () => {
  const gap: MeasureZones = { min: 0, max: 10, zones: [{ from: 0, to: 2, level: "poor" }] };
  assert.equal(levelOf(gap, 5), null);
});

test("places on the bar are linear or logarithmic, and stay on it", () => {
  assert.equal(percentOn(snr, 32.5), 50);
  assert.equal(percentOn(snr, -5), 0);
  assert.equal(percentOn(snr, 500), 100);
  const middle = Math.sqrt(0.001 * 40);
  assert(Math.abs(percentOn(clipped, middle) - 50) < 1e-9);
  assert.equal(percentOn(clipped, 0), 0);
  assert.equal(percentOn({ min: 3, max: 3, zones: [] }, 3), 0);
});

test("the good range in words", () => {
  assert.equal(goodRange(snr, { unit: "dB", decimals: 1 }), "35.0\u00a0dB to 65.0\u00a0dB is good");
  assert.equal(goodRange(clipped, { unit: "%", decimals: 3 }), "0.01\u00a0% or less is good");
  assert.equal(goodRange({ min: 0, max: 1, zones: [] }, { unit: "", decimals: 1 }), "");
});
