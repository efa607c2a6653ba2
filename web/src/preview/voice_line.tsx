/** Whose voice is cloned, and the consent that allows it. */

import type { Voice } from "../api/types";
import { dayOf } from "../consent/list";
import { consents, voices } from "../consent/state";
import { setVoice, voice } from "../state/voice";
import { LevelMark } from "../take/shapes";
import { fill, text } from "../text/en";
import { runs } from "./runs";
import { SameVoice } from "./same_voice";

const words = text.consent;

function Given({ of }: { of: Voice }) {
  const consent = consents.value.find((candidate) => candidate.id === of.consent?.id);
  const isAttested = of.consent?.strength === "attested";
  const date = dayOf(consent?.given_ms ?? of.created_ms);
  return (
    <p class="consent-given" data-level="good">
      <LevelMark level="good" />
      <span>
        {fill(isAttested ? words.hasAttested : words.has, { name: of.name, date })}{" "}
        {of.consent?.speaker === "not_checked" && <span class="soft">{words.speakerOpen}</span>}
      </span>
    </p>
  );
}

/** Others who gave consent: the take may be theirs. */
function Others({ current }: { current: Voice | undefined }) {
  const others = (voices.value ?? []).filter(
    (one) => one.id !== current?.id && one.revoked_ms === null && one.consent !== null && one.name !== voice.value,
  );
  if (others.length === 0) return null;
  const { label, other, use } = text.preview.voices;
  return (
    <details class="other-voices">
      <summary>{other}</summary>
      <ul aria-label={label}>
        {others.map((one) => (
          <li key={one.id}>
            <button type="button" class="plain" onClick={() => setVoice(one.name)}>
              {fill(use, { name: one.name })}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

export function VoiceLine({ current }: { current: Voice | undefined }) {
  return (
    <div class="voice-line">
      {current && <Given of={current} />}
      {current && <SameVoice of={current} changes={runs.value.size} />}
      <Others current={current} />
    </div>
  );
}
