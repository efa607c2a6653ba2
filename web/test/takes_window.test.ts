// property: for any scroll, the rows drawn cover the view, and a revealed row is in it.
import assert from "node:assert/strict";
import test from "node:test";

import { rowsInView, toReveal } from "../src/takes/window";

const kRow = 112;

test("the rows drawn cover what is in view and no more than is asked", () => {
  for (const count of [0, 1, 7, 10_000]) {
    for (let above = -2000; above < count * kRow + 2000; above += 997) {
      const { first, end } = rowsInView(above, 900, kRow, count, 3);
      assert(first >= 0 && end <= count && first <= end);
      assert(end - first <= Math.ceil(900 / kRow) + 1 + 6);
      for (const y of [above, above + 450, above + 899]) {
        const row = Math.floor(y / kRow);
        if (row >= 0 && row < count) assert(row >= first && row < end, `row ${row} of ${count} at ${above}`);
      }
    }
  }
});

test("after the step that is asked for, the row lies between the margins", () => {
  for (let top = -5000; top < 5000; top += 61) {
    const now = top - toReveal(top, kRow, 800, 150);
    assert(now >= 150 && now + kRow <= 800, `from ${top} to ${now}`);
    assert.equal(toReveal(now, kRow, 800, 150), 0);
  }
});

test("a view lower than a row shows its top", () => {
  assert.equal(300 - toReveal(300, kRow, 100, 0), 0);
});
