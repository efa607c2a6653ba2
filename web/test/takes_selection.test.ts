// property: ranges and single choices, and that nothing out of sight stays chosen.
import assert from "node:assert/strict";
import test from "node:test";

import { extended, kNothing, toggled, whole, within } from "../src/takes/selection";

const kShown = ["a", "b", "c", "d", "e"];
const chosen = (selection: { chosen: ReadonlySet<string> }) => [...selection.chosen].sort().join("");

test("a toggle twice is none", () => {
  assert.equal(chosen(toggled(kNothing, "b")), "b");
  assert.equal(chosen(toggled(toggled(kNothing, "b"), "b")), "");
  assert.equal(kNothing.chosen.size, 0);
});

test("a range goes either way from where one was, and adds", () => {
  const at = toggled(toggled(kNothing, "e"), "c");
  assert.equal(chosen(extended(at, "a", kShown)), "abce");
  assert.equal(chosen(extended(at, "d", kShown)), "cde");
  // again from the same anchor
  assert.equal(chosen(extended(extended(at, "d", kShown), "b", kShown)), "bcde");
});

test("without a beginning in sight a range is one take", () => {
  assert.equal(chosen(extended(kNothing, "c", kShown)), "c");
  assert.equal(chosen(extended(toggled(kNothing, "gone"), "c", kShown)), "cgone");
  assert.equal(chosen(extended(toggled(kNothing, "a"), "unknown", kShown)), "a");
});

test("what is no longer shown is no longer chosen; nothing lost is the same value", () => {
  const all = whole(kShown);
  assert.equal(chosen(within(all, new Set(["b", "d", "x"]))), "bd");
  assert(within(all, new Set(kShown)) === all);
});
