/** One text: its runs side by side in the order they were asked for, and another clip to try it from. */

import { useState } from "preact/hooks";

import type { CloneRun } from "../api/types";
import { byId } from "../state/takes";
import { tidy, when } from "../takes/format";
import { fill, text } from "../text/en";
import { ClipList } from "./clips";
import type { RunGroup } from "./groups";
import { RunCard } from "./run_card";
import { orderAgain, speak } from "./runs";
import { languageName } from "./text_field";

const words = text.preview;
/** Characters from which a text may be too long for its place: then it is scrolled, by keyboard too. */
const kScrolls = 300;

/** "Qwen3-TTS, English, 1.2 times the speed, 14:05". */
export function factsOf(run: CloneRun): string {
  const { options } = words;
  const parts: string[] = [run.engine_title];
  if (run.language) parts.push(languageName(run.language));
  if (run.speed !== 1) parts.push(fill(options.speed, { n: tidy(run.speed, 2) }));
  if (run.pitch_st !== 0) parts.push(fill(options.pitch, { n: tidy(run.pitch_st) }));
  if (run.expressiveness !== 1) parts.push(fill(options.expressiveness, { n: tidy(run.expressiveness, 1) }));
  if (run.pauses !== 1) parts.push(fill(options.pauses, { n: tidy(run.pauses, 2) }));
  if (run.instruction) parts.push(`“${run.instruction}”`);
  if (run.fits_closely) parts.push(options.closely);
  if (run.seed !== null) parts.push(fill(options.seed, { n: run.seed }));
  return [...parts, when(new Date(run.created_ms).toISOString())].join(", ");
}

function OtherClip({ group, first }: { group: RunGroup; first: CloneRun }) {
  const [isOpen, setOpen] = useState(false);
  const choose = (take: string) => {
    setOpen(false);
    void speak(orderAgain(first, take));
  };
  return (
    <div class="other-clip">
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? words.otherClipClose : words.otherClip}
      </button>
      {isOpen && (
        <>
          <p class="soft">{words.otherClipLead}</p>
          <ClipList
            voice={first.voice}
            without={group.runs.map(({ take }) => take)}
            none={words.otherClipNone}
            onChoose={choose}
          />
        </>
      )}
    </div>
  );
}

interface Props {
  group: RunGroup;
  /** Whether consent still holds and its engine is there. */
  canSpeak: boolean;
}

export function Group({ group, canSpeak }: Props) {
  const first = group.runs[0];
  if (!first) return null;
  return (
    <article class="clone-group">
      <header>
        <blockquote lang={first.language || undefined} tabIndex={first.text.length > kScrolls ? 0 : undefined}>{first.text}</blockquote>
        <p class="soft">{factsOf(first)}</p>
      </header>
      <ul class="clones" data-many={group.runs.length > 1}>
        {[...group.runs].reverse().map((run) => (
          <RunCard key={run.id} run={run} hasClip={byId.value.has(run.take)} />
        ))}
      </ul>
      {canSpeak && first.state === "done" && <OtherClip group={group} first={first} />}
    </article>
  );
}
