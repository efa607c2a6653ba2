// Rung: exact (what may come while a person types: the machine's words, another person's, the same ones).
import assert from "node:assert/strict";
import test from "node:test";

import type { Take } from "../src/api/types";
import { drafts, forget, insist, isInConflict, type } from "../src/take/drafts";

const take = (edited_text: string | null, machine: string | null) =>
  ({ id: "a", edited_text, transcript: machine === null ? null : { text: machine } }) as unknown as Take;
const draft = () => drafts.value.get("a");

test("the machine's words may come while a person types", () => {
  type(take(null, null), "One dollar.");
  assert.equal(isInConflict(draft(), take(null, "on dollar")), false);
  type(take(null, "on dollar"), "One dollar and");
  assert.equal(isInConflict(draft(), take(null, "one door")), false);
  assert.equal(draft()?.text, "One dollar and");
  forget("a");
});

test("a person's words that were saved meanwhile have to be seen first", () => {
  type(take(null, "on dollar"), "One dollar.");
  const theirs = take("A dollar.", "on dollar");
  assert.equal(isInConflict(draft(), theirs), true);
  insist(theirs);
  assert.equal(isInConflict(draft(), theirs), false);
  assert.equal(draft()?.text, "One dollar.");
  forget("a");
});

test("going back to the machine's words elsewhere is a change too", () => {
  type(take("A dollar.", "on dollar"), "One dollar.");
  assert.equal(isInConflict(draft(), take(null, "on dollar")), true);
  forget("a");
  assert.equal(drafts.value.size, 0);
});

test("typing what is there already leaves nothing to save", () => {
  const mine = take("A dollar.", null);
  type(mine, "A dollar");
  type(mine, "A dollar.");
  assert.equal(draft(), undefined);
  assert.equal(isInConflict(draft(), mine), false);
});
