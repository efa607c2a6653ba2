/** What is known of the file and of how it was recorded, in words. Everything may be missing. */

import type { Scorecard } from "../api/types";
import { fill, text } from "../text/en";
import { humanised, sentence, withUnit } from "./figures";

type Loose = Record<string, unknown>;

const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const hz = (value: number): string => withUnit(value, { unit: "Hz", decimals: 0 });

const kFacts: Record<string, string> = text.take.facts;
const kFindings: Record<string, string> = text.take.findings;
const kLayouts: Record<string, string> = text.take.layouts;

function factValue(key: string, value: unknown): string {
  if (typeof value === "boolean") return value ? text.take.yes : text.take.no;
  if (typeof value === "number" && key.endsWith("_hz")) return hz(value);
  return String(value);
}

/** Pairs of what and how much, without what is empty or no. */
export function factsOf(card: Scorecard): [string, string][] {
  const audio = isLoose(card["audio"]) ? card["audio"] : {};
  return Object.entries({ ...audio, profile: card["profile"] })
    .filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false)
    .map(([key, value]) => [kFacts[key] ?? humanised(key), factValue(key, value)]);
}

function findingWords(key: string, value: unknown): string {
  const number = typeof value === "number" ? (key.endsWith("_hz") ? hz(value) : String(value)) : "";
  return fill(kFindings[key] ?? `${humanised(key)}.`, { value: number });
}

function channelWords(card: Scorecard): string[] {
  const channels = isLoose(card["channels"]) ? card["channels"] : {};
  const layout = String(channels["layout"] ?? "");
  if (!layout || layout === "mono") return [];
  const judged = channels["analysis_signal"] ? ` ${fill(text.take.judgedSignal, { signal: String(channels["analysis_signal"]) })}` : "";
  return [`${kLayouts[layout] ?? humanised(layout)}.${judged}`];
}

/** Sentences: the channels, what holds of the findings, and the scorecard's own remarks. */
export function remarksOf(card: Scorecard): string[] {
  const findings = isLoose(card["findings"]) ? card["findings"] : {};
  const found = Object.entries(findings).filter(([, value]) => value);
  return [
    ...channelWords(card),
    ...found.map(([key, value]) => findingWords(key, value)),
    ...(card.notes ?? []).map((note) => sentence(String(note))),
  ];
}

const kProcessing: Record<string, string> = text.record.microphone.processing;

export interface CaptureFacts {
  microphone: string;
  isRaw: boolean;
  /** What the browser could not be kept from doing, in words. */
  on: string[];
}

/** What the recorder wrote down; null for a take that came as a file. */
export function captureOf(capture: Loose | null): CaptureFacts | null {
  if (!capture) return null;
  return {
    microphone: String(capture["microphone"] ?? ""),
    isRaw: capture["is_raw"] === true,
    on: listOf(capture["could_not_switch_off"]).map((name) => kProcessing[name] ?? name),
  };
}
