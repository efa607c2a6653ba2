/** How loud it is, for the meter. Full scale is ±1; levels in dB of it. */

/** The quiet end of the meter, dBFS. */
export const kFloorDb = -60;
/** Where the peaks of speech should be, dBFS: loud enough to stand clear of the noise, and room left for a sudden
 *  laugh (the scorecard wants true peaks of -3 dBTP or less). */
export const kTarget = { from: -18, to: -6 } as const;
/** At and above this a converter is at its end: one step of 16 bits below full scale, and a little. */
const kClipped = 0.999;

export function dbfs(amplitude: number): number {
  return amplitude > 0 ? 20 * Math.log10(amplitude) : -Infinity;
}

export interface Loudness {
  /** Largest |sample| over all channels. */
  peak: number;
  /** Samples at the end of the converter's range. */
  clipped: number;
}

export function loudness(channels: readonly Float32Array[]): Loudness {
  let peak = 0;
  let clipped = 0;
  for (const channel of channels) {
    for (const sample of channel) {
      const size = Math.abs(sample);
      if (size > peak) peak = size;
      if (size >= kClipped) ++clipped;
    }
  }
  return { peak, clipped };
}

/** 0 at the quiet end of the meter, 1 at full scale. */
export function place(level_db: number): number {
  return Math.min(1, Math.max(0, 1 - level_db / kFloorDb));
}

export type LevelWord = "silent" | "quiet" | "fair" | "good" | "loud";

/** In a word, for a peak that was held. */
export function wordOf(level_db: number): LevelWord {
  if (level_db < -50) return "silent";
  if (level_db < -30) return "quiet";
  if (level_db < kTarget.from) return "fair";
  return level_db <= kTarget.to ? "good" : "loud";
}

const kFall_db_per_s = 24;
const kHold_s = 1.5;

/** A meter that jumps up, falls slowly and keeps the highest peak for a while. */
export class Ballistics {
  shown_db = -Infinity;
  held_db = -Infinity;
  private held_for_s = 0;

  update(peak: number, passed_s: number): void {
    const now_db = dbfs(peak);
    this.shown_db = Math.max(now_db, Math.max(this.shown_db, kFloorDb) - kFall_db_per_s * passed_s);
    this.held_for_s += passed_s;
    if (now_db >= this.held_db) {
      this.held_db = now_db;
      this.held_for_s = 0;
    } else if (this.held_for_s > kHold_s) {
      this.held_db = Math.max(now_db, this.held_db - kFall_db_per_s * passed_s);
    }
  }
}
