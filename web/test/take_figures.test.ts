// Rung: exact (what is written is compared letter by letter).
import assert from "node:assert/strict";
import test from "node:test";

import { clock, ended, lengthOf, minus, moment, noteName, parts, sentence, shown, withUnit } from "../src/take/figures";

test("numbers keep the digits that mean something, as on the report page", () => {
  const db = { unit: "dB", decimals: 1 };
  assert.equal(shown(41.84, db), "41.8");
  assert.equal(shown(-67.66, { unit: "dBFS", decimals: 1 }), "−67.7");
  assert.equal(shown(-8.94, { unit: "dBTP", decimals: 2 }), "−8.9");
  assert.equal(shown(128.4, db), "128");
  assert.equal(shown(0.004, { unit: "%", decimals: 3 }), "0.004");
  assert.equal(shown(2.6274, { unit: "%", decimals: 3 }), "2.6");
  assert.equal(shown(5.37, { unit: "", decimals: 2 }), "5.4");
  assert.equal(shown(11, { unit: "s", decimals: 2 }), "11.0");
  assert.equal(shown(3, { unit: "", decimals: 0 }), "3");
});

test("nothing is zero, and never minus zero", () => {
  assert.equal(shown(0, { unit: "s", decimals: 2 }), "0");
  assert.equal(shown(-0.0001, { unit: "dB", decimals: 1 }), "0");
});

test("hertz become kilohertz where they are whole and many", () => {
  assert.deepEqual(parts(22050, { unit: "Hz", decimals: 0 }), ["22.1", "kHz"]);
  assert.deepEqual(parts(48000, { unit: "Hz", decimals: 0 }), ["48", "kHz"]);
  assert.deepEqual(parts(105.23, { unit: "Hz", decimals: 1 }), ["105", "Hz"]);
  assert.equal(withUnit(7, { unit: "", decimals: 0 }), "7");
  assert.equal(withUnit(7, { unit: "dB", decimals: 1 }), "7.0\u00a0dB");
});

test("moments and lengths", () => {
  assert.equal(clock(7, 1), "0:07");
  assert.equal(clock(3725, 60), "1:02:05");
  assert.equal(clock(0.3, 0.1), "0.3 s");
  assert.equal(clock(0.25, 0.05), "0.25 s");
  assert.equal(moment(7.39), "0:07.3");
  assert.equal(moment(59.96), "0:59.9");
  assert.equal(moment(-1), "0:00.0");
  assert.equal(lengthOf(21.04), "21.0\u00a0s");
  assert.equal(lengthOf(125), "2:05\u00a0min");
});

test("notes are those of equal temperament at 440 Hz", () => {
  assert.equal(noteName(440), "A4");
  assert.equal(noteName(261.63), "C4");
  assert.equal(noteName(103.83), "G♯2");
  assert.equal(noteName(7), "A-2");
});

test("sentences", () => {
  assert.equal(sentence("a fan"), "A fan");
  assert.equal(sentence(""), "");
  assert.equal(sentence("A has less noise: -62 dBFS against -48.5 dBFS."), "A has less noise: −62 dBFS against −48.5 dBFS.");
  assert.equal(sentence("2-3 s, a take-1 of 10.-5"), "2-3 s, a take-1 of 10.-5");
  assert.equal(ended("too short"), "too short.");
  assert.equal(ended("too short. "), "too short.");
  assert.equal(minus("-3 dB"), "−3 dB");
});
