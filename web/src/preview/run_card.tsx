/** One run, whatever became of it. */

import { useEffect, useRef, useState } from "preact/hooks";

import type { CloneRun } from "../api/types";
import { ended, sentence } from "../take/figures";
import { LevelMark } from "../take/shapes";
import { fill, text } from "../text/en";
import { AbReference } from "./ab_reference";
import { clipName } from "./clips";
import { costOf } from "./cost";
import { isActive } from "./groups";
import { Likeness } from "./likeness";
import { RunProgress } from "./run_progress";
import { RunSound } from "./run_sound";
import { justAsked, orderAgain, removeRun, speak } from "./runs";
import { audioOf, close, inPlayer } from "./sound";

const words = text.preview;

function remove(run: CloneRun): void {
  if (inPlayer.peek() === run.id) close();
  removeRun(run.id);
}

function Remove({ run }: { run: CloneRun }) {
  return (
    <button
      type="button"
      class="plain"
      aria-label={fill(words.removeOf, { clip: clipName(run.take) })}
      onClick={() => remove(run)}
    >
      {words.remove}
    </button>
  );
}

function Warnings({ all }: { all: string[] }) {
  return (
    <>
      {all.map((warning) => (
        <p key={warning} class="clone-warning" data-level="fair">
          <LevelMark level="fair" /> <span>{sentence(ended(warning))}</span>
        </p>
      ))}
    </>
  );
}

function Done({ run, canCompare }: { run: CloneRun; canCompare: boolean }) {
  const [isComparing, setComparing] = useState(false);
  return (
    <>
      {isComparing ? <AbReference run={run} /> : <RunSound run={run} />}
      <Likeness run={run} />
      <p class="soft clone-cost">{ended(costOf(run))}</p>
      <Warnings all={run.warnings} />
      <div class="clone-buttons">
        {canCompare && (
          <button
            type="button"
            aria-expanded={isComparing}
            aria-label={isComparing ? words.abClose : words.ab}
            onClick={() => setComparing(!isComparing)}
          >
            {isComparing ? words.abCloseShort : words.abShort}
          </button>
        )}
        <a class="button" href={audioOf(run.id)} download title={words.downloadWhy}>
          {words.download}
        </a>
        <Remove run={run} />
      </div>
    </>
  );
}

/** Failed or stopped. */
function Vain({ run }: { run: CloneRun }) {
  const isFailed = run.state === "failed";
  return (
    <>
      <p class="clone-vain" data-level={isFailed ? "poor" : "fair"}>
        <LevelMark level={isFailed ? "poor" : "fair"} />
        <span>{isFailed ? fill(words.failed, { why: ended(run.error ?? text.app.noAnswer) }) : words.cancelled}</span>
      </p>
      <Warnings all={run.warnings} />
      <div class="clone-buttons">
        <button type="button" onClick={() => void speak(orderAgain(run))}>
          {words.again}
        </button>
        <Remove run={run} />
      </div>
    </>
  );
}

interface Props {
  run: CloneRun;
  /** Whether its clip can still be heard. */
  hasClip: boolean;
}

export function RunCard({ run, hasClip }: Props) {
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (run.id === justAsked.peek()) card.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <li ref={card} class="clone" data-state={run.state}>
      <p class="clone-head">{fill(words.from, { clip: clipName(run.take) })}</p>
      {isActive(run) ? (
        <RunProgress run={run} />
      ) : run.state === "done" ? (
        <Done run={run} canCompare={hasClip} />
      ) : (
        <Vain run={run} />
      )}
    </li>
  );
}
