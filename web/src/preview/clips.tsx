/** The takes that a voice can be spoken from, best first, to choose one of. */

import type { VoiceClip } from "../api/types";
import { useAsk } from "../state/use_ask";
import { byId } from "../state/takes";
import { ended, sentence } from "../take/figures";
import { Emblem } from "../take/shapes";
import { clock } from "../takes/format";
import { fill, text } from "../text/en";

const words = text.preview.clip;

export const clipName = (take: string): string => byId.value.get(take)?.name ?? text.preview.goneClip;

/** Verdict, stars and length of a take, as far as they are known. */
export function ClipFacts({ take }: { take: string }) {
  const known = byId.value.get(take);
  if (!known) return null;
  return (
    <span class="clip-facts" data-verdict={known.verdict ?? undefined}>
      {known.verdict && <Emblem verdict={known.verdict} />}
      {known.verdict && <span>{text.take.verdicts[known.verdict].word}</span>}
      <span class="soft">{clock(known.duration_s)}</span>
    </span>
  );
}

interface Props {
  voice: string;
  /** Left out: where it is spoken from already. */
  without: string[];
  none: string;
  onChoose: (take: string) => void;
}

/** `useAsk` asks anew whenever the list is opened. */
export function ClipList({ voice, without, none, onChoose }: Props) {
  const { data, problem } = useAsk<{ clips: VoiceClip[] }>(`/voices/${encodeURIComponent(voice)}/clips`);
  if (problem) return <p class="problem">{fill(words.problem, { why: problem })}</p>;
  if (!data) return <p class="soft">{words.loading}</p>;
  const best = data.clips[0]?.take;
  const shown = data.clips.filter(({ take }) => !without.includes(take));
  if (shown.length === 0) return <p class="soft">{none}</p>;
  return (
    <ul class="clip-list" aria-label={words.list}>
      {shown.map((one) => (
        <li key={one.take}>
          <button type="button" onClick={() => onChoose(one.take)}>
            <b>{one.name}</b>
            <ClipFacts take={one.take} />
            {one.take === best && <span class="tag">{words.best}</span>}
            {one.why && <span class="soft clip-why">{sentence(ended(one.why))}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
