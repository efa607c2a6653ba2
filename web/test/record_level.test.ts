// definition: levels against their formula, the meter's fall and hold against its constants.
import assert from "node:assert/strict";
import test from "node:test";

import { Ballistics, dbfs, kTarget, loudness, place, wordOf } from "../src/record/level";

test("full scale is 0 dB, half of it 6 dB less, silence endless", () => {
  assert.equal(dbfs(1), 0);
  assert(Math.abs(dbfs(0.5) + 6.0206) < 1e-4);
  assert.equal(dbfs(0), -Infinity);
});

test("the peak is taken over all channels and both signs, clipping counted", () => {
  const heard = loudness([Float32Array.of(0.1, -0.25), Float32Array.of(0.2, 0)]);
  assert.equal(heard.peak, 0.25);
  assert.equal(heard.clipped, 0);
  assert.equal(loudness([Float32Array.of(1, -1, 0.9995, 0.99)]).clipped, 3);
});

test("places on the meter stay on it", () => {
  assert.equal(place(0), 1);
  assert.equal(place(-30), 0.5);
  assert.equal(place(-60), 0);
  assert.equal(place(-Infinity), 0);
  assert.equal(place(6), 1);
});

test("words change where the target zone begins and ends", () => {
  assert.equal(wordOf(kTarget.from), "good");
  assert.equal(wordOf(kTarget.from - 0.1), "fair");
  assert.equal(wordOf(kTarget.to), "good");
  assert.equal(wordOf(kTarget.to + 0.1), "loud");
  assert.equal(wordOf(-40), "quiet");
  assert.equal(wordOf(-Infinity), "silent");
});

test("the meter jumps up, falls 24 dB in a second and holds its peak for 1.5 s", () => {
  const meter = new Ballistics();
  meter.update(0.5, 0.02);
  assert(Math.abs(meter.shown_db + 6.02) < 0.01);
  for (let i = 0; i < 50; ++i) meter.update(0, 0.02);
  assert(Math.abs(meter.shown_db + 30.02) < 0.01);
  assert(Math.abs(meter.held_db + 6.02) < 0.01, "still held after 1 s");
  for (let i = 0; i < 50; ++i) meter.update(0, 0.02);
  assert(meter.held_db < -7 && meter.held_db > -30, "falls after 1.5 s");
  meter.update(0.9, 0.02);
  assert(Math.abs(meter.held_db - dbfs(0.9)) < 1e-9);
});
