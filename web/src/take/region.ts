/** The stretch of the open take that is marked: it loops, and the export takes it as its window. Dragging over the
 *  pictures sets it; anything else may. null: nothing is marked. */

import { signal } from "@preact/signals";

import type { Range } from "../api/types";

export const region = signal<Range | null>(null);

/** Shorter ones are slips of the hand. */
export const kShortestRegionS = 0.05;

/** Between two moments in any order, inside the take; null when too short. */
export function regionBetween(aS: number, bS: number, durationS: number): Range | null {
  const start_s = Math.max(0, Math.min(aS, bS));
  const end_s = Math.min(durationS, Math.max(aS, bS));
  return end_s - start_s >= kShortestRegionS ? { start_s, end_s } : null;
}

/** One end moved to `toS`; it does not pass the other. */
export function withEnd(from: Range, end: "start" | "end", toS: number, durationS: number): Range {
  if (end === "start") {
    return { ...from, start_s: Math.min(from.end_s - kShortestRegionS, Math.max(0, toS)) };
  }
  return { ...from, end_s: Math.max(from.start_s + kShortestRegionS, Math.min(durationS, toS)) };
}
