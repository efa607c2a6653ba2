/** How long the take is, against the length that is ideal. */

import { fill, text } from "../text/en";
import { elapsed_s } from "./recorder";

/** What most cloning systems take best, seconds: docs/score.md, profiles. */
const kIdeal_s = { from: 12, to: 35 } as const;
const kScale_s = 45;

const words = text.record.time;
const percent = (time_s: number) => `${(100 * Math.min(time_s, kScale_s)) / kScale_s}%`;

function wordOf(time_s: number): string {
  if (time_s < kIdeal_s.from) return fill(words.short, { n: Math.ceil(kIdeal_s.from - time_s) });
  return time_s <= kIdeal_s.to ? words.good : words.long;
}

export function clockOf(time_s: number): string {
  const seconds = Math.floor(time_s);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function TakeClock() {
  const time_s = elapsed_s.value;
  const word = wordOf(time_s);
  return (
    <div class="take-clock">
      <p class="take-time">
        <strong>{clockOf(time_s)}</strong> <span>{word}</span>
      </p>
      <div
        class="take-bar"
        role="progressbar"
        aria-label={words.label}
        aria-valuemin={0}
        aria-valuemax={kScale_s}
        aria-valuenow={Math.min(kScale_s, Math.floor(time_s))}
        aria-valuetext={`${clockOf(time_s)}, ${word}`}
      >
        <div class="take-ideal" style={{ left: percent(kIdeal_s.from), width: percent(kIdeal_s.to - kIdeal_s.from) }} />
        <div class="take-done" style={{ width: percent(time_s) }} />
      </div>
      <div class="take-scale" aria-hidden="true">
        <span style={{ left: percent(kIdeal_s.from) }}>{kIdeal_s.from} s</span>
        <span style={{ left: percent(kIdeal_s.to) }}>{kIdeal_s.to} s</span>
        <span class="hidden">{fill(words.ideal, kIdeal_s)}</span>
      </div>
    </div>
  );
}
