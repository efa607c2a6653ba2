// exact: the recorder's states, and that what makes no sense at a moment changes nothing.
import assert from "node:assert/strict";
import test from "node:test";

import { after, kStart, type Action, type Phase, type RecorderState } from "../src/record/state";

const run = (actions: Action[], from: RecorderState = kStart) => actions.reduce((state, action) => after(state, action), from);
const kReady: Action[] = [{ type: "ask" }, { type: "opened" }];

test("from nothing to a take, with a count-in of three", () => {
  const counting = run([...kReady, { type: "record", count: 3 }]);
  assert.deepEqual(counting, { phase: "counting", problem: null, left: 3 });
  const two = run([{ type: "tick" }], counting);
  assert.equal(two.left, 2);
  const recording = run([{ type: "tick" }, { type: "tick" }], two);
  assert.equal(recording.phase, "recording");
  const saving = run([{ type: "stop" }], recording);
  assert.equal(saving.phase, "saving");
  assert.equal(after(saving, { type: "saved" }).phase, "ready");
});

test("without count-in it records at once", () => {
  assert.equal(run([...kReady, { type: "record", count: 0 }]).phase, "recording");
});

test("a refusal says why and can be asked again", () => {
  const denied = run([{ type: "ask" }, { type: "failed", problem: "denied" }]);
  assert.deepEqual(denied, { phase: "off", problem: "denied", left: 0 });
  assert.deepEqual(after(denied, { type: "ask" }), { phase: "asking", problem: null, left: 0 });
});

test("a microphone that is pulled out mid-take saves what came, then is off and says so", () => {
  const saving = run([...kReady, { type: "record", count: 0 }, { type: "closed", problem: "unplugged" }]);
  assert.deepEqual(saving, { phase: "saving", problem: "unplugged", left: 0 });
  assert.deepEqual(after(saving, { type: "saved" }, false), { phase: "off", problem: "unplugged", left: 0 });
});

test("a microphone that is pulled out before the take ends the count-in", () => {
  const off = run([...kReady, { type: "record", count: 3 }, { type: "closed", problem: "unplugged" }]);
  assert.deepEqual(off, { phase: "off", problem: "unplugged", left: 0 });
});

test("cancelling leads back to ready from the count-in and from the take", () => {
  assert.equal(run([...kReady, { type: "record", count: 3 }, { type: "cancel" }]).phase, "ready");
  assert.equal(run([...kReady, { type: "record", count: 0 }, { type: "cancel" }]).phase, "ready");
});

test("each state knows only its own actions", () => {
  const known: Record<Phase, Action["type"][]> = {
    off: ["ask"],
    asking: ["opened", "failed", "closed"],
    ready: ["listen", "record", "closed"],
    listening: ["heard", "record", "closed"],
    counting: ["tick", "cancel", "closed"],
    recording: ["stop", "cancel", "closed"],
    saving: ["saved", "closed"],
  };
  const actions: Action[] = [
    { type: "ask" },
    { type: "opened" },
    { type: "failed", problem: "none" },
    { type: "closed", problem: "unplugged" },
    { type: "listen" },
    { type: "heard" },
    { type: "record", count: 1 },
    { type: "tick" },
    { type: "stop" },
    { type: "cancel" },
    { type: "saved" },
  ];
  for (const [phase, types] of Object.entries(known)) {
    const state: RecorderState = { phase: phase as Phase, problem: null, left: 2 };
    for (const action of actions) {
      const isKnown = after(state, action) !== state;
      assert.equal(isKnown, types.includes(action.type), `${phase}: ${action.type}`);
    }
  }
});
