// exact: which runs stand side by side, and in which order.
import assert from "node:assert/strict";
import test from "node:test";

import type { CloneRun } from "../src/api/types";
import { grouped, isActive } from "../src/preview/groups";

const kPlain = { voice: "v", engine: "e", text: "t", speed: 1, pitch_st: 0, instruction: "", seed: null, state: "done" };
const run = (id: string, created_ms: number, more: Partial<CloneRun> = {}) =>
  ({ ...kPlain, id, created_ms, take: "a", ...more }) as CloneRun;
const ids = (runs: CloneRun[]) => grouped(runs).map((group) => group.runs.map(({ id }) => id));

test("one text from two clips is one group, newest first", () => {
  assert.deepEqual(ids([run("1", 10), run("2", 20, { take: "b" })]), [["2", "1"]]);
});

test("whatever else differs makes another group", () => {
  const others: Partial<CloneRun>[] = [
    { text: "u" }, { engine: "f" }, { speed: 1.2 }, { pitch_st: 1 }, { instruction: "calm" }, { seed: 0 }, { voice: "w" },
    { fits_closely: true },
  ];
  for (const other of others) assert.equal(ids([run("1", 10), run("2", 20, other)]).length, 2, JSON.stringify(other));
});

test("groups follow their newest run", () => {
  const runs = [run("1", 10), run("2", 20, { text: "u" }), run("3", 30, { take: "b" })];
  assert.deepEqual(ids(runs), [["3", "1"], ["2"]]);
  assert.deepEqual(ids([]), []);
});

test("a vain try goes when its clip is tried again, and stays otherwise", () => {
  const failed = run("1", 10, { state: "failed" });
  assert.deepEqual(ids([failed, run("2", 20, { state: "waiting" })]), [["2"]]);
  assert.deepEqual(ids([failed, run("2", 20, { take: "b" })]), [["2", "1"]]);
  // a later failure does not hide what was made
  assert.deepEqual(ids([run("1", 10), run("2", 20, { state: "failed" })]), [["2", "1"]]);
});

test("two of one moment have one order, however they come", () => {
  const [a, b] = [run("1", 10), run("2", 10, { take: "b" })];
  assert.deepEqual(ids([a, b]), ids([b, a]));
});

test("waiting and running are under way", () => {
  const states = ["waiting", "running", "done", "failed", "cancelled"] as const;
  assert.deepEqual(states.filter((state) => isActive(run("1", 1, { state }))), ["waiting", "running"]);
});
