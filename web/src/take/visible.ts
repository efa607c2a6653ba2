/** Which stretch of the take the pictures show. All of these are pure: a stretch in, a stretch out. */

import type { Range } from "../api/types";

/** Closer than this the curves have nothing more to tell. */
const kShortestS = 0.25;

export const whole = (durationS: number): Range => ({ start_s: 0, end_s: durationS });

/** Kept inside the take and not shorter than sensible. */
export function clamped({ start_s, end_s }: Range, durationS: number): Range {
  const length = Math.min(durationS, Math.max(Math.min(kShortestS, durationS), end_s - start_s));
  const start = Math.min(durationS - length, Math.max(0, start_s));
  return { start_s: start, end_s: start + length };
}

/** `factor` above 1 shows less and larger; what is at `atS` stays where it is. */
export function zoomed(from: Range, durationS: number, factor: number, atS: number): Range {
  const length = from.end_s - from.start_s;
  const wanted = Math.min(durationS, Math.max(Math.min(kShortestS, durationS), length / factor));
  const share = length > 0 ? (atS - from.start_s) / length : 0.5;
  const start = atS - share * wanted;
  return clamped({ start_s: start, end_s: start + wanted }, durationS);
}

export function panned(from: Range, durationS: number, byS: number): Range {
  return clamped({ start_s: from.start_s + byS, end_s: from.end_s + byS }, durationS);
}

export function isWhole(range: Range, durationS: number): boolean {
  return range.end_s - range.start_s >= durationS - 1e-6;
}

/** The stretch with some air around it, and with the same one where it is in view already. */
export function showing(from: Range, durationS: number, what: Range): Range {
  if (what.start_s >= from.start_s && what.end_s <= from.end_s) return from;
  const length = Math.max(from.end_s - from.start_s, 1.25 * (what.end_s - what.start_s));
  const middle = 0.5 * (what.start_s + what.end_s);
  return clamped({ start_s: middle - 0.5 * length, end_s: middle + 0.5 * length }, durationS);
}

/** Turns the page when the playhead leaves it to the right, and comes back when it jumps. */
export function following(from: Range, durationS: number, playheadS: number): Range {
  if (playheadS >= from.start_s && playheadS <= from.end_s) return from;
  const length = from.end_s - from.start_s;
  return clamped({ start_s: playheadS - 0.05 * length, end_s: playheadS + 0.95 * length }, durationS);
}
