// standard: ITU-R BS.1770-4 on signals whose loudness it states or that follow from its formulas.
import assert from "node:assert/strict";
import test from "node:test";

import { gainsToMatch, loudnessOf } from "../src/preview/loudness";

const kRates = [16_000, 44_100, 48_000];

function tone(rate_hz: number, seconds: number, amplitude: number, hz = 997): Float32Array {
  return Float32Array.from({ length: seconds * rate_hz }, (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / rate_hz));
}
const near = (value: number | null, wanted: number, within: number) =>
  assert(value !== null && Math.abs(value - wanted) < within, `${value} is not ${wanted} ± ${within}`);

test("a full-scale tone of 997 Hz in one channel is −3.01 LUFS, at any rate", () => {
  for (const rate_hz of kRates) near(loudnessOf([tone(rate_hz, 3, 1)], rate_hz), -3.01, 0.05);
});

test("in both channels it is 3.01 dB more, and a tenth of it 20 dB less", () => {
  const own = tone(48_000, 3, 1);
  near(loudnessOf([own, own], 48_000), 0, 0.05);
  near(loudnessOf([tone(48_000, 3, 0.1)], 48_000), -23.01, 0.05);
});

// 37 blocks lie wholly within four seconds; of six more three quarters, half and a quarter of each are sound, all of them
// above the gate of −10 LU
test("silence around speech counts only where a block holds some of both", () => {
  const speech = tone(48_000, 4, 0.2);
  const padded = new Float32Array(10 * 48_000);
  padded.set(speech, 3 * 48_000);
  const edges = 10 * Math.log10((37 + 2 * 1.5) / 43);
  near(loudnessOf([padded], 48_000), (loudnessOf([speech], 48_000) ?? 0) + edges, 0.02);
});

test("a passage 15 dB softer falls to the relative gate", () => {
  const both = new Float32Array(8 * 48_000);
  both.set(tone(48_000, 4, 0.5));
  both.set(tone(48_000, 4, 0.5 * 10 ** (-15 / 20)), 4 * 48_000);
  near(loudnessOf([both], 48_000), loudnessOf([tone(48_000, 4, 0.5)], 48_000) ?? 0, 0.25);
});

test("nothing and silence have no loudness", () => {
  assert.equal(loudnessOf([new Float32Array(48_000)], 48_000), null);
  assert.equal(loudnessOf([new Float32Array(0)], 48_000), null);
  assert.equal(loudnessOf([], 48_000), null);
});

test("the louder comes down to the softer, and neither goes up", () => {
  assert.deepEqual(gainsToMatch(-20, -26), { a: -6, b: 0 });
  assert.deepEqual(gainsToMatch(-26, -20), { a: 0, b: -6 });
  assert.deepEqual(gainsToMatch(null, -20), { a: 0, b: 0 });
});
