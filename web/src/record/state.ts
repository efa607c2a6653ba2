/** What the recorder is doing: a plain reducer. What happens in the world at each step is in recorder.ts. */

export type Phase = "off" | "asking" | "ready" | "listening" | "counting" | "recording" | "saving";

/** Why there is no microphone. */
export type Problem = "denied" | "none" | "busy" | "unplugged" | "insecure" | "failed";

export interface RecorderState {
  phase: Phase;
  problem: Problem | null;
  /** Seconds of the count-in that are left. */
  left: number;
}

export type Action =
  /** The person wants the microphone. */
  | { type: "ask" }
  | { type: "opened" }
  | { type: "failed"; problem: Problem }
  /** The microphone went away by itself, or was put away (no problem). */
  | { type: "closed"; problem: Problem | null }
  | { type: "listen" }
  | { type: "heard" }
  | { type: "record"; count: number }
  | { type: "tick" }
  /** What was recorded becomes a take. */
  | { type: "stop" }
  | { type: "cancel" }
  /** The take is made, or could not be. */
  | { type: "saved" };

export const kStart: RecorderState = { phase: "off", problem: null, left: 0 };

const to = (phase: Phase, problem: Problem | null = null, left = 0): RecorderState => ({ phase, problem, left });

function begun(count: number): RecorderState {
  return count > 0 ? to("counting", null, count) : to("recording");
}

function ticked(state: RecorderState): RecorderState {
  return state.left > 1 ? to("counting", null, state.left - 1) : to("recording");
}

/** The microphone is gone. A take under way is saved as far as it came; when it is, the recorder is off. */
function closed(state: RecorderState, problem: Problem | null): RecorderState {
  if (state.phase === "off") return state;
  return state.phase === "recording" || state.phase === "saving" ? to("saving", problem) : to("off", problem);
}

/** The state after `action`; the same object when the action means nothing now. */
export function after(state: RecorderState, action: Action, hasMicrophone = true): RecorderState {
  const { phase } = state;
  switch (action.type) {
    case "ask":
      return phase === "off" ? to("asking") : state;
    case "opened":
      return phase === "asking" ? to("ready") : state;
    case "failed":
      return phase === "asking" ? to("off", action.problem) : state;
    case "closed":
      return closed(state, action.problem);
    case "listen":
      return phase === "ready" ? to("listening") : state;
    case "heard":
      return phase === "listening" ? to("ready") : state;
    case "record":
      return phase === "ready" || phase === "listening" ? begun(action.count) : state;
    case "tick":
      return phase === "counting" ? ticked(state) : state;
    case "stop":
      return phase === "recording" ? to("saving") : state;
    case "cancel":
      return phase === "counting" || phase === "recording" ? to("ready") : state;
    case "saved":
      if (phase !== "saving") return state;
      return hasMicrophone ? to("ready") : to("off", state.problem);
  }
}
