/** What the machine heard, word by word: the one being said is lit, a click plays from it, and a dot is a pause. */

import { useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

import type { Range, Transcript } from "../api/types";
import { fill, text } from "../text/en";
import { moment } from "./figures";
import { player } from "./player";
import { pausesBefore } from "./rests";
import { wordAt } from "./sound_data";
import { seek } from "./sound_state";

export const kDoubtfulBelow = 0.5;

function Rest({ pause }: { pause: Range }) {
  const words = fill(text.take.restOf, { value: (pause.end_s - pause.start_s).toFixed(1) });
  return (
    <>
      <span class="rest" role="img" aria-label={words} title={words}>
        ·
      </span>{" "}
    </>
  );
}

export function HeardWords({ transcript, pauses }: { transcript: Transcript; pauses: Range[] }) {
  const { words } = transcript;
  const said = useRef<HTMLParagraphElement>(null);
  const reached = useSignal(0);
  const now = useRef<Element | null>(null);
  useSignalEffect(() => {
    const index = wordAt(words, player.time_s.value);
    const node = index < 0 ? null : (said.current?.querySelector(`[data-index="${index}"]`) ?? null);
    if (node === now.current) return;
    now.current?.removeAttribute("aria-current");
    node?.setAttribute("aria-current", "true");
    now.current = node;
  });
  const playFrom = (index: number) => {
    reached.value = index;
    seek(words[index]?.start_s ?? 0);
    player.play();
  };
  const onKey = (event: KeyboardEvent) => {
    const last = words.length - 1;
    const at = reached.value;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    reached.value = Math.min(last, Math.max(0, to));
    said.current?.querySelector<HTMLElement>(`[data-index="${reached.value}"]`)?.focus();
  };
  const rests = pausesBefore(words, pauses);
  const nodes: ComponentChildren[] = words.map((word, index) => {
    const isDoubtful = word.confidence < kDoubtfulBelow;
    const hint = isDoubtful ? fill(text.take.unsureAt, { at: moment(word.start_s) }) : moment(word.start_s);
    return (
      <span key={index}>
        {rests[index]?.map((pause) => <Rest key={pause.start_s} pause={pause} />)}
        <button type="button" class="word" data-index={index} data-doubtful={isDoubtful} tabIndex={index === reached.value ? 0 : -1} title={hint} onClick={() => playFrom(index)}>
          {word.text}
          {isDoubtful && <span class="hidden"> {text.take.unsure}</span>}
        </button>{" "}
      </span>
    );
  });
  return (
    <p class="said" ref={said} role="group" aria-label={text.take.heardWords} lang={transcript.language || undefined} onKeyDown={onKey}>
      {nodes}
    </p>
  );
}
