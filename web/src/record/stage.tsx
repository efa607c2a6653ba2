/** The whole page while a take is made: the text, large; time, level, stop, cancel. The rest is out of sight and out of
 *  the keyboard's way until it is done (record.css). */

import { useEffect, useRef } from "preact/hooks";

import { useKeys } from "../app/keys";
import { fill, text } from "../text/en";
import { kPiece_s } from "./live_take";
import { LevelMeter } from "./level_meter";
import { mode, prompt, reading } from "./reading";
import { cancel, capture, gaps, isBehind, phase, sending, state, stop } from "./recorder";
import { TakeClock } from "./take_clock";

const words = text.record;

function Text() {
  const shown = mode.value === "own" ? reading.value.text : (prompt.value?.text ?? words.prompts.free);
  return <p class="stage-text">{shown}</p>;
}

/** The server is away; said once, the seconds seen only. */
export function Away() {
  if (!isBehind.value) return null;
  const { waiting } = sending.value;
  return (
    <div class="problem away">
      <p role="alert">{words.sending.away}</p>
      <p class="soft">{fill(words.sending.waiting, { s: Math.round(waiting * kPiece_s) })}</p>
    </div>
  );
}

function CountIn() {
  return (
    <p class="count-in" aria-hidden="true">
      <span>{words.getReady}</span> <strong>{state.value.left}</strong>
    </p>
  );
}

function Controls({ isCounting }: { isCounting: boolean }) {
  return (
    <div class="stage-controls">
      {!isCounting && (
        <button type="button" class="primary stop" aria-keyshortcuts="Space R" onClick={stop}>
          <span class="square" aria-hidden="true" /> {words.stop}
        </button>
      )}
      <button type="button" aria-keyshortcuts="Escape" onClick={cancel}>
        {words.cancel} <kbd aria-hidden="true">Esc</kbd>
      </button>
    </div>
  );
}

/** The focus is on the stage itself, not on a button: a key still held down presses nothing. Afterwards it is where it
 *  was. */
function useFocus() {
  const stage = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    stage.current?.focus();
    return () => requestAnimationFrame(() => before instanceof HTMLElement && before.isConnected && before.focus());
  }, []);
  return stage;
}

const kOwn = new Set([" ", "r", "Escape", "Enter", "Tab"]);

/** Other places' letters mean nothing during a take. */
function useOwnKeysOnly() {
  useEffect(() => {
    const hush = (event: KeyboardEvent) => {
      if (!kOwn.has(event.key) && !event.ctrlKey && !event.metaKey) event.stopPropagation();
    };
    addEventListener("keydown", hush, true);
    return () => removeEventListener("keydown", hush, true);
  }, []);
}

export function Stage() {
  useOwnKeysOnly();
  const stage = useFocus();
  const isCounting = phase.value === "counting";
  const end = isCounting ? cancel : stop;
  useKeys([
    { key: " ", words: "", act: end, once: true },
    { key: "r", words: "", act: end, once: true },
    { key: "Escape", words: words.keys.cancel, act: cancel },
  ]);
  return (
    <section class="stage" ref={stage} tabIndex={-1} aria-label={words.stage} data-phase={phase.value}>
      <div class="stage-inner">
        {isCounting ? <CountIn /> : <TakeClock />}
        <Text />
        <div class="stage-foot">
          {capture.value && <LevelMeter />}
          <Away />
          {gaps.value > 0 && (
            <p class="problem" role="alert">
              {words.losing}
            </p>
          )}
          <Controls isCounting={isCounting} />
        </div>
      </div>
    </section>
  );
}
