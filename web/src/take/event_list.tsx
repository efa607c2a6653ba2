/** The marks of the pictures as a list, for those who do not see them or want to go through them one by one. */

import type { TakeEvent } from "../api/types";
import { fill, text } from "../text/en";
import { moment, sentence } from "./figures";
import { countsOf, nameOf } from "./marks";
import { player } from "./player";
import { EventMark } from "./shapes";
import { seek, show } from "./sound_state";

/** Nobody reads more. */
const kMostShown = 200;
const kLeadS = 0.3;

function play(mark: TakeEvent): void {
  show({ start_s: mark.start_s - kLeadS, end_s: mark.end_s + kLeadS });
  seek(Math.max(0, mark.start_s - kLeadS));
  player.play();
}

function Line({ mark }: { mark: TakeEvent }) {
  const length = mark.end_s - mark.start_s;
  return (
    <li>
      <button type="button" onClick={() => play(mark)}>
        <EventMark kind={mark.kind} />
        <span>{sentence(nameOf(mark.kind, 1))}</span>
        <span class="soft">
          {moment(mark.start_s)}
          {length >= 0.1 && `, ${fill(text.take.seconds, { value: length.toFixed(1) })}`}
        </span>
      </button>
    </li>
  );
}

export function EventLegend({ marks }: { marks: TakeEvent[] }) {
  return (
    <>
      {countsOf(marks).map(({ kind, count }) => (
        <span key={kind}>
          <EventMark kind={kind} />
          {count} {nameOf(kind, count)}
        </span>
      ))}
    </>
  );
}

export function EventList({ marks }: { marks: TakeEvent[] }) {
  if (!marks.length) return null;
  return (
    <details class="events">
      <summary>{fill(text.take.eventList, { count: marks.length })}</summary>
      <ul>
        {marks.slice(0, kMostShown).map((mark, i) => (
          <Line key={i} mark={mark} />
        ))}
      </ul>
      {marks.length > kMostShown && <p class="soft">{fill(text.take.moreEvents, { count: marks.length - kMostShown })}</p>}
    </details>
  );
}
