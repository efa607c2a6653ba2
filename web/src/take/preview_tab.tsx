/** The place where the clone of this take will speak; until it can, what that needs: consent first, and a model. */

import { useEffect } from "preact/hooks";

import type { Voice } from "../api/types";
import { ConsentList, dayOf } from "../consent/list";
import { ConsentPanel } from "../consent/panel";
import { consentedVoice, consents, flow, loadConsents, voices } from "../consent/state";
import { about } from "../state/about";
import { voice } from "../state/voice";
import { fill, text } from "../text/en";
import { Icon, LevelMark } from "./shapes";

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

export function PreviewTab({ take }: { take: string }) {
  const clone = about.value?.clone;
  const consented = consentedVoice(voice.value);
  useEffect(() => void loadConsents(), []);
  return (
    <div class="preview-tab">
      <div class="place preview">
        <span class="medal" aria-hidden="true">
          <Icon of="play" />
        </span>
        <h3>{text.take.previewTitle}</h3>
        <p>{text.take.previewWhat}</p>
        <p class="soft">{clone?.needs || text.take.previewNeeds}</p>
        {consented && <Given of={consented} />}
      </div>
      {voices.value && (!consented || flow.value.is !== "closed") && <ConsentPanel take={take} />}
      <ConsentList />
    </div>
  );
}
