/** A text that is being spoken: what the engine says, how far it is, how long it has taken, and a way out. */

import { useEffect, useState } from "preact/hooks";

import type { CloneRun } from "../api/types";
import { isConnected } from "../state/connection";
import { sentence } from "../take/figures";
import { clock } from "../takes/format";
import { fill, text } from "../text/en";
import { clipName } from "./clips";
import { cancelRun } from "./runs";

const words = text.preview;

function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(ticking);
  }, []);
  return now;
}

export function RunProgress({ run }: { run: CloneRun }) {
  const [isStopping, setStopping] = useState(false);
  const now = useNow();
  const said = run.news ? sentence(run.news) : run.state === "waiting" ? words.waiting : words.running;
  const stop = async () => {
    setStopping(true);
    setStopping(await cancelRun(run.id));
  };
  return (
    <div class="clone-progress">
      <p role="status">{isStopping ? words.cancelling : said}</p>
      <div class="clone-progress-line">
        <progress value={run.progress ?? undefined} max={1} aria-label={words.running} />
        <span class="number soft">
          {run.progress !== null && `${Math.round(100 * run.progress)} % · `}
          {fill(words.elapsed, { time: clock(Math.max(0, now - run.created_ms) / 1000) })}
        </span>
        <button
          type="button"
          disabled={isStopping}
          aria-label={fill(words.cancelOf, { clip: clipName(run.take) })}
          onClick={() => void stop()}
        >
          {words.cancel}
        </button>
      </div>
      {!isConnected.value && <p class="clone-away">{words.stale}</p>}
    </div>
  );
}
