/** Why the microphone could not be opened. */

import type { Problem } from "./state";

/** What getUserMedia() throws, as one of ours. */
export function problemOf(error: unknown): Problem {
  switch (error instanceof Error ? error.name : "") {
    case "NotAllowedError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "none";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    case "SecurityError":
      return "insecure";
    default:
      return "failed";
  }
}
