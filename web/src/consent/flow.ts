/** How consent is given, step by step: states and what leads from one to the next, and nothing of the world. */

import type { Consent } from "../api/types";

export type Flow =
  | { is: "closed" }
  /** Asking the server for a statement and words. */
  | { is: "starting" }
  /** The words are on the page; nothing is recorded. `problem`: why the last step did not work. */
  | { is: "ready"; consent: Consent; problem: string }
  | { is: "opening"; consent: Consent }
  | { is: "recording"; consent: Consent }
  /** Handed in; the server listens. */
  | { is: "listening"; consent: Consent }
  /** What came of it. */
  | { is: "answered"; consent: Consent };

export type Step =
  | { type: "start" }
  | { type: "started"; consent: Consent }
  | { type: "failed"; problem: string }
  | { type: "record" }
  | { type: "opened" }
  | { type: "stop" }
  | { type: "answered"; consent: Consent }
  | { type: "again" }
  | { type: "close" };

export const kClosed: Flow = { is: "closed" };

/** What makes no sense at a moment changes nothing. */
export function after(flow: Flow, step: Step): Flow {
  if (step.type === "close") return kClosed;
  if (step.type === "start") return flow.is === "recording" || flow.is === "listening" ? flow : { is: "starting" };
  if (step.type === "started") return flow.is === "starting" ? { is: "ready", consent: step.consent, problem: "" } : flow;
  if (flow.is === "closed" || flow.is === "starting") return step.type === "failed" ? kClosed : flow;
  const { consent } = flow;
  switch (step.type) {
    case "failed":
      return { is: "ready", consent, problem: step.problem };
    case "record":
      return flow.is === "ready" ? { is: "opening", consent } : flow;
    case "opened":
      return flow.is === "opening" ? { is: "recording", consent } : flow;
    case "stop":
      return flow.is === "recording" ? { is: "listening", consent } : flow;
    case "answered":
      return flow.is === "listening" ? { is: "answered", consent: step.consent } : flow;
    case "again":
      return flow.is === "answered" && consent.state === "open" ? { is: "ready", consent, problem: "" } : flow;
  }
}

/** Seconds that the words are still good for, whole, not under 0. */
export const secondsLeft = (consent: Consent, now_ms: number): number =>
  Math.max(0, Math.ceil((consent.challenge_ends_ms - now_ms) / 1000));

/** "1:05". */
export const clockOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
