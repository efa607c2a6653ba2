// exact: what a clone cost, in words.
import assert from "node:assert/strict";
import test from "node:test";

import type { CloneRun } from "../src/api/types";
import { costOf } from "../src/preview/cost";

const run = (more: Partial<CloneRun>) =>
  ({ duration_s: 4.2, first_audio_s: 0.8, took_s: 3.1, from_cache: false, ...more }) as CloneRun;

test("all that is known, each once", () => {
  assert.equal(costOf(run({})), "4.2 s of speech, first sound after 0.8 s, took 3.1 s, 0.74 times real time");
});

test("what is not known is left out", () => {
  assert.equal(costOf(run({ first_audio_s: null })), "4.2 s of speech, took 3.1 s, 0.74 times real time");
  assert.equal(costOf(run({ took_s: null })), "4.2 s of speech, first sound after 0.8 s");
  assert.equal(costOf(run({ duration_s: null, first_audio_s: null, took_s: null })), "");
  assert.equal(costOf(run({ duration_s: 0 })), "0 s of speech, first sound after 0.8 s, took 3.1 s");
});

test("no digit that means nothing", () => {
  const long = run({ duration_s: 61.26, first_audio_s: 184.91, took_s: 900.4 });
  assert.equal(costOf(long), "61 s of speech, first sound after 185 s, took 900 s, 15 times real time");
  assert.equal(costOf(run({ took_s: 8.4 })), "4.2 s of speech, first sound after 0.8 s, took 8.4 s, 2 times real time");
});

test("what was kept took no time", () => {
  assert.equal(costOf(run({ from_cache: true })), "4.2 s of speech, made before and kept, so it took no time");
});
