/** The recorder: microphone, level, room, what to say, and the button. */

import { useKeys } from "../app/keys";
import { route } from "../state/route";
import { text } from "../text/en";
import { LevelMeter } from "./level_meter";
import { Microphone } from "./microphone";
import { PromptChooser } from "./prompts";
import { announced, capture, countsIn, isTaking, phase, press, setCountIn, state } from "./recorder";
import { RoomCheck } from "./room_tone";
import { Away, Stage } from "./stage";
import { Unfinished } from "./unfinished";

const words = text.record;

function TurnOn() {
  const { phase: now, problem } = state.value;
  return (
    <div class="turn-on">
      {problem ? (
        <p class="problem" role="alert">
          {words.problems[problem]}
        </p>
      ) : (
        <p class="soft">{words.off}</p>
      )}
      <button type="button" class="primary" disabled={now === "asking"} onClick={press}>
        {problem ? words.tryAgain : words.turnOn}
      </button>
      {now === "asking" && <p role="status">{words.asking}</p>}
    </div>
  );
}

function RecordButton() {
  const isHome = route.value.at !== "take";
  return (
    <div class="record-line">
      <button
        type="button"
        class="primary record-button"
        aria-keyshortcuts={isHome ? "Space R" : "R"}
        disabled={phase.value === "saving"}
        onClick={press}
      >
        <span class="record-dot" aria-hidden="true" /> {words.record} <kbd aria-hidden="true">{isHome ? words.space : "r"}</kbd>
      </button>
      <label class="count-in-choice">
        <input type="checkbox" checked={countsIn.value} onChange={(event) => setCountIn(event.currentTarget.checked)} />
        {words.countIn}
      </label>
    </div>
  );
}

function Ready() {
  return (
    <>
      <Microphone />
      <LevelMeter />
      <RoomCheck />
      <RecordButton />
    </>
  );
}

export function RecordPanel() {
  const isOnStage = isTaking.value;
  // with a take open, space plays it
  const space = route.value.at === "take" ? [] : [{ key: " ", words: "", act: press, once: true }];
  useKeys([{ key: "r", words: words.keys.record, act: press, once: true }, ...space]);
  return (
    <section class="card record" aria-labelledby="record-title">
      <h2 id="record-title">{words.title}</h2>
      <p class="hidden" role="status">
        {announced.value}
      </p>
      <Unfinished />
      {isOnStage ? <Stage /> : capture.value ? <Ready /> : <TurnOn />}
      {phase.value === "saving" && (
        <>
          <p role="status">{words.saving}</p>
          <Away />
        </>
      )}
      {!isOnStage && <PromptChooser />}
    </section>
  );
}
