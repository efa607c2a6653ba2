// property: whatever the connection does, the server ends up with every piece, in order, or the person is told.
import assert from "node:assert/strict";
import test from "node:test";

import { PieceSender, Refused, type Begun, type Transport } from "../src/record/piece_sender";

class Failure extends Error {
  constructor(readonly status: number) {
    super(`status ${status}`);
  }
}

/** A server in memory that fails as `fails` says, before or after it has done what was asked. */
class FakeServer implements Transport<string> {
  recordings = new Map<string, Map<number, Float32Array>>();
  takes = new Map<string, Float32Array[]>();
  waits: number[] = [];
  last: number[] = [];
  private count = 0;

  constructor(private readonly fails: (what: string) => { status: number; isDone: boolean } | null = () => null) {}

  private async asked<T>(what: string, act: () => T): Promise<T> {
    await null;
    const failure = this.fails(what);
    if (failure && !failure.isDone) throw new Failure(failure.status);
    const answer = act();
    if (failure) throw new Failure(failure.status);
    return answer;
  }
  begin(): Promise<Begun> {
    return this.asked("begin", () => {
      const id = `r${++this.count}`;
      this.recordings.set(id, new Map());
      return { id, started: id };
    });
  }
  put(id: string, number: number, piece: Float32Array, isLast: boolean): Promise<void> {
    if (isLast) this.last.push(piece.byteLength);
    return this.asked("put", () => {
      const recording = this.recordings.get(id);
      if (!recording) throw new Failure(404);
      recording.set(number, piece);
    });
  }
  finish(id: string): Promise<string> {
    return this.asked("finish", () => {
      const recording = this.recordings.get(id);
      if (!recording) throw new Failure(404);
      this.recordings.delete(id);
      const pieces: Float32Array[] = [];
      for (let n = 0, piece = recording.get(0); piece; piece = recording.get(++n)) pieces.push(piece);
      this.takes.set(id, pieces);
      return id;
    });
  }
  finished(recording: Begun): Promise<string | null> {
    return Promise.resolve(this.takes.has(recording.id) ? recording.id : null);
  }
  async wait(time_ms: number): Promise<void> {
    this.waits.push(time_ms);
    await null;
  }
}

const piece = (number: number, size = 4) => new Float32Array(size).fill(number);
const numbers = (pieces: Float32Array[] | undefined) => pieces?.map((one) => one[0]);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Fails the n-th question from 1 on. */
function failing(at: number[], status: number, isDone: boolean, only = "") {
  let asked = 0;
  return (what: string) => (only === "" || only === what) && at.includes(++asked) ? { status, isDone } : null;
}

test("all pieces come in order and become the take", async () => {
  const server = new FakeServer();
  const sender = new PieceSender(server, () => {});
  for (const n of upTo(20)) sender.push(piece(n));
  assert.equal(await sender.finish(), "r1");
  assert.deepEqual(numbers(server.takes.get("r1")), upTo(20));
});

for (const isDone of [false, true]) {
  test(`any one question may fail (${isDone ? "answer lost" : "never came"})`, async () => {
    for (let at = 1; at <= 14; ++at) {
      const server = new FakeServer(failing([at, at + 1], 0, isDone));
      const sender = new PieceSender(server, () => {});
      for (const n of upTo(10)) sender.push(piece(n));
      const id = await sender.finish();
      assert(id !== null);
      assert.deepEqual(numbers(server.takes.get(id)), upTo(10), `question ${at}`);
    }
  });
}

test("a server that lost the recording is given all of it anew", async () => {
  for (const status of [404, 409, 410]) {
    const server = new FakeServer(failing([6], status, false));
    const sender = new PieceSender(server, () => {});
    for (const n of upTo(10)) sender.push(piece(n));
    assert.equal(await sender.finish(), "r2");
    assert.deepEqual(numbers(server.takes.get("r2")), upTo(10));
  }
});

test("waits grow to four seconds and what waits is told; a kick cuts them short", async () => {
  const server = new FakeServer(failing(upTo(9), 503, false));
  const told: number[] = [];
  const sender = new PieceSender(server, (news) => told.push(news.failures));
  sender.push(piece(0));
  await sender.finish();
  assert.deepEqual(server.waits, [250, 500, 1000, 2000, 4000, 4000, 4000, 4000]);
  assert.equal(Math.max(...told), 8);
  assert.equal(told.at(-1), 0);

  const stuck = new FakeServer(failing([1], 0, false));
  stuck.wait = () => new Promise(() => {});
  const kicked = new PieceSender(stuck, (news) => news.failures && queueMicrotask(() => queueMicrotask(() => kicked.kick())));
  kicked.push(piece(0));
  assert.equal(await kicked.finish(), "r1");
});

test("a full recording is finished with what it holds, and said", async () => {
  const server = new FakeServer(failing([6], 400, false, "put"));
  const refusals: string[] = [];
  const sender = new PieceSender(server, () => {}, (refusal) => refusals.push(refusal.message));
  for (const n of upTo(10)) sender.push(piece(n));
  assert.equal(await sender.finish(), "r1");
  assert.deepEqual(numbers(server.takes.get("r1")), upTo(5));
  assert.deepEqual(refusals, ["status 400"]);
});

test("what can never be begun or finished is said, not tried for ever", async () => {
  const refusals: string[] = [];
  const begin = new PieceSender(new FakeServer(failing([1], 400, false)), () => {}, (r) => refusals.push(r.message));
  begin.push(piece(0));
  assert.equal(await begin.finish(), null);
  assert.deepEqual(refusals, ["status 400"]);
  const finish = new PieceSender(new FakeServer(failing([1], 400, false, "finish")), () => {});
  finish.push(piece(0));
  const error = await finish.finish().catch((reason: unknown) => reason);
  assert(error instanceof Refused);
});

test("after stop nothing more is sent", async () => {
  const server = new FakeServer();
  const sender = new PieceSender(server, () => {});
  sender.stop();
  sender.push(piece(0));
  assert.equal(await sender.finish(), null);
  assert.equal(server.recordings.size, 0);
});

test("a page that leaves hands over what waits, within what browsers take", async () => {
  let isAway = false;
  const server = new FakeServer(() => (isAway ? { status: 0, isDone: false } : null));
  const sender = new PieceSender(server, () => {});
  sender.push(piece(0));
  await new Promise((resolve) => setTimeout(resolve, 5));
  isAway = true;
  server.wait = () => new Promise(() => {});
  sender.push(piece(1, 10_000));
  await new Promise((resolve) => setTimeout(resolve, 5));
  let left = 11_000;
  isAway = false;
  sender.leave((limit) => {
    const size = Math.min(left, limit);
    left -= size;
    return size > 0 ? piece(2, size) : null;
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(server.last, [40_000, 20_000]);
  assert.deepEqual([...(server.recordings.get("r1")?.keys() ?? [])], [0, 1, 2]);
});
