/** The whole take in small with a frame around what is in view; there only while something is not. */

import { useRef } from "preact/hooks";

import { fill, text } from "../text/en";
import { Plot } from "./plot";
import { drawOverview } from "./plot_time";
import type { SoundData } from "./sound_data";
import { pan, visible } from "./sound_state";
import { isWhole } from "./visible";

const kHeight = 32;

export function Overview({ data }: { data: SoundData }) {
  const plane = useRef<HTMLDivElement>(null);
  const { start_s, end_s } = visible.value;
  const length = end_s - start_s;
  if (isWhole(visible.value, data.durationS)) return null;
  const timeAt = (clientX: number): number => {
    const box = plane.current?.getBoundingClientRect();
    return box ? ((clientX - box.left) / box.width) * data.durationS : 0;
  };
  const drag = (event: PointerEvent) => {
    const bar = event.currentTarget as HTMLElement;
    bar.setPointerCapture(event.pointerId);
    const t = timeAt(event.clientX);
    // taken where it is held; elsewhere it comes to the pointer
    const grip = t >= start_s && t <= end_s ? t - start_s : length / 2;
    const move = (to: PointerEvent) => pan(timeAt(to.clientX) - grip - visible.peek().start_s);
    move(event);
    bar.addEventListener("pointermove", move);
    const done = () => bar.removeEventListener("pointermove", move);
    bar.addEventListener("pointerup", done, { once: true });
    bar.addEventListener("pointercancel", done, { once: true });
  };
  const onKey = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -0.1 * length, ArrowRight: 0.1 * length, Home: -data.durationS, End: data.durationS }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    pan(by);
  };
  return (
    <div
      class="overview"
      role="scrollbar"
      tabIndex={0}
      aria-label={text.take.overview}
      aria-orientation="horizontal"
      aria-controls="pictures"
      aria-valuemin={0}
      aria-valuemax={Number((data.durationS - length).toFixed(2))}
      aria-valuenow={Number(start_s.toFixed(2))}
      aria-valuetext={fill(text.take.inView, { from: start_s.toFixed(1), to: end_s.toFixed(1) })}
      onPointerDown={drag}
      onKeyDown={onKey}
    >
      <Plot name="overview" height={kHeight} label={text.take.overview} data={data} draw={drawOverview} isWhole />
      <div class="plane" ref={plane}>
        <div class="frame" style={{ left: `${(100 * start_s) / data.durationS}%`, width: `${(100 * length) / data.durationS}%` }} />
      </div>
    </div>
  );
}
