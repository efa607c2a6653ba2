// Rung: exact (what is read from cards, whole and damaged).
import assert from "node:assert/strict";
import test from "node:test";

import type { About, Scorecard } from "../src/api/types";
import { adviceOf, againstOf, deedAndReason, diagnosisOf, firstOf, forOf, modelTitle, perceptualOf, perceptualWhy, readingOf, readingsOf, scoreOf } from "../src/take/card";
import { kKnownMeasures, measureInfo, measuresOf } from "../src/take/measure_table";
import { pausesBefore } from "../src/take/rests";

const zones: About["zones"] = {
  snr_db: {
    min: 0,
    max: 60,
    zones: [
      { from: 0, to: 20, level: "poor" },
      { from: 20, to: 35, level: "fair" },
      { from: 35, to: 60, level: "good" },
    ],
  },
  hum_db: { min: 0, max: 40, zones: [{ from: 0, to: 15, level: "good" }, { from: 15, to: 40, level: "poor" }] },
  srmr: { min: 0, max: 12, zones: [{ from: 0, to: 6, level: "fair" }, { from: 6, to: 12, level: "good" }] },
};

const card = {
  measures: {
    srmr: { value: 3, unit: "", grade: null },
    hum_db: { value: 30, unit: "dB", grade: 0.2 },
    snr_db: { value: 25, unit: "dB", grade: 0.4 },
    new_measure: { value: 1, unit: "x" },
    words_per_minute: { value: null, unit: "/min", grade: null, why: "no words" },
  },
  advice: [{ id: "hum", measure: "hum_db", text: "Turn the fan off.", gain: 4.2 }, { id: "old", measure: "x", text: "Old." }],
  acoustic: { score: null, why: "nothing was said" },
  delivery: null,
} as unknown as Scorecard;

test("a measure that was measured but not judged has no level", () => {
  assert.equal(readingOf(card, zones, "srmr").level, null);
  assert.equal(readingOf(card, zones, "snr_db").level, "fair");
  assert.equal(readingOf(card, zones, "words_per_minute").level, null);
  assert.equal(readingOf(card, {}, "snr_db").level, null);
  assert.equal(readingOf(card, zones, "not there").value, null);
});

test("what pulls down comes worst first; what is not judged is on neither side", () => {
  const all = readingsOf(card, zones);
  assert.deepEqual(againstOf(all).map((reading) => reading.info.name), ["hum_db", "snr_db"]);
  assert.deepEqual(forOf(all), []);
});

test("measures have a fixed order, and unknown ones come last with a readable name", () => {
  const names = measuresOf(Object.keys(card.measures)).map((info) => info.name);
  assert.deepEqual(names, ["snr_db", "srmr", "hum_db", "words_per_minute", "new_measure"]);
  assert.equal(measureInfo("new_measure").title, "New measure");
});

test("every known measure has a name and a sentence of its own", () => {
  assert(kKnownMeasures.length > 30);
  for (const name of kKnownMeasures) {
    const { title, about } = measureInfo(name);
    assert(title && about.endsWith("."), name);
  }
});

test("the reason in brackets is told apart from the deed", () => {
  assert.deepEqual(deedAndReason("Close the window. (Noise floor: −41 dBFS)"), { deed: "Close the window.", reason: "Noise floor: −41 dBFS" });
  assert.deepEqual(deedAndReason("Close the window."), { deed: "Close the window.", reason: "" });
  assert.deepEqual(deedAndReason("Speak (a little) faster."), { deed: "Speak (a little) faster.", reason: "" });
  assert.deepEqual(deedAndReason("Do it. (Pitch range (P10 to P90): 2 st)").reason, "Pitch range (P10 to P90): 2 st");
});

test("cards of older versions lack things, and that is no reason to fail", () => {
  assert.equal(firstOf(card), "Turn the fan off.");
  assert.deepEqual(adviceOf(card).map((item) => item.gain), [4.2, 0]);
  assert.deepEqual(scoreOf(card, "acoustic"), { score: null, why: "nothing was said" });
  assert.deepEqual(scoreOf(card, "delivery"), { score: null, why: "" });
  assert.equal(perceptualOf(card), null);
  assert.equal(perceptualWhy(card), "");
  assert.deepEqual(diagnosisOf(card), []);
});

test("what networks make of a take is read where it is there, and its absence said", () => {
  const perceptual = { name: "dnsmos_p835", mos: 3.4, sig: 3.7, bak: 4.1, p808: null };
  assert.deepEqual(perceptualOf({ ...card, perceptual }), perceptual);
  assert.equal(modelTitle("dnsmos_p835"), "DNSMOS P.835");
  assert.equal(modelTitle("another"), "another");
  const missing = { ...card, perceptual: null, perceptual_why: "run timbre models pull dnsmos-p835" };
  assert.equal(perceptualOf(missing), null);
  assert.equal(perceptualWhy(missing), "run timbre models pull dnsmos-p835");
  for (const broken of [5, "x", {}, { mos: "3" }, []]) assert.equal(perceptualOf({ ...card, perceptual: broken }), null);
  const denoiser = { name: "gtcrn", removed_db: -12.34, snr_db: 20 };
  const pitch = { name: "swift_f0", f0_median_hz: 118.4, difference_st: 0.1, agree_percent: 97.2 };
  const said = diagnosisOf({ ...card, diagnosis: { denoiser, pitch } });
  assert.equal(said.length, 2);
  assert((said[0] ?? "").includes("GTCRN would take −12.3 dB"));
  assert((said[1] ?? "").includes("118 Hz and agrees in 97 %"));
  assert.deepEqual(diagnosisOf({ ...card, diagnosis: { denoiser: null, denoiser_why: "no file", pitch: null } }), []);
  const one = diagnosisOf({ ...card, speaker: { one_voice: true, heard_s: 12.4, others: [] } });
  assert.deepEqual(one, ["One voice throughout, as far as 12 s of speech tell."]);
  const two = diagnosisOf({ ...card, speaker: { one_voice: false, heard_s: 12.4, others: [{ start_s: 1, end_s: 4 }] } });
  assert.deepEqual(two, ["Another voice speaks in this take: see the marks above."]);
  assert.deepEqual(diagnosisOf({ ...card, speaker: null }), []);
});

test("a pause belongs before the first word that begins after its middle, and none before the first word", () => {
  const word = (start_s: number) => ({ text: "w", start_s, end_s: start_s + 0.4, confidence: 1 });
  const pauses = [{ start_s: 0, end_s: 0.5 }, { start_s: 1.4, end_s: 2 }, { start_s: 5, end_s: 6 }];
  const found = pausesBefore([word(0.5), word(1), word(1.9), word(3)], pauses);
  assert.deepEqual(found.map((some) => some.length), [0, 0, 1, 0]);
});
