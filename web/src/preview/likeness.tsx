/** How much a clone sounds like the voice, on a scale from two strangers to two recordings of one person. */

import type { CloneLikeness, CloneRun } from "../api/types";
import { LevelMark } from "../take/shapes";
import { fill, text } from "../text/en";

const words = text.preview.likeness;
const kLevel = { same: "good", undecided: "fair", different: "poor" } as const;

interface Told {
  share: number;
  of: CloneLikeness;
  name: string;
}

function Scale({ share, of, name }: Told) {
  const percent = Math.round(100 * share);
  const shown = Math.min(100, percent);
  const level = kLevel[of.speaker ?? "undecided"];
  return (
    <div class="likeness" data-level={level}>
      <p class="likeness-said">
        <LevelMark level={level} /> <span>{fill(words.said, { n: percent, name })}</span>
      </p>
      <div
        class="likeness-scale"
        role="meter"
        aria-label={fill(words.meter, { name })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={shown}
        aria-valuetext={of.sentence}
      >
        <div class="likeness-bar" style={{ width: `${shown}%` }} />
      </div>
      <p class="likeness-ends soft" aria-hidden="true">
        <span>{words.none}</span>
        <span>{of.anchor === "own" ? fill(words.own, { name }) : words.typical}</span>
      </p>
    </div>
  );
}

/** Nothing for a clone that was made before likeness was measured. */
export function Likeness({ run }: { run: CloneRun }) {
  const of = run.likeness;
  if (!of) return null;
  if (of.share === null) return <p class="soft likeness-ends">{of.sentence}</p>;
  return <Scale share={of.share} of={of} name={run.voice_name} />;
}
