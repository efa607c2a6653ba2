// exact: what is asked of the browser, what it says back, and the WAV of the room.
import assert from "node:assert/strict";
import test from "node:test";

import { problemOf } from "../src/record/problem";
import { isRaw, rawConstraints, rawness } from "../src/record/raw";
import { wavOf } from "../src/record/wav";

test("everything that changes the voice is asked to be off", () => {
  const off = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  assert.deepEqual(rawConstraints(""), off);
  assert.deepEqual(rawConstraints("abc"), { ...off, deviceId: { exact: "abc" } });
});

test("raw is what the browser says is off, not what it was asked", () => {
  const off = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  assert.equal(isRaw(rawness(off)), true);
  assert.deepEqual(rawness({ ...off, autoGainControl: true }), { on: ["autoGainControl"], unknown: [] });
  const named = { ...off, echoCancellation: "all" } as unknown as MediaTrackSettings;
  assert.deepEqual(rawness(named), { on: ["echoCancellation"], unknown: [] });
  assert.equal(isRaw(rawness({ echoCancellation: false, autoGainControl: false })), false);
  assert.deepEqual(rawness({}).unknown, ["echoCancellation", "noiseSuppression", "autoGainControl"]);
});

test("each refusal of the browser has its own words", () => {
  const named = (name: string) => problemOf(new DOMException("", name));
  assert.equal(named("NotAllowedError"), "denied");
  assert.equal(named("NotFoundError"), "none");
  assert.equal(named("OverconstrainedError"), "none");
  assert.equal(named("NotReadableError"), "busy");
  assert.equal(named("SecurityError"), "insecure");
  assert.equal(named("TypeError"), "failed");
  assert.equal(problemOf("what"), "failed");
});

test("the WAV says its format and holds the samples interleaved", () => {
  const view = new DataView(wavOf([Float32Array.of(0.5, -1), Float32Array.of(0.25, 1)], 44100));
  const tag = (at: number) => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
  assert.deepEqual([tag(0), tag(8), tag(12), tag(38), tag(50)], ["RIFF", "WAVE", "fmt ", "fact", "data"]);
  assert.equal(view.getUint32(4, true), view.byteLength - 8);
  assert.deepEqual([20, 22, 32, 34].map((at) => view.getUint16(at, true)), [3, 2, 8, 32]);
  assert.deepEqual([24, 28, 46, 54].map((at) => view.getUint32(at, true)), [44100, 352800, 2, 16]);
  assert.deepEqual([58, 62, 66, 70].map((at) => view.getFloat32(at, true)), [0.5, 0.25, -1, 1]);
});
