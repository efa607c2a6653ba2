// exact: lengths, sizes and numbers as people write them.
import assert from "node:assert/strict";
import test from "node:test";

import { bytes, clock, clockTenths, score, tidy, when } from "../src/takes/format";

test("clocks round to what they show, and carry", () => {
  assert.equal(clock(21.4), "0:21");
  assert.equal(clock(59.6), "1:00");
  assert.equal(clock(3671), "1:01:11");
  assert.equal(clock(null), "");
  assert.equal(clock(Number.NaN), "");
  assert.equal(clockTenths(0), "0:00.0");
  assert.equal(clockTenths(59.97), "1:00.0");
  assert.equal(clockTenths(75.25), "1:15.3");
});

test("sizes", () => {
  assert.equal(bytes(0), "0 B");
  assert.equal(bytes(8231), "8 kB");
  assert.equal(bytes(1_248_044), "1.2 MB");
  assert.equal(bytes(209_715_200), "210 MB");
  assert.equal(bytes(3_400_000_000), "3.4 GB");
});

test("numbers without digits that mean nothing, with a true minus", () => {
  assert.equal(tidy(-18.4), "−18.4");
  assert.equal(tidy(-1), "−1");
  assert.equal(tidy(-0.001), "0");
  assert.equal(tidy(26.04), "26");
  assert.equal(tidy(0.126, 2), "0.13");
  assert.equal(score(87.6), "88");
  assert.equal(score(null), "–");
  assert.equal(score(0), "0");
});

test("today the hour, else the day, and the year only where it is another", () => {
  const now = new Date(2026, 10, 21, 18, 0);
  assert(when(new Date(2026, 10, 21, 9, 5).toISOString(), now).includes("05"));
  assert(!when(new Date(2026, 2, 3).toISOString(), now).includes("2026"));
  assert(when(new Date(2025, 2, 3).toISOString(), now).includes("2025"));
  assert.equal(when("not a time", now), "");
});
