// property: peaks lose no sample; exact: the shape of simple ones.
import assert from "node:assert/strict";
import test from "node:test";

import { gainOf } from "../src/compare/gain";
import { greatest, peaksOf, wavePath } from "../src/compare/wave_path";

test("the loudest sample of each sign is in some column, wherever it lies", () => {
  for (const at of [0, 1, 499, 500, 9_999]) {
    const samples = new Float32Array(10_000);
    samples[at] = -0.7;
    const peaks = peaksOf(samples, 1000, 10, 300);
    assert.equal(peaks.min.length, 300);
    assert(Math.abs(Math.min(...peaks.min) + 0.7) < 1e-6, `at ${at}`);
    assert(Math.abs(greatest(peaks) - 0.7) < 1e-6);
    assert.equal(Math.max(...peaks.max), 0);
  }
});

test("a take shorter than the lane is silent to its end", () => {
  const peaks = peaksOf(new Float32Array(1000).fill(0.5), 1000, 4, 8);
  assert.deepEqual(peaks.max, [0.5, 0.5, 0, 0, 0, 0, 0, 0]);
});

test("more columns than samples still show every sample", () => {
  assert.equal(greatest(peaksOf(Float32Array.of(0, 0.25, 0), 3, 1, 600)), 0.25);
});

test("the shape closes, and is cut at full scale", () => {
  const path = wavePath({ min: [-1], max: [0.5] }, 4);
  assert.equal(path, "M0 1L0 0.000L0 2.000Z");
});

test("6.02 dB is half", () => {
  assert.equal(gainOf(0), 1);
  assert(Math.abs(gainOf(-6.0206) - 0.5) < 1e-5);
});
