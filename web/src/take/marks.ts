/** What was found at a moment or over a stretch of the take: clipped places, clicks, pops, pauses. */

import type { Scorecard, TakeEvent } from "../api/types";
import { text } from "../text/en";

/** A path around (x, y) of reach r: a triangle clipped, a diamond click, a disc pop, bars pause, a bust another voice, else a square. */
export function markPath(kind: string, x: number, y: number, r: number): string {
  const p = 0.8 * r;
  if (kind === "clip") return `M${x - r} ${y - r}H${x + r}L${x} ${y + r}Z`;
  if (kind === "click") return `M${x} ${y - r}L${x + p} ${y}L${x} ${y + r}L${x - p} ${y}Z`;
  if (kind === "plosive") return `M${x - r} ${y}A${r} ${r} 0 1 0 ${x + r} ${y}A${r} ${r} 0 1 0 ${x - r} ${y}Z`;
  if (kind === "other_voice") {
    return `M${x} ${y - r}L${x + 0.5 * r} ${y - 0.1 * r}L${x - 0.5 * r} ${y - 0.1 * r}ZM${x - r} ${y + r}V${y + 0.2 * r}H${x + r}V${y + r}Z`;
  }
  if (kind === "pause") {
    const w = 0.6 * r;
    return `M${x - p} ${y - p}h${w}v${2 * p}h${-w}ZM${x + p - w} ${y - p}h${w}v${2 * p}h${-w}Z`;
  }
  return `M${x - p} ${y - p}H${x + p}V${y + p}H${x - p}Z`;
}

export const kMarkColour: Record<string, "reject" | "review" | "accent" | "soft"> = {
  clip: "reject",
  click: "review",
  plosive: "accent",
  other_voice: "reject",
};

const kKinds = ["other_voice", "clip", "click", "plosive", "sibilance", "pause"];
const kNames: Record<string, readonly [string, string]> = text.take.events;

function isRange(value: unknown): value is { start_s: number; end_s: number } {
  return typeof value === "object" && value !== null && "start_s" in value && "end_s" in value &&
    typeof value.start_s === "number" && typeof value.end_s === "number";
}

/** Pauses are a list of their own on the scorecard. */
export function marksOf(card: Scorecard | null): TakeEvent[] {
  if (!card) return [];
  const pauses = Array.isArray(card["pauses"]) ? card["pauses"].filter(isRange) : [];
  return [...card.events.filter(isRange), ...pauses.map((pause) => ({ ...pause, kind: "pause" }))].sort(
    (a, b) => a.start_s - b.start_s,
  );
}

/** "clipped place", or "clipped places" for any count but one. */
export function nameOf(kind: string, count: number): string {
  const names = kNames[kind];
  return names ? names[count === 1 ? 0 : 1] : kind;
}

/** How many of each kind, in a fixed order. */
export function countsOf(marks: TakeEvent[]): { kind: string; count: number }[] {
  const counts = new Map(kKinds.map((kind) => [kind, 0]));
  for (const { kind } of marks) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 0).map(([kind, count]) => ({ kind, count }));
}
