/** What lies over the pictures: the marked stretch with its two handles, the pointer's line and the playhead. */

import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";

import { fill, text } from "../text/en";
import { moment } from "./figures";
import { player } from "./player";
import { region, withEnd } from "./region";
import { follow, pointed, visible } from "./sound_state";

/** Per cent of the width at a moment. */
function place(t: number): number {
  const { start_s, end_s } = visible.value;
  return (100 * (t - start_s)) / (end_s - start_s);
}

function Line({ name, at }: { name: string; at: () => number | null }) {
  const line = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    const t = at();
    const x = t === null ? -1 : place(t);
    if (!line.current) return;
    line.current.hidden = x < 0 || x > 100;
    line.current.style.left = `${x}%`;
  });
  return <div class={name} ref={line} hidden />;
}

const kStepS = 0.01;
const kStrideS = 0.1;

function Handle({ end, durationS }: { end: "start" | "end"; durationS: number }) {
  const now = region.value;
  if (!now) return null;
  const t = end === "start" ? now.start_s : now.end_s;
  const x = place(t);
  const move = (toS: number) => {
    if (region.peek()) region.value = withEnd(region.peek()!, end, toS, durationS);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.shiftKey ? kStrideS : kStepS;
    const to = { ArrowLeft: t - step, ArrowRight: t + step, Home: 0, End: durationS }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(to);
  };
  const onDown = (event: PointerEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget as HTMLElement;
    const plane = handle.closest(".plane");
    if (!plane) return;
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    const onMove = (moved: PointerEvent) => {
      const box = plane.getBoundingClientRect();
      const { start_s, end_s } = visible.peek();
      move(start_s + ((moved.clientX - box.left) / box.width) * (end_s - start_s));
    };
    handle.addEventListener("pointermove", onMove);
    const done = () => handle.removeEventListener("pointermove", onMove);
    handle.addEventListener("pointerup", done, { once: true });
    handle.addEventListener("pointercancel", done, { once: true });
  };
  return (
    <div
      class="handle"
      data-end={end}
      role="slider"
      tabIndex={0}
      hidden={x < -0.01 || x > 100.01}
      style={{ left: `${x}%` }}
      aria-label={end === "start" ? text.take.regionStart : text.take.regionEnd}
      aria-valuemin={0}
      aria-valuemax={Number(durationS.toFixed(2))}
      aria-valuenow={Number(t.toFixed(2))}
      aria-valuetext={fill(text.take.seconds, { value: t.toFixed(2) })}
      onKeyDown={onKey}
      onPointerDown={onDown}
    />
  );
}

function Stretch() {
  const now = region.value;
  if (!now) return null;
  const from = Math.max(0, place(now.start_s));
  const to = Math.min(100, place(now.end_s));
  if (to <= 0 || from >= 100) return null;
  return (
    <>
      <div class="outside" style={{ left: 0, width: `${from}%` }} />
      <div class="stretch" style={{ left: `${from}%`, width: `${to - from}%` }} />
      <div class="outside" style={{ left: `${to}%`, right: 0 }} />
    </>
  );
}

export function Overlay({ durationS }: { durationS: number }) {
  useSignalEffect(() => {
    void player.time_s.value;
    if (player.isPlaying.value) follow();
  });
  return (
    <div class="plane over">
      <Stretch />
      <Line name="cursor" at={() => pointed.value?.t ?? null} />
      <Line name="playhead" at={() => player.time_s.value} />
      <Handle end="start" durationS={durationS} />
      <Handle end="end" durationS={durationS} />
    </div>
  );
}

/** "0:02.1 to 0:05.4" */
export function regionWords(range: { start_s: number; end_s: number }): string {
  return fill(text.take.fromTo, { from: moment(range.start_s), to: moment(range.end_s) });
}
