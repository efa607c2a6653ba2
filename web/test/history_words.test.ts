// exact: limits, the answer of the check, lengths and days in words.
import assert from "node:assert/strict";
import test from "node:test";

import type { AuditCheck, LimitLeft } from "../src/api/types";
import { answerOf } from "../src/history/check_answer";
import { limitGroups, limitSentence } from "../src/history/limits";
import { counted, dayAndTime, dayName, dayOf, lengthOf, momentOf } from "../src/history/words";

const limit = (kind: string, left: number, amount: number, window_s: number, scope = "installation"): LimitLeft => ({
  kind,
  scope,
  amount,
  window_s,
  left,
});

test("what is left of a limit", () => {
  assert.equal(limitSentence(limit("synthesis", 58, 60, 60)), "58 of 60 clones this minute left");
  assert.equal(limitSentence(limit("characters", 41200, 60000, 3600)), "41,200 of 60,000 characters of text this hour left");
  assert.equal(limitSentence(limit("consent", 0, 30, 86400)), "None of 30 requests for consent today left; wait a little");
  assert.equal(limitSentence(limit("synthesis", 1, 1, 60)), "1 of 1 clone this minute left");
  assert.equal(limitSentence(limit("new_kind", 2, 3, 90)), "2 of 3 new kind within 90 s left");
  assert.equal(limitSentence(limit("synthesis", -1, 60, 60)), "None of 60 clones this minute left; wait a little");
});

test("limits by whose they are: all voices together first", () => {
  const names = new Map<string, string | null>([["a1", "Ada"], ["b2", null]]);
  const groups = limitGroups(
    [
      { ...limit("synthesis", 58, 60, 60, "voice"), voice_id: "a1" },
      limit("synthesis", 118, 120, 60),
      limit("consent", 9, 10, 86400, "b2"),
      { ...limit("characters", 1, 2, 60, "voice"), voice_id: "a1" },
      limit("synthesis", 60, 60, 60, "voice"),
    ],
    names,
  );
  assert.deepEqual(
    groups.map(({ title, limits }) => [title, limits.length]),
    [["All voices together", 1], ["For “Ada”", 2], ["For voice b2 …", 1], ["For one voice", 1]],
  );
});

const kNow = new Date(2026, 10, 21, 15, 0);
const at = (day: number, hour: number): string => new Date(2026, 10, day, hour, 5).toISOString();

test("whether the log is whole", () => {
  const head = { size: 1204, root: "", time: at(21, 9), signature: "", public_key: "" };
  const check: AuditCheck = { ok: true, size: 1204, root: "", head, problem: null, first_bad: null };
  assert.equal(answerOf(check, kNow), `The log is whole: 1,204 records, signed ${momentOf(head.time, kNow)}.`);
  assert(answerOf(check, kNow).includes("signed today, "));
  assert.equal(answerOf({ ...check, size: 1, head: null }, kNow), "The log is whole: 1 record, not signed yet.");
  assert.equal(answerOf({ ...check, size: 0 }, kNow), "The log is whole. Nothing is in it yet.");
  const broken = { ...check, ok: false, first_bad: 17 };
  assert.equal(answerOf(broken, kNow), "The log is not whole: record 17 is the first that does not fit.");
  assert.equal(answerOf({ ...broken, first_bad: 0 }, kNow), "The log is not whole: record 0 is the first that does not fit.");
  assert.equal(answerOf({ ...broken, problem: "Record 17 was changed." }, kNow), "The log is not whole.");
  assert.equal(answerOf({ ...broken, first_bad: null }, kNow), "The log is not whole.");
});

test("lengths and counts", () => {
  assert.equal(lengthOf(0), "0 s");
  assert.equal(lengthOf(12.41), "12.4 s");
  assert.equal(lengthOf(59.96), "1 min");
  assert.equal(lengthOf(312), "5.2 min");
  assert.equal(lengthOf(120000), "2,000 min");
  assert.equal(counted(1, ["{n} clone", "{n} clones"]), "1 clone");
  assert.equal(counted(0, ["{n} clone", "{n} clones"]), "0 clones");
});

test("days in the reader's time", () => {
  assert.equal(dayOf(at(21, 0)), "2026-11-21");
  assert.equal(dayOf("never"), "");
  assert.equal(dayName("2026-11-21", kNow), "Today");
  assert.equal(dayName("2026-11-20", new Date(2026, 10, 21, 0, 1)), "Yesterday");
  assert(dayName("2026-11-18", kNow).includes("18"));
  assert(dayName("2025-11-18", kNow).includes("2025"));
  assert.equal(dayName("odd", kNow), "odd");
  assert(dayAndTime(at(20, 9), kNow).startsWith("Yesterday, "));
  assert.equal(momentOf("odd", kNow), "odd");
});
