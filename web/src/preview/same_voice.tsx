/** Whether the takes of a voice are one person, in the server's words; take by take for who wants to know. */

import type { Voice, VoiceSpeakers } from "../api/types";
import { useAsk } from "../state/use_ask";
import { LevelMark } from "../take/shapes";
import { fill, text } from "../text/en";

const words = text.preview.sameVoice;
const kLevel = { same: "good", different: "poor", undecided: "fair" } as const;

function levelOf({ one_person }: VoiceSpeakers): "good" | "fair" | "poor" {
  return one_person === null ? "fair" : one_person ? "good" : "poor";
}

/** "97 % likely"; never a certainty that nobody measured. */
function likely(probability: number): string {
  if (probability >= 0.995) return words.almostSure;
  if (probability < 0.005) return words.hardly;
  return fill(words.likely, { n: Math.round(100 * probability) });
}

function Each({ of }: { of: VoiceSpeakers }) {
  return (
    <details class="other-voices">
      <summary>{words.each}</summary>
      <ul class="same-voice-takes" aria-label={words.each}>
        {of.takes.map((take) => (
          <li key={take.take}>
            <LevelMark level={kLevel[take.speaker]} />
            <b>{take.name}</b>
            <span class="soft">
              {fill(words[take.speaker], { likely: likely(take.probability) })}
              {take.take === of.closest && `, ${words.closest}`}
            </span>
          </li>
        ))}
        {of.left_out.map((take) => (
          <li key={take.take}>
            <LevelMark level="fair" />
            <b>{take.name}</b>
            <span class="soft">{fill(words.leftOut, { why: take.why })}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Nothing where there is nothing to compare. `changes`: asked anew when it does. */
export function SameVoice({ of, changes }: { of: Voice; changes: unknown }) {
  const { data } = useAsk<VoiceSpeakers>(`/voices/${encodeURIComponent(of.id)}/speakers`, changes);
  if (!data || data.takes.length < 2) return null;
  return (
    <>
      <p class="consent-given" data-level={levelOf(data)}>
        <LevelMark level={levelOf(data)} />
        <span>{data.sentence}</span>
      </p>
      <Each of={data} />
    </>
  );
}
