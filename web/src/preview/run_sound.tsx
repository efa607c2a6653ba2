/** A finished clone to see and hear. */

import type { CloneRun } from "../api/types";
import { greatest, type Peaks, wavePath } from "../compare/wave_path";
import { useAsk } from "../state/use_ask";
import { Icon } from "../take/shapes";
import { clockTenths } from "../takes/format";
import { fill, text } from "../text/en";
import { clipName } from "./clips";
import { clonePlayer, inPlayer, open, toggle } from "./sound";

const words = text.preview;
const kColumns = 480;
const kStep_s = 2;

interface CloneView {
  peaks: Peaks;
}

function Wave({ run }: { run: CloneRun }) {
  const peaks = useAsk<CloneView>(`/clones/${encodeURIComponent(run.id)}/view?columns=${kColumns}`).data?.peaks;
  const isIn = inPlayer.value === run.id;
  const duration_s = (isIn && clonePlayer.duration_s.value) || run.duration_s || 0;
  const time_s = isIn ? clonePlayer.time_s.value : 0;
  const seek = (to_s: number) => {
    if (inPlayer.peek() !== run.id) open(run.id);
    clonePlayer.seek(to_s);
  };
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -kStep_s, ArrowRight: kStep_s, Home: -duration_s, End: duration_s }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    seek(Math.min(duration_s, Math.max(0, time_s + by)));
  };
  const path = peaks ? wavePath(peaks, 0.96 / greatest(peaks)) : "";
  return (
    <div
      class="clone-wave"
      role="slider"
      tabIndex={0}
      aria-label={fill(words.waveOf, { clip: clipName(run.take) })}
      aria-valuemin={0}
      aria-valuemax={Number(duration_s.toFixed(1))}
      aria-valuenow={Number(time_s.toFixed(1))}
      aria-valuetext={clockTenths(time_s)}
      onKeyDown={onKey}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        seek((duration_s * (event.clientX - box.left)) / box.width);
      }}
    >
      <svg viewBox={`0 0 ${peaks?.min.length ?? kColumns} 2`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path} />
      </svg>
      {isIn && <span class="playhead" style={{ left: `${duration_s > 0 ? (100 * time_s) / duration_s : 0}%` }} />}
    </div>
  );
}

export function RunSound({ run }: { run: CloneRun }) {
  const isIn = inPlayer.value === run.id;
  const isPlaying = isIn && clonePlayer.isPlaying.value;
  const clip = clipName(run.take);
  return (
    <>
      <div class="clone-sound">
        <button
          type="button"
          class="clone-play primary"
          aria-label={fill(isPlaying ? words.pauseOf : words.playOf, { clip })}
          title={isPlaying ? words.pause : words.play}
          onClick={() => toggle(run.id)}
        >
          <Icon of={isPlaying ? "pause" : "play"} />
        </button>
        <Wave run={run} />
        <span class="number soft">{clockTenths(isIn ? clonePlayer.time_s.value : (run.duration_s ?? 0))}</span>
      </div>
      {isIn && clonePlayer.isBroken.value && <p class="problem">{words.cannotPlay}</p>}
    </>
  );
}
