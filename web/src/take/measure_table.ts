/** Every measure in the order in which it is shown: its group, and how many decimals mean something. */

import { text } from "../text/en";
import { humanised } from "./figures";

export type MeasureGroup = "signal" | "delivery";

export interface MeasureInfo {
  name: string;
  title: string;
  /** One sentence; empty for a measure that this page does not know. */
  about: string;
  decimals: number;
  group: MeasureGroup;
}

const kSignal: Record<string, number> = {
  snr_db: 1,
  snr_room_db: 1,
  snr_wada_db: 1,
  noise_floor_dbfs: 1,
  speech_level_dbfs: 1,
  clipped_percent: 3,
  true_peak_dbtp: 2,
  loudness_lufs: 1,
  loudness_max_momentary_lufs: 1,
  loudness_max_short_term_lufs: 1,
  loudness_range_lu: 1,
  duration_s: 2,
  sample_rate_hz: 0,
  bit_depth: 0,
  silence_percent: 1,
  silence_start_s: 2,
  silence_end_s: 2,
  bandwidth_hz: 0,
  srmr: 2,
  hum_db: 1,
  dc_offset: 5,
  click_count: 0,
  plosive_count: 0,
  sibilance_count: 0,
};

const kDelivery: Record<string, number> = {
  f0_median_hz: 1,
  f0_spread_st: 2,
  f0_range_st: 2,
  dynamics_db: 1,
  syllable_rate_hz: 2,
  words_per_minute: 0,
  pauses_per_minute: 1,
  pause_median_s: 2,
  pause_longest_s: 2,
  pause_share_percent: 1,
  filler_count: 0,
  repetition_count: 0,
};

export const kKnownMeasures = [...Object.keys(kSignal), ...Object.keys(kDelivery)];

const kWords: Record<string, readonly [string, string]> = text.take.measures;

export function measureInfo(name: string): MeasureInfo {
  const [title, about] = kWords[name] ?? [humanised(name), ""];
  const signal = kSignal[name];
  const decimals = signal ?? kDelivery[name] ?? 1;
  return { name, title, about, decimals, group: signal === undefined ? "delivery" : "signal" };
}

/** The known ones in their order, then whatever else the scorecard has. */
export function measuresOf(names: string[]): MeasureInfo[] {
  const own = names.filter((name) => !kKnownMeasures.includes(name));
  return [...kKnownMeasures.filter((name) => names.includes(name)), ...own].map(measureInfo);
}
