/** What the scorecard says beyond its numbers. Cards come from the store and may be of an older version, so nothing that
 *  is not in every one is taken for granted. */

import type { About, Advice, MeasureZones, Scorecard } from "../api/types";
import { type Level, levelOf } from "./levels";
import { type MeasureInfo, measureInfo, measuresOf } from "./measure_table";

export interface Reading {
  info: MeasureInfo;
  unit: string;
  decimals: number;
  value: number | null;
  level: Level | null;
  scale: MeasureZones | null;
  grade: number | null;
  limit: string;
  source: string;
  next: string;
  why: string;
}

export type AdviceWithGain = Advice & { gain: number };

/** One measure as the page shows it; levels need the zones. */
export function readingOf(card: Scorecard, zones: About["zones"], name: string): Reading {
  const measure = card.measures[name];
  const info = measureInfo(name);
  const scale = zones[name] ?? null;
  const value = measure?.value ?? null;
  // null (and not missing) where the card chose not to judge it
  const isJudged = scale !== null && value !== null && measure?.grade !== null;
  return {
    info: { ...info, title: scale?.title ?? info.title },
    unit: measure?.unit ?? "",
    decimals: info.decimals,
    value,
    level: isJudged ? levelOf(scale, value) : null,
    scale,
    grade: measure?.grade ?? null,
    limit: measure?.limit ?? "",
    source: measure?.source ?? "",
    next: measure?.next ?? "",
    why: measure?.why ?? "",
  };
}

export function readingsOf(card: Scorecard, zones: About["zones"]): Reading[] {
  return measuresOf(Object.keys(card.measures)).map((info) => readingOf(card, zones, info.name));
}

const kBadFirst: Record<Level, number> = { poor: 0, fair: 1, good: 2 };

/** What pulls the verdict down, worst first. */
export function againstOf(readings: Reading[]): Reading[] {
  return readings
    .filter((reading) => reading.level === "poor" || reading.level === "fair")
    .sort((a, b) => kBadFirst[a.level ?? "good"] - kBadFirst[b.level ?? "good"] || (a.grade ?? 1) - (b.grade ?? 1));
}

/** What speaks for the take, best first. */
export function forOf(readings: Reading[]): Reading[] {
  return readings.filter((reading) => reading.level === "good").sort((a, b) => (b.grade ?? 0) - (a.grade ?? 0));
}

export function adviceOf(card: Scorecard): AdviceWithGain[] {
  return card.advice.map((item) => {
    const gain = (item as { gain?: unknown }).gain;
    return { ...item, gain: typeof gain === "number" ? gain : 0 };
  });
}

function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null && "text" in value ? String(value.text) : "";
}

/** The one thing to change first; empty when there is nothing. */
export function firstOf(card: Scorecard): string {
  return textIn(card["first"]) || textIn(card.advice[0]);
}

/** "Do this. (Noise floor: −41 dBFS)" → the deed and its measured reason. */
export function deedAndReason(first: string): { deed: string; reason: string } {
  const found = /^(.*\S)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*\.?$/s.exec(first);
  return found ? { deed: found[1] ?? first, reason: found[2] ?? "" } : { deed: first, reason: "" };
}

/** A score, or why there is none. */
export function scoreOf(card: Scorecard, axis: "acoustic" | "delivery"): { score: number | null; why: string } {
  const part = card[axis] as { score?: number | null; why?: string } | null;
  return { score: typeof part?.score === "number" ? part.score : null, why: part?.why ?? "" };
}

export function perceptualOf(card: Scorecard): { name: string; mos: number } | null {
  const part = card["perceptual"] as { name?: unknown; mos?: unknown } | null | undefined;
  return typeof part?.mos === "number" ? { name: String(part.name ?? ""), mos: part.mos } : null;
}
