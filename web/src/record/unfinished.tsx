/** Takes that were never finished, offered again. */

import { useEffect } from "preact/hooks";

import type { Recording } from "../api/types";
import { isConnected } from "../state/connection";
import { fill, text } from "../text/en";
import { keepUnfinished, lengthOf, loadUnfinished, throwAway, unfinished } from "./unfinished_state";

const words = text.record.unfinished;

function clock(length_s: number): string {
  const seconds = Math.round(length_s);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const kWhen = new Intl.DateTimeFormat(undefined, { weekday: "long", hour: "2-digit", minute: "2-digit" });

function Offer({ recording }: { recording: Recording }) {
  const found = fill(words.found, { length: clock(lengthOf(recording)), when: kWhen.format(new Date(recording.started)) });
  return (
    <li class="unfinished">
      <p>{found}</p>
      <button type="button" class="primary" onClick={() => void keepUnfinished(recording)}>
        {words.keep}
      </button>
      <button type="button" onClick={() => throwAway(recording)}>
        {words.throw}
      </button>
    </li>
  );
}

export function Unfinished() {
  const connected = isConnected.value;
  useEffect(() => {
    if (connected) void loadUnfinished();
  }, [connected]);
  return (
    <div role="status" class="offers">
      {unfinished.value.length > 0 && (
        <ul>
          {unfinished.value.map((recording) => (
            <Offer key={recording.id} recording={recording} />
          ))}
        </ul>
      )}
    </div>
  );
}
