// Rung: exact (transcripts of either spelling, and damaged ones).
import assert from "node:assert/strict";
import test from "node:test";

import type { Take } from "../src/api/types";
import { heardOf } from "../src/take/heard";

const take = (words: unknown) => ({ transcript: { engine: "e", language: "en", text: "a b", low_confidence: false, words } }) as unknown as Take;

test("a word is a word under either name", () => {
  const heard = heardOf(take([{ word: "a", start_s: 0, end_s: 1, confidence: 0.2 }, { text: "b", start_s: 1, end_s: 2, confidence: null }]));
  assert.deepEqual(heard?.words, [
    { text: "a", start_s: 0, end_s: 1, confidence: 0.2 },
    { text: "b", start_s: 1, end_s: 2, confidence: 1 },
  ]);
});

test("words without times cannot be shown; none at all are none", () => {
  assert.deepEqual(heardOf(take([{ word: "a" }, null, 3]))?.words, []);
  assert.deepEqual(heardOf(take(undefined))?.words, []);
  assert.equal(heardOf({ transcript: null }), null);
});

test("the same transcript gives the same object", () => {
  const one = take([]);
  assert.equal(heardOf(one), heardOf(one));
});
