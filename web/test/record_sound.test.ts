// exact: not a sample is lost, doubled or moved on the way from blocks to pieces.
import assert from "node:assert/strict";
import test from "node:test";

import { PieceCutter } from "../src/record/piece_cutter";
import { PreRoll } from "../src/record/pre_roll";
import { channelsToKeep, interleaved, joined } from "../src/record/sound";

const ramp = (from: number, size: number) => Float32Array.from({ length: size }, (_, i) => from + i);

test("the pre-roll keeps the newest frames, whatever the blocks' sizes", () => {
  for (const size of [1, 7, 64, 100, 333]) {
    const pre = new PreRoll(100);
    for (let at = 0; at < 999; at += size) pre.push([ramp(at, size), ramp(-at, size)]);
    const end = Math.ceil(999 / size) * size;
    const [left, right] = pre.take();
    assert.deepEqual(left, ramp(end - 100, 100));
    assert.equal(right?.length, 100);
    assert.deepEqual(pre.take(), []);
  }
});

test("a short pre-roll is given as it is", () => {
  const pre = new PreRoll(100);
  pre.push([ramp(0, 30)]);
  assert.deepEqual(pre.take(), [ramp(0, 30)]);
});

test("a microphone that changes its channels starts the pre-roll anew", () => {
  const pre = new PreRoll(100);
  pre.push([ramp(0, 30)]);
  pre.push([ramp(50, 5), ramp(60, 5)]);
  assert.deepEqual(pre.take(), [ramp(50, 5), ramp(60, 5)]);
});

test("pieces hold every sample once and in order, the rest too", () => {
  const cutter = new PieceCutter(250);
  const pieces: Float32Array[] = [];
  let at = 0;
  for (const size of [10, 240, 1, 999, 0, 128, 500]) {
    pieces.push(...cutter.push(ramp(at, size)));
    at += size;
  }
  assert(pieces.every((piece) => piece.length === 250));
  for (let rest = cutter.rest(40); rest; rest = cutter.rest(40)) pieces.push(rest);
  assert.deepEqual(joined(pieces.map((piece) => [piece])), [ramp(0, at)]);
});

test("one capsule is one channel", () => {
  const dead = new Float32Array(4);
  assert.deepEqual(channelsToKeep([ramp(1, 4)]), [0]);
  assert.deepEqual(channelsToKeep([ramp(1, 4), ramp(1, 4)]), [0]);
  assert.deepEqual(channelsToKeep([ramp(1, 4), dead]), [0]);
  assert.deepEqual(channelsToKeep([dead, ramp(1, 4)]), [1]);
  assert.deepEqual(channelsToKeep([ramp(1, 4), ramp(2, 4)]), [0, 1]);
  assert.deepEqual(channelsToKeep([]), [0]);
});

test("channels are interleaved; one that is gone repeats the first", () => {
  assert.deepEqual(interleaved([ramp(0, 3), ramp(10, 3)], [0, 1]), Float32Array.of(0, 10, 1, 11, 2, 12));
  assert.deepEqual(interleaved([ramp(0, 2), ramp(10, 2)], [1]), Float32Array.of(10, 11));
  assert.deepEqual(interleaved([ramp(0, 2)], [0, 1]), Float32Array.of(0, 0, 1, 1));
});
