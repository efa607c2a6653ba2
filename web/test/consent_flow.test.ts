// exact: the steps of giving consent, and that what makes no sense at a moment changes nothing.
import assert from "node:assert/strict";
import test from "node:test";

import type { Consent } from "../src/api/types";
import { after, clockOf, kClosed, secondsLeft, type Flow, type Step } from "../src/consent/flow";

const consent = { id: "1", state: "open", tries_left: 3, started_ms: 1000, challenge_ends_ms: 121_000 } as Consent;
const run = (steps: Step[], from: Flow = kClosed) => steps.reduce(after, from);
const kReady: Step[] = [{ type: "start" }, { type: "started", consent }];
const kListening: Step[] = [...kReady, { type: "record" }, { type: "opened" }, { type: "stop" }];

test("from nothing to an answer", () => {
  assert.equal(run(kReady).is, "ready");
  assert.equal(run([...kReady, { type: "record" }]).is, "opening");
  assert.equal(run([...kReady, { type: "record" }, { type: "opened" }]).is, "recording");
  assert.equal(run(kListening).is, "listening");
  const given = { ...consent, state: "given" } as Consent;
  assert.deepEqual(run([...kListening, { type: "answered", consent: given }]), { is: "answered", consent: given });
});

test("after a failed try the same words are read again, after the last they are not", () => {
  const open = run([...kListening, { type: "answered", consent: { ...consent, tries_left: 2 } }]);
  const again = after(open, { type: "again" });
  assert.equal(again.is, "ready");
  const refused = run([...kListening, { type: "answered", consent: { ...consent, state: "refused", tries_left: 0 } }]);
  assert.equal(after(refused, { type: "again" }), refused);
  assert.equal(after(refused, { type: "start" }).is, "starting");
});

test("a problem leaves the words on the page and says why", () => {
  const failed = run([...kReady, { type: "record" }, { type: "failed", problem: "no microphone" }]);
  assert.deepEqual(failed, { is: "ready", consent, problem: "no microphone" });
  assert.equal(run([{ type: "start" }, { type: "failed", problem: "" }]).is, "closed");
});

test("what makes no sense changes nothing", () => {
  for (const step of [{ type: "record" }, { type: "stop" }, { type: "opened" }, { type: "again" }] as Step[])
    assert.equal(after(kClosed, step), kClosed);
  const listening = run(kListening);
  for (const step of [{ type: "start" }, { type: "record" }, { type: "stop" }] as Step[])
    assert.equal(after(listening, step), listening);
  // an answer that comes after the panel was closed
  assert.equal(after(kClosed, { type: "answered", consent }), kClosed);
  assert.equal(after(kClosed, { type: "started", consent }), kClosed);
});

test("the clock counts whole seconds down to nothing", () => {
  assert.equal(secondsLeft(consent, 1000), 120);
  assert.equal(secondsLeft(consent, 1001), 120);
  assert.equal(secondsLeft(consent, 120_500), 1);
  assert.equal(secondsLeft(consent, 500_000), 0);
  assert.equal(clockOf(120), "2:00");
  assert.equal(clockOf(65), "1:05");
  assert.equal(clockOf(0), "0:00");
});
