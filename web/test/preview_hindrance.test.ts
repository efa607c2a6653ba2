// exact: the first thing that is missing, in the order in which a person mends it.
import assert from "node:assert/strict";
import test from "node:test";

import type { EngineInfo } from "../src/api/types";
import { hindranceOf, type Readiness } from "../src/preview/hindrance";
import { kNoWish, lengthOf, orderOf } from "../src/preview/wish";

const engine = { name: "e", title: "E", ready: true, languages: ["en"], experimental_languages: [], needs_transcript: false } as unknown as EngineInfo;
const off = { ...engine, ready: false, needs: "It has no key.", step: "Set one." };
const all: Readiness = {
  isConnected: true,
  engines: [engine],
  engine,
  hasConsent: true,
  hasTranscript: false,
  length: 10,
  most: 100,
};
const is = (change: Partial<Readiness>) => hindranceOf({ ...all, ...change })?.is ?? null;

test("nothing is in the way", () => {
  assert.equal(is({}), null);
  assert.equal(is({ length: 100 }), null);
});

test("each alone", () => {
  assert.equal(is({ isConnected: false }), "away");
  assert.equal(is({ hasConsent: null }), "asking");
  assert.equal(is({ engines: null, engine: null }), "asking");
  assert.equal(is({ hasConsent: false }), "consent");
  assert.equal(is({ engines: [], engine: null }), "no_engine");
  assert.equal(is({ engines: [off], engine: off }), "no_engine");
  assert.equal(is({ engines: [engine, off], engine: off }), "engine");
  assert.equal(is({ engine: { ...engine, needs_transcript: true } }), "transcript");
  assert.equal(is({ length: 0 }), "empty");
  assert.deepEqual(hindranceOf({ ...all, length: 103 }), { is: "too_long", over: 3 });
});

test("consent comes before engines, engines before words, words before the text", () => {
  const worst: Partial<Readiness> = { hasConsent: false, engines: [off], engine: off, length: 0 };
  assert.equal(is(worst), "consent");
  assert.equal(is({ ...worst, hasConsent: true }), "no_engine");
  assert.equal(is({ engine: { ...engine, needs_transcript: true }, length: 0 }), "transcript");
  assert.equal(is({ engine: { ...engine, needs_transcript: true }, hasTranscript: true, length: 0 }), "empty");
});

const kClosely = { fits_closely: true };

test("what an engine does not take is not sent", () => {
  const wish = { ...kNoWish, text: " Hello. ", language: "de", speed: 1.2, pitch_st: 1, instruction: "calm", seed: "7", ...kClosely };
  const plain = { fits_voices: false, takes_speed: false, takes_pitch: false, takes_instruction: false, takes_seed: false };
  const able = { fits_voices: true, takes_speed: true, takes_pitch: true, takes_instruction: true, takes_seed: true, languages: [] };
  assert.deepEqual(orderOf(wish, { ...engine, ...plain }, "v", "t"), { voice: "v", take: "t", text: "Hello.", engine: "e" });
  assert.deepEqual(orderOf(wish, { ...engine, ...able }, "v", "t"), {
    ...{ voice: "v", take: "t", text: "Hello.", engine: "e" },
    ...{ language: "de", speed: 1.2, pitch_st: 1, instruction: "calm", seed: 7, ...kClosely },
  });
  assert.deepEqual(orderOf({ ...kNoWish, text: "x" }, { ...engine, ...able }, "v", "t"), {
    ...{ voice: "v", take: "t", text: "x", engine: "e" },
  });
});

test("characters are counted as the server counts them", () => {
  assert.equal(lengthOf(" a😀é "), 3);
});
