/** The take's transcript as the page uses it. Stored ones name a word's text "word", as `timbre transcribe --json` does. */

import type { Take, Transcript, Word } from "../api/types";

function wordOf(value: unknown): Word | null {
  if (typeof value !== "object" || value === null) return null;
  const { text, word, start_s, end_s, confidence } = value as Record<string, unknown>;
  if (typeof start_s !== "number" || typeof end_s !== "number") return null;
  return {
    text: String(text ?? word ?? ""),
    start_s,
    end_s,
    confidence: typeof confidence === "number" ? confidence : 1,
  };
}

const known = new WeakMap<Transcript, Transcript>();

/** The same object for the same transcript, so that nothing is drawn anew without need. */
export function heardOf({ transcript }: Pick<Take, "transcript">): Transcript | null {
  if (!transcript) return null;
  const before = known.get(transcript);
  if (before) return before;
  const words = Array.isArray(transcript.words) ? transcript.words.map(wordOf).filter((word) => word !== null) : [];
  const heard = { ...transcript, words };
  known.set(transcript, heard);
  return heard;
}
