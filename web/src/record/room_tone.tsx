/** The check of the room. */

import { fill, text } from "../text/en";
import { listen, phase } from "./recorder";
import { room, type Room } from "./room";

const words = text.record.room;

function Verdict({ state }: { state: Room }) {
  switch (state.is) {
    case "unknown":
      return <p class="soft">{words.why}</p>;
    case "listening":
      return (
        <>
          <p>{words.listening}</p>
          <progress aria-label={words.listening} value={state.done} max={1} />
        </>
      );
    case "asking":
      return <p>{words.asking}</p>;
    case "failed":
      return <p class="problem">{state.words}</p>;
    case "known":
      return <Known state={state} />;
  }
}

function Known({ state }: { state: Room & { is: "known" } }) {
  const { ok, level_dbfs, sentence, findings } = state.tone;
  const more = findings.filter((finding) => finding.text !== sentence && !sentence.includes(finding.text));
  return (
    <>
      <p data-level={ok ? "good" : "fair"}>
        <strong class="room-mark">{ok ? words.ok : words.notOk}</strong>{" "}
        {level_dbfs !== null && (
          <span class="number">
            {fill(words.level, { db: String(Math.round(level_dbfs)).replace("-", "−") })}
          </span>
        )}{" "}
        {sentence}
      </p>
      {more.length > 0 && (
        <ul>
          {more.map((finding) => (
            <li key={finding.kind}>{finding.text}</li>
          ))}
        </ul>
      )}
    </>
  );
}

export function RoomCheck() {
  const state = room.value;
  const isFirst = state.is === "unknown";
  return (
    <div class="room">
      <div class="room-line">
        <h3>{words.title}</h3>
        <button type="button" disabled={phase.value !== "ready" || state.is === "asking"} onClick={listen}>
          {isFirst ? words.check : words.again}
        </button>
      </div>
      <div role="status">
        <Verdict state={state} />
      </div>
    </div>
  );
}
