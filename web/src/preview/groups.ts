/** Runs that say the same in the same way stand side by side: one text, from one clip or from several. */

import type { CloneRun } from "../api/types";

export interface RunGroup {
  key: string;
  /** Newest first; never empty. */
  runs: CloneRun[];
}

/** The clip is left out of it: that is what is compared. */
export function keyOf(run: CloneRun): string {
  const { voice, engine, text, speed, pitch_st, expressiveness, pauses, instruction, seed, fits_closely } = run;
  return JSON.stringify([voice, engine, text, speed, pitch_st, expressiveness, pauses, instruction, seed, fits_closely]);
}

const byAge = (a: CloneRun, b: CloneRun): number => b.created_ms - a.created_ms || (a.id < b.id ? 1 : -1);

/** Groups by their newest run. Within a group a later run of the same clip takes the earlier one's place, unless both
 *  came to something. */
export function grouped(runs: Iterable<CloneRun>): RunGroup[] {
  const groups = new Map<string, CloneRun[]>();
  for (const run of [...runs].sort(byAge)) {
    const key = keyOf(run);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups].map(([key, all]) => ({ key, runs: all.filter((run, at) => !isReplaced(run, all.slice(0, at))) }));
}

const isVain = (run: CloneRun): boolean => run.state === "failed" || run.state === "cancelled";

/** A try that came to nothing is of no interest once its clip was tried again. */
const isReplaced = (run: CloneRun, later: CloneRun[]): boolean =>
  isVain(run) && later.some((other) => other.take === run.take);

export const isActive = (run: CloneRun): boolean => run.state === "waiting" || run.state === "running";
