// exact: what counts as lost sound, whatever the blocks' sizes.
import assert from "node:assert/strict";
import test from "node:test";

import { GapFinder } from "../src/record/gap_finder";

/** Sound and exact silence in turn, in frames, cut into blocks. */
function found(lengths: number[], block = 100) {
  const all = lengths.flatMap((length, i) => Array.from({ length }, (_, at) => (i % 2 === 0 ? 0.1 + (at % 3) : 0)));
  const finder = new GapFinder(1000);
  for (let at = 0; at < all.length; at += block) {
    const samples = Float32Array.from(all.slice(at, at + block));
    finder.push([samples, samples.map((sample) => -sample)]);
  }
  return [finder.count, Math.round(finder.lost_s * 1000)];
}

test("short exact silence amid sound is lost sound", () => {
  for (const block of [1, 7, 100, 4096]) assert.deepEqual(found([300, 100, 300, 70, 10], block), [2, 170]);
});

test("neither a few zeros nor long silence is", () => {
  assert.deepEqual(found([300, 63, 300, 251, 300]), [0, 0]);
  assert.deepEqual(found([300, 64, 300, 250, 300]), [2, 314]);
});

test("silence before the first sound and after the last is not", () => {
  assert.deepEqual(found([0, 100, 300, 100]), [0, 0]);
});

test("one silent channel is no lost sound", () => {
  const finder = new GapFinder(1000);
  finder.push([new Float32Array(300).fill(0.1), new Float32Array(300)]);
  assert.deepEqual([finder.count, finder.lost_s], [0, 0]);
});
