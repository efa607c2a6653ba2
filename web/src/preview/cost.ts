/** What a finished clone cost, in words. */

import type { CloneRun } from "../api/types";
import { tidy } from "../takes/format";
import { fill, text } from "../text/en";

const words = text.preview.cost;

/** Seconds: two useful digits below ten, whole ones from there. */
const seconds = (value: number): string => tidy(value, value < 10 ? 1 : 0);

/** "4.2 s of speech, first sound after 0.8 s, took 3.1 s, 0.74 times real time". What is not known is left out. */
export function costOf({ duration_s, first_audio_s, took_s, from_cache }: CloneRun): string {
  const parts: string[] = [];
  if (duration_s !== null) parts.push(fill(words.length, { s: seconds(duration_s) }));
  if (from_cache) return [...parts, words.kept].join(", ");
  if (first_audio_s !== null) parts.push(fill(words.first, { s: seconds(first_audio_s) }));
  if (took_s !== null) parts.push(fill(words.took, { s: seconds(took_s) }));
  if (took_s !== null && duration_s) {
    const times = took_s / duration_s;
    parts.push(fill(words.times, { n: tidy(times, times < 1 ? 2 : times < 10 ? 1 : 0) }));
  }
  return parts.join(", ");
}
