/** What the scorecard says beyond its numbers. Cards come from the store and may be of an older version, so nothing that
 *  is not in every one is taken for granted. */

import type { About, Advice, MeasureZones, Scorecard } from "../api/types";
import { fill, text } from "../text/en";
import { minus } from "./figures";
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

/** Listeners' opinion as a model predicts it, 1 to 5; null: that part is not there. */
export interface Perceptual {
  name: string;
  mos: number;
  sig: number | null;
  bak: number | null;
  p808: number | null;
}

const numberIn = (part: object, key: string): number | null => {
  const value: unknown = (part as Record<string, unknown>)[key];
  return typeof value === "number" ? value : null;
};

const partOf = (whole: unknown, key: string): object | null => {
  const part: unknown = typeof whole === "object" && whole !== null ? (whole as Record<string, unknown>)[key] : null;
  return typeof part === "object" ? part : null;
};

const nameOf = (part: object): string => String((part as { name?: unknown }).name ?? "");

export function perceptualOf(card: Scorecard): Perceptual | null {
  const part = partOf(card, "perceptual");
  const mos = part && numberIn(part, "mos");
  if (!part || mos === null) return null;
  return { name: nameOf(part), mos, sig: numberIn(part, "sig"), bak: numberIn(part, "bak"), p808: numberIn(part, "p808") };
}

/** Why there is none, and how to get it; empty on older cards. */
export function perceptualWhy(card: Scorecard): string {
  const why = card["perceptual_why"];
  return typeof why === "string" ? why : "";
}

/** What other networks say of the take, a sentence each. */
export function diagnosisOf(card: Scorecard): string[] {
  const said: string[] = [];
  const speaker = partOf(card, "speaker");
  const heard_s = speaker && numberIn(speaker, "heard_s");
  if (speaker && heard_s !== null) {
    const isOne = (speaker as { one_voice?: unknown }).one_voice === true;
    said.push(isOne ? fill(words.oneVoice, { s: Math.round(heard_s) }) : words.otherVoice);
  }
  const denoiser = partOf(card["diagnosis"], "denoiser");
  const removed_db = denoiser && numberIn(denoiser, "removed_db");
  if (denoiser && removed_db !== null) {
    said.push(fill(words.denoiser, { model: modelTitle(nameOf(denoiser)), db: minus(removed_db.toFixed(1)) }));
  }
  const pitch = partOf(card["diagnosis"], "pitch");
  const agree = pitch && numberIn(pitch, "agree_percent");
  const hz = pitch && numberIn(pitch, "f0_median_hz");
  if (pitch && agree !== null && hz !== null) {
    said.push(fill(words.pitch, { model: modelTitle(nameOf(pitch)), hz: Math.round(hz), percent: Math.round(agree) }));
  }
  return said;
}

const { heardAs: words } = text.take;

/** The name that a model goes by among people. */
export const modelTitle = (name: string): string => words.models[name as keyof typeof words.models] ?? name;
