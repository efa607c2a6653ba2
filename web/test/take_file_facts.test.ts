// Rung: exact (words for whole and for damaged cards).
import assert from "node:assert/strict";
import test from "node:test";

import type { Scorecard } from "../src/api/types";
import { captureOf, factsOf, remarksOf } from "../src/take/file_facts";

test("facts are named and carry units; what is empty or no is left out", () => {
  const card = { profile: "studio", audio: { container: "wav", sample_rate_hz: 24000, is_float: false, is_lossy: true, channel_layout: "" } };
  assert.deepEqual(factsOf(card as unknown as Scorecard), [
    ["File", "wav"],
    ["Sample rate", "24\u00a0kHz"],
    ["Lossy", "yes"],
    ["Judged for", "studio"],
  ]);
  assert.deepEqual(factsOf({} as Scorecard), []);
});

test("only findings that hold are said, numbers in their place", () => {
  const card = {
    channels: { layout: "dead_channel", analysis_signal: "the left channel" },
    findings: { gated: true, cut_end: false, hum_mains_hz: 50, lossy_low_pass_hz: null, non_finite_count: 0, brand_new: true },
    notes: ["the end was damaged"],
  };
  assert.deepEqual(remarksOf(card as unknown as Scorecard), [
    "One channel is dead. Judged: the left channel.",
    "The pauses fall to nothing: a noise gate was on.",
    "The mains hum at 50\u00a0Hz.",
    "Brand new.",
    "The end was damaged",
  ]);
  assert.deepEqual(remarksOf({} as Scorecard), []);
});

test("what the browser did to a recording", () => {
  assert.equal(captureOf(null), null);
  assert.deepEqual(captureOf({ microphone: "Desk", is_raw: false, could_not_switch_off: ["noiseSuppression", "magic"] }), {
    microphone: "Desk",
    isRaw: false,
    on: ["noise suppression", "magic"],
  });
  assert.deepEqual(captureOf({}), { microphone: "", isRaw: false, on: [] });
});
