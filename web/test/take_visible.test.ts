// Rung: property (seeded random zooms and moves), and exact for the simple cases.
import assert from "node:assert/strict";
import test from "node:test";

import { clamped, following, isWhole, panned, showing, whole, zoomed } from "../src/take/visible";
import { regionBetween, withEnd } from "../src/take/region";

const duration = 21;

/** A small generator of known numbers in [0, 1). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}

test("whatever is done, the view stays inside the take and is not empty", () => {
  const next = numbers(7);
  let view = whole(duration);
  for (let i = 0; i < 5000; i++) {
    view =
      next() < 0.5
        ? zoomed(view, duration, 0.2 + 3 * next(), duration * next())
        : panned(view, duration, 40 * (next() - 0.5));
    assert(view.start_s >= 0 && view.end_s <= duration + 1e-9, JSON.stringify(view));
    assert(view.end_s - view.start_s >= 0.25 - 1e-9);
  }
});

test("what is under the pointer stays there while zooming in", () => {
  const before = { start_s: 4, end_s: 12 };
  const after = zoomed(before, duration, 2, 6);
  assert.equal(after.end_s - after.start_s, 4);
  assert.equal((6 - after.start_s) / 4, (6 - before.start_s) / 8);
});

test("a take shorter than the closest view is shown whole", () => {
  assert.deepEqual(zoomed(whole(0.1), 0.1, 10, 0.05), { start_s: 0, end_s: 0.1 });
  assert(isWhole(clamped({ start_s: 0, end_s: 0.01 }, 0.1), 0.1));
});

test("the page turns only when the playhead leaves it", () => {
  const view = { start_s: 4, end_s: 8 };
  assert.equal(following(view, duration, 7.9), view);
  const next = following(view, duration, 8.01);
  assert(next.start_s < 8.01 && next.end_s > 11);
  assert.equal(following(view, duration, 0.5).start_s, 0.5 - 0.2);
});

test("showing a mark moves only when it must, and widens for a long one", () => {
  const view = { start_s: 4, end_s: 8 };
  assert.equal(showing(view, duration, { start_s: 5, end_s: 6 }), view);
  const far = showing(view, duration, { start_s: 15, end_s: 15.5 });
  assert.equal(far.end_s - far.start_s, 4);
  const long = showing(view, duration, { start_s: 9, end_s: 17 });
  assert(long.start_s <= 9 && long.end_s >= 17);
});

test("a marked part has two ends in order, inside the take, and is no slip of the hand", () => {
  assert.deepEqual(regionBetween(9, 3, duration), { start_s: 3, end_s: 9 });
  assert.deepEqual(regionBetween(-2, 30, duration), { start_s: 0, end_s: duration });
  assert.equal(regionBetween(3, 3.01, duration), null);
  const from = { start_s: 3, end_s: 9 };
  assert.deepEqual(withEnd(from, "start", 5, duration), { start_s: 5, end_s: 9 });
  assert(withEnd(from, "start", 12, duration).start_s < 9);
  assert.equal(withEnd(from, "end", 100, duration).end_s, duration);
  assert(withEnd(from, "end", 0, duration).end_s > 3);
});
