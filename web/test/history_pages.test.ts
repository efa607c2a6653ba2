// exact: what is asked of the log; property: pages go together without holes or doubles.
import assert from "node:assert/strict";
import test from "node:test";

import type { AuditPage, AuditRecord } from "../src/api/types";
import { joined, kGroups, pathsOf, withNewest, withOlder } from "../src/history/log_pages";

const record = (number: number, act = "clone_made", sha256 = `sum ${number}`): AuditRecord => ({
  number,
  time: "",
  act,
  voice_id: "",
  voice: null,
  details: {},
  sha256,
});
const page = (numbers: number[], more: boolean, size = 100): AuditPage => ({ size, records: numbers.map((n) => record(n)), more });
const numbers = (of: AuditPage): number[] => of.records.map(({ number }) => number);

test("what is asked: everything at once, a group act by act", () => {
  assert.deepEqual(pathsOf({ group: "all", voice_id: "" }), ["/audit?limit=50"]);
  assert.deepEqual(pathsOf({ group: "marks", voice_id: "a b" }, 0), [
    "/audit?limit=50&act=watermark_embedded&voice=a+b&before=0",
    "/audit?limit=50&act=watermark_detected&voice=a+b&before=0",
  ]);
});

test("answers for several acts: newest first, cut to a page, what an unfinished answer may hide left for the next", () => {
  assert.deepEqual(joined([page([9, 5], false), page([8, 2], false)]), { ...page([9, 8, 5, 2], false) });
  // the first answer may have more between 5 and 2
  const cut = joined([page([9, 5], true), page([8, 2], false)]);
  assert.deepEqual([numbers(cut), cut.more], [[9, 8, 5], true]);
  const long = joined([page([9, 5], false), page([8, 2], false)], 3);
  assert.deepEqual([numbers(long), long.more], [[9, 8, 5], true]);
  assert.deepEqual(joined([page([], false, 7), page([], false, 7)]), { size: 7, records: [], more: false });
});

test("a log of many acts, paged to its beginning, is the log", () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let trial = 0; trial < 50; trial++) {
    const acts: readonly string[] = kGroups.consent;
    const most = 1 + random(6);
    const log = Array.from({ length: random(60) }, (_, n) => record(n, acts[random(acts.length)])).reverse();
    const answer = (act: string, before: number): AuditPage => {
      const found = log.filter((one) => one.act === act && one.number < before);
      return { size: log.length, records: found.slice(0, most), more: found.length > most };
    };
    const ask = (before: number) => joined(acts.map((act) => answer(act, before)), most);
    let shown = ask(Number.MAX_SAFE_INTEGER);
    for (let turn = 0; shown.more && turn < 100; turn++) shown = withOlder(shown, ask(shown.records.at(-1)?.number ?? 0));
    assert.deepEqual(shown.records, log);
  }
});

test("the newest page over what is shown", () => {
  assert.deepEqual(withNewest(null, page([3, 2], true)), page([3, 2], true));
  const shown = page([9, 8, 7, 6, 5, 4], true);
  const grown = withNewest(shown, page([11, 10, 9, 8], true, 101));
  assert.deepEqual([numbers(grown), grown.more, grown.size], [[11, 10, 9, 8, 7, 6, 5, 4], true, 101]);
  // shown to its beginning: it stays so
  assert.equal(withNewest(page([2, 1], false), page([3, 2], true)).more, false);
  // too much came meanwhile: a hole would be hidden
  assert.deepEqual(numbers(withNewest(shown, page([99, 98], true))), [99, 98]);
  // another log under the same numbers
  const other = { ...page([], true), records: [record(9, "clone_made", "another sum")] };
  assert.deepEqual(withNewest(shown, other), other);
  assert.deepEqual(withNewest(shown, page([2], false)), page([2], false));
});

test("older records go below, once each", () => {
  const all = withOlder(page([9, 8], true), page([8, 7], false, 100));
  assert.deepEqual([numbers(all), all.more], [[9, 8, 7], false]);
});
