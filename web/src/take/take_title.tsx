/** Name, note and what kind of recording it is. */

import type { Take } from "../api/types";
import { request } from "../api/client";
import { refresh } from "../state/current";
import { complain } from "../state/notices";
import { takeChanged } from "../state/takes";
import { hashOf } from "../state/route";
import { fill, text } from "../text/en";
import { lengthOf, withUnit } from "./figures";
import { captureOf } from "./file_facts";
import { NameField } from "./name_field";
import { NoteField } from "./note_field";

interface Audio {
  sample_rate_hz?: number;
  bit_depth?: number | null;
  is_float?: boolean;
  codec?: string;
  channel_layout?: string;
  channel_count?: number;
}

/** "21.4 s · 48 kHz · 24 bit · mono" */
export function formatOf(take: Take): string {
  const audio = (take.scorecard?.["audio"] ?? {}) as Audio;
  const rate = audio.sample_rate_hz ?? take.sample_rate_hz;
  const depth = audio.bit_depth ? `${audio.bit_depth} bit${audio.is_float ? " float" : ""}` : audio.codec;
  const channels = audio.channel_layout || { 1: text.take.mono, 2: text.take.stereo }[audio.channel_count ?? 0];
  return [
    take.duration_s === null ? "" : lengthOf(take.duration_s),
    rate ? withUnit(rate, { unit: "Hz", decimals: 0 }) : "",
    depth,
    channels,
  ]
    .filter(Boolean)
    .join(" · ");
}

const kWhen = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function when(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : kWhen.format(date);
}

async function restore(take: Take): Promise<void> {
  try {
    await request(`/takes/${encodeURIComponent(take.id)}/restore`, { method: "POST" });
    takeChanged();
    await refresh();
  } catch (error) {
    complain(error);
  }
}

export function TakeTitle({ take }: { take: Take }) {
  const capture = captureOf(take.capture);
  return (
    <header class="title">
      <a class="back" href={hashOf({ at: "home" })}>
        {text.take.back}
      </a>
      <NameField take={take} />
      <p class="facts soft">
        <time dateTime={take.created}>{when(take.created)}</time>
        <span>{formatOf(take)}</span>
        {capture && <span>{[capture.microphone, capture.isRaw ? text.take.rawCapture : ""].filter(Boolean).join(" · ")}</span>}
      </p>
      <NoteField take={take} />
      {capture && capture.on.length > 0 && <p class="banner">{fill(text.take.notRawCapture, { what: capture.on.join(", ") })}</p>}
      {take.trashed && (
        <p class="banner">
          <span>{fill(text.take.inTrash, { when: when(take.trashed) })}</span>
          <button type="button" onClick={() => void restore(take)}>
            {text.take.restore}
          </button>
        </p>
      )}
    </header>
  );
}
