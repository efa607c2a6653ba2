/** The place where a clone of this take is heard: what to say, who speaks it, from which clip, and what came of it. */

import { useEffect, useState } from "preact/hooks";

import type { Take } from "../api/types";
import { ConsentList } from "../consent/list";
import { ConsentPanel } from "../consent/panel";
import { consentedVoice, flow, loadConsents, voices } from "../consent/state";
import { isTaking } from "../record/recorder";
import { isConnected } from "../state/connection";
import { voice } from "../state/voice";
import { text } from "../text/en";
import { ClipChoice } from "./clip_choice";
import { EnginePicker } from "./engine_picker";
import { engine, engines, loadEngines } from "./engines";
import { hindranceOf } from "./hindrance";
import { MoreOptions } from "./more_options";
import { Results } from "./results";
import { loadRuns, runs, speak } from "./runs";
import { clonePlayer, close } from "./sound";
import { SpeakRow } from "./speak_row";
import { TextField } from "./text_field";
import { VoiceLine } from "./voice_line";
import { lengthOf, orderOf, wish } from "./wish";

/** As the server has it: src/clone/speakable_text.h. */
const kMostCharacters = 20_000;

/** Engines may have become ready in another window meanwhile, or have stopped: a failure tells. */
function useFreshEngines(): void {
  const failures = [...runs.value.values()].filter(({ state }) => state === "failed").length;
  useEffect(() => void loadEngines(), [failures]);
  useEffect(() => {
    const look = () => void loadEngines();
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, []);
}

function useQuietWhenLeft(): void {
  useEffect(() => close, []);
  // the microphone would hear it
  useEffect(() => {
    if (isTaking.value) clonePlayer.pause();
  }, [isTaking.value]);
}

function hasWords(take: Take): boolean {
  return (take.edited_text ?? take.transcript?.text ?? "").trim() !== "";
}

function Composer({ take, voiceId }: { take: Take; voiceId: string | null }) {
  const [clip, setClip] = useState(take.id);
  const chosen = engine.value;
  const hindrance = hindranceOf({
    isConnected: isConnected.value,
    engines: engines.value,
    engine: chosen,
    hasConsent: voices.value === null ? null : voiceId !== null,
    // of another clip the server knows it
    hasTranscript: clip !== take.id || hasWords(take),
    length: lengthOf(wish.value.text),
    most: kMostCharacters,
  });
  const go = () => {
    if (!hindrance && chosen && voiceId) void speak(orderOf(wish.value, chosen, voiceId, clip));
  };
  return (
    <div class="composer">
      <TextField engine={chosen} clipLanguage={take.transcript?.language ?? ""} most={kMostCharacters} onSpeak={go} />
      <ClipChoice own={take.id} chosen={clip} voice={voiceId} onChoose={setClip} />
      <EnginePicker />
      <MoreOptions engine={chosen} />
      <SpeakRow hindrance={hindrance} onSpeak={go} />
    </div>
  );
}

export function PreviewTab({ take }: { take: Take }) {
  const consented = consentedVoice(voice.value);
  const voiceId = consented?.id ?? null;
  useFreshEngines();
  useQuietWhenLeft();
  useEffect(() => void loadConsents(), []);
  useEffect(() => void loadRuns(voiceId, take.id), [voiceId, take.id]);
  const needsConsent = voices.value !== null && (!consented || flow.value.is !== "closed");
  return (
    <div class="preview-tab">
      <header>
        <h3>{text.preview.title}</h3>
        <p class="soft">{text.preview.lead}</p>
      </header>
      {needsConsent && <ConsentPanel take={take.id} />}
      <VoiceLine current={consented} />
      <Composer key={take.id} take={take} voiceId={voiceId} />
      <Results voice={voiceId} take={take.id} />
      <ConsentList />
    </div>
  );
}
