/** Which seconds become the clip: the best ones, or those marked on the waveform. The mark and the numbers are one. */

import type { Range } from "../api/types";
import { region, withEnd } from "../take/region";
import { tidy } from "../takes/format";
import { fill, text } from "../text/en";

const words = text.exports;

interface Props {
  best: Range;
  duration_s: number;
}

interface EndProps {
  label: string;
  value: number;
  max: number;
  onChange: (value: number) => void;
}

function End({ label, value, max, onChange }: EndProps) {
  return (
    <label>
      <span class="soft">{label}</span>
      <input
        type="number"
        aria-label={fill(words.inSeconds, { end: label })}
        min={0}
        max={max}
        step={0.1}
        value={value.toFixed(2)}
        onChange={(event) => Number.isFinite(event.currentTarget.valueAsNumber) && onChange(event.currentTarget.valueAsNumber)}
      />
      <span class="soft">s</span>
    </label>
  );
}

export function WindowEditor({ best, duration_s }: Props) {
  const own = region.value;
  const window = own ?? best;
  const moveTo = (end: "start" | "end") => (value: number) => {
    region.value = withEnd(window, end, value, duration_s);
  };
  return (
    <div class="window" role="group" aria-label={words.window}>
      <End label={words.start} value={window.start_s} max={duration_s} onChange={moveTo("start")} />
      <End label={words.end} value={window.end_s} max={duration_s} onChange={moveTo("end")} />
      <span class="soft">{fill(own ? words.windowOwn : words.windowBest, { s: tidy(window.end_s - window.start_s) })}</span>
      {own ? (
        <button type="button" onClick={() => (region.value = null)}>
          {words.useBest}
        </button>
      ) : (
        <button type="button" onClick={() => (region.value = { start_s: best.start_s, end_s: best.end_s })}>
          {words.showBest}
        </button>
      )}
    </div>
  );
}
