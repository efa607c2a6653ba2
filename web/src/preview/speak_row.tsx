/** The button that speaks; while it cannot, the reason and the step that mends it. */

import type { ComponentChildren } from "preact";

import { ended, sentence } from "../take/figures";
import { tab } from "../take/tab";
import { fill, text } from "../text/en";
import type { Hindrance } from "./hindrance";
import { isStarting, refusal } from "./runs";

const words = text.preview;
const { hindrance: why } = words;

function reasonOf(now: Hindrance): string {
  switch (now.is) {
    case "engine":
      return fill(why.engine, {
        title: now.engine.title,
        needs: sentence(ended(now.engine.needs)),
        step: now.engine.step ? sentence(ended(now.engine.step)) : "",
      }).trim();
    case "transcript":
      return fill(why.transcript, { title: now.engine.title });
    case "too_long":
      return fill(why.too_long, { n: now.over.toLocaleString("en") });
    default:
      return why[now.is];
  }
}

function toWords(): void {
  tab.value = "words";
  document.getElementById("tab-words")?.focus();
}

function toConsent(): void {
  document.querySelector<HTMLElement>(".consent input, .consent button")?.focus();
}

function stepOf(now: Hindrance): ComponentChildren {
  if (now.is !== "consent" && now.is !== "transcript") return null;
  const isConsent = now.is === "consent";
  return (
    <button type="button" class="plain" onClick={isConsent ? toConsent : toWords}>
      {isConsent ? why.consentStep : why.transcriptStep}
    </button>
  );
}

interface Props {
  hindrance: Hindrance | null;
  onSpeak: () => void;
}

/** The button stays reachable, so that a screen reader comes to the reason. */
export function SpeakRow({ hindrance, onSpeak }: Props) {
  const isOff = hindrance !== null || isStarting.value;
  return (
    <div class="speak-row">
      <button
        type="button"
        class="primary speak"
        aria-disabled={isOff}
        title={words.fieldHint}
        aria-describedby={hindrance ? "speak-why" : undefined}
        onClick={() => !isOff && onSpeak()}
      >
        {isStarting.value ? words.starting : words.speak}
      </button>
      {hindrance && (
        <div class="speak-why">
          <span id="speak-why">{reasonOf(hindrance)}</span> {stepOf(hindrance)}
        </div>
      )}
      {!hindrance && refusal.value && (
        <p class="problem" role="alert">
          {fill(words.refused, { why: sentence(refusal.value) })}
        </p>
      )}
    </div>
  );
}
