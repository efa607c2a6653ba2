// property: what is shown, in which order; exact: counts.
import assert from "node:assert/strict";
import test from "node:test";

import type { TakeSummary, Verdict } from "../src/api/types";
import { counted, listed, type TakeOrder, type TakeQuery } from "../src/takes/listing";

function take(id: string, more: Partial<TakeSummary> = {}): TakeSummary {
  return {
    id,
    revision: 1,
    name: id,
    note: "",
    original_name: "",
    created: "2026-01-01T00:00:00.000Z",
    trashed: null,
    size_bytes: 1,
    duration_s: null,
    sample_rate_hz: null,
    prompt: "",
    verdict: null,
    stars: null,
    overall: null,
    acoustic: null,
    delivery: null,
    labels: [],
    first_words: "",
    problem: null,
    ...more,
  };
}

const kAll: TakeQuery = { order: "newest", search: "", verdict: "", trashed: false };
const idsOf = (takes: TakeSummary[], query: Partial<TakeQuery> = {}) =>
  listed(takes, { ...kAll, ...query }).map((one) => one.id).join(" ");

const kTakes = [
  take("b", { created: "2026-01-02T00:00:00.000Z", name: "Take 10", overall: 40, duration_s: 8, verdict: "reject" }),
  take("a", { created: "2026-01-03T00:00:00.000Z", name: "take 9", overall: 90, duration_s: 30, verdict: "keep" }),
  take("c", { created: "2026-01-01T00:00:00.000Z", name: "Étude", labels: ["noisy"], first_words: "Good morning" }),
  take("d", { created: "2026-01-04T00:00:00.000Z", trashed: "2026-01-05T00:00:00.000Z", verdict: "keep" }),
];

test("every order; what has no value comes last both ways; numbers in names count as numbers", () => {
  const orders: Record<TakeOrder, string> = {
    newest: "a b c",
    oldest: "c b a",
    best: "a b c",
    worst: "b a c",
    name: "c a b",
    longest: "a b c",
  };
  for (const [order, ids] of Object.entries(orders)) assert.equal(idsOf(kTakes, { order: order as TakeOrder }), ids, order);
});

test("the order in which takes come does not matter", () => {
  for (const order of ["newest", "best", "name"] as const) {
    assert.equal(idsOf([...kTakes].reverse(), { order }), idsOf(kTakes, { order }));
  }
});

test("a search finds every word anywhere in name, words and chips, in any case", () => {
  assert.equal(idsOf(kTakes, { search: "TAKE" }), "a b");
  assert.equal(idsOf(kTakes, { search: "  morning NOISY " }), "c");
  assert.equal(idsOf(kTakes, { search: "étude" }), "c");
  assert.equal(idsOf(kTakes, { search: "take noisy" }), "");
});

test("verdict and trash divide", () => {
  assert.equal(idsOf(kTakes, { verdict: "keep" }), "a");
  assert.equal(idsOf(kTakes, { trashed: true }), "d");
});

test("counts leave the trash out of the verdicts", () => {
  assert.deepEqual(counted(kTakes), { all: 3, keep: 1, review: 0, reject: 1, trashed: 1 });
  const verdicts: Verdict[] = ["keep", "review", "reject"];
  for (const verdict of verdicts) {
    assert.equal(listed(kTakes, { ...kAll, verdict }).length, counted(kTakes)[verdict], verdict);
  }
});
