// exact: which model is ticked before the person has chosen.
import assert from "node:assert/strict";
import test from "node:test";

import type { Fit } from "../src/api/types";
import { firstChoice } from "../src/export/first_choice";

function fit(profile: string, answer: Fit["answer"], window: "ideal" | "some" | "none"): Fit {
  const range = { start_s: 1, end_s: 9, score: 0.5, is_ideal: window === "ideal" };
  return {
    profile,
    title: profile,
    answer,
    is_ideal: false,
    lost: null,
    why: [],
    to_do: [],
    window: window === "none" ? null : range,
    window_problem: window === "none" ? "too short" : null,
  };
}

test("an ideal cut before any cut, a cut for who takes it before a cut for who refuses", () => {
  assert.equal(firstChoice([fit("a", "refuses", "some"), fit("b", "accepts", "some"), fit("c", "part", "ideal")]), "c");
  assert.equal(firstChoice([fit("a", "refuses", "some"), fit("b", "accepts", "some")]), "b");
  assert.equal(firstChoice([fit("a", "accepts", "none"), fit("b", "refuses", "some")]), "b");
});

test("among equals the first; none where no part suits any", () => {
  assert.equal(firstChoice([fit("a", "accepts", "ideal"), fit("b", "accepts", "ideal")]), "a");
  assert.equal(firstChoice([fit("a", "accepts", "none")]), null);
  assert.equal(firstChoice([]), null);
});
