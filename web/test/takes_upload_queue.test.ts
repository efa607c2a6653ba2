// exact: who may start, and sums.
import assert from "node:assert/strict";
import test from "node:test";

import { changed, kAtOnce, maybeSound, summed, toStart, type Upload, type UploadState } from "../src/takes/upload_queue";

function upload(id: number, state: UploadState, size_bytes = 100, sent_bytes = 0): Upload {
  return { id, name: `${id}.wav`, size_bytes, state, sent_bytes, problem: "" };
}
const ids = (uploads: readonly Upload[]) => uploads.map((one) => one.id).join(" ");

test("never more at once than allowed, first come first", () => {
  let queue: Upload[] = [1, 2, 3, 4, 5, 6, 7].map((id) => upload(id, "waiting"));
  let most = 0;
  const order: number[] = [];
  while (queue.some((one) => one.state !== "done")) {
    for (const one of toStart(queue)) {
      order.push(one.id);
      queue = changed(queue, one.id, { state: "sending" });
    }
    const sending = queue.filter((one) => one.state === "sending");
    most = Math.max(most, sending.length);
    // the last begun is done first
    queue = changed(queue, sending.at(-1)?.id ?? 0, { state: "done" });
  }
  assert.equal(most, kAtOnce);
  assert.equal(order.join(" "), "1 2 3 4 5 6 7");
});

test("failed ones block nobody", () => {
  assert.equal(ids(toStart([upload(1, "failed"), upload(2, "sending"), upload(3, "waiting"), upload(4, "waiting")], 2)), "3");
});

test("progress counts bytes; what failed is over, what is empty still counts", () => {
  const sum = summed([upload(1, "done", 300), upload(2, "sending", 100, 50), upload(3, "failed", 100), upload(4, "waiting", 0)]);
  assert.equal(sum.total, 4);
  assert.equal(sum.done, 1);
  assert.equal(sum.failed, 1);
  assert.equal(sum.isBusy, true);
  assert.equal(sum.progress, 450 / 501);
  assert.equal(summed([]).progress, 0);
  assert.equal(summed([upload(1, "done"), upload(2, "failed")]).isBusy, false);
});

test("recordings by type or name; documents and pictures are none", () => {
  for (const name of ["a.wav", "A.FLAC", "x.y.mp3", "b.m4a", "c.opus", "d.webm"]) assert(maybeSound(name, ""), name);
  assert(maybeSound("voice", "audio/x-something"));
  for (const name of ["notes.txt", "wav", "a.wav.zip", "photo.jpg", ".DS_Store"]) assert(!maybeSound(name, ""), name);
  assert(!maybeSound("film.mov", "video/quicktime"));
});
