/** One measure: its value as a tick on a bar with the zones of the score, and a sentence about it. */

import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";

import { fill, text } from "../text/en";
import type { Reading } from "./card";
import { parts, sentence, withUnit } from "./figures";
import { goodRange, percentOn } from "./levels";
import { LevelMark } from "./shapes";

function Bar({ reading }: { reading: Reading }) {
  const { scale, value } = reading;
  if (!scale || value === null) return null;
  return (
    <span class="bar" aria-hidden="true">
      {scale.zones.map((zone, i) => {
        const from = percentOn(scale, zone.from ?? scale.min);
        const to = percentOn(scale, zone.to ?? scale.max);
        if (to <= from) return null;
        const gap = from > 0 ? 1 : 0;
        const style = { left: `calc(${from}% + ${gap}px)`, width: `calc(${to - from}% - ${gap}px)` };
        return <span key={i} class="zone" data-level={zone.level} style={style} />;
      })}
      <span class="tick" style={{ left: `clamp(2px, ${percentOn(scale, value)}%, calc(100% - 2px))` }} />
    </span>
  );
}

export function limitOf(reading: Reading): string {
  return reading.limit || (reading.scale ? goodRange(reading.scale, reading) : "");
}

function Detail({ reading, id }: { reading: Reading; id: string }) {
  const limit = limitOf(reading);
  return (
    <span class="detail" role="tooltip" id={id}>
      <span>{reading.info.about}</span>
      {limit && <span class="soft">{reading.scale ? fill(text.take.limit, { limit }) : sentence(limit)}</span>}
      {reading.source && <span class="soft">{fill(text.take.source, { source: reading.source })}</span>}
      {reading.next && reading.value !== null && <span>{sentence(reading.next)}</span>}
    </span>
  );
}

/** For ears: "41.8 dB, good". */
export function spoken(reading: Reading): string {
  if (reading.value === null) return fill(text.take.noValueWhy, { why: reading.why || text.take.notMeasured });
  const value = withUnit(reading.value, reading);
  return reading.level ? `${value}, ${text.take.levels[reading.level]}` : value;
}

export function MeasureRow({ reading }: { reading: Reading }) {
  const id = useId();
  const isQuiet = useSignal(false);
  const { info, value, level } = reading;
  const [number, unit] = value === null ? ["", ""] : parts(value, reading);
  const wake = () => (isQuiet.value = false);
  return (
    <li
      class={isQuiet.value ? "measure quieted" : "measure"}
      tabIndex={0}
      data-measure={info.name}
      data-level={level}
      aria-label={`${info.title}: ${spoken(reading)}`}
      aria-describedby={id}
      onKeyDown={(event) => (isQuiet.value = event.key === "Escape")}
      onBlur={wake}
      onMouseLeave={wake}
    >
      <span class="title">{info.title}</span>
      <span class="value">
        {level && <LevelMark level={level} />}
        {value === null ? <span>{text.take.noValue}</span> : number}
        {unit && <span>{`\u00a0${unit}`}</span>}
      </span>
      <Bar reading={reading} />
      {value === null && <span class="why">{sentence(reading.why || text.take.notMeasured)}</span>}
      <Detail reading={reading} id={id} />
    </li>
  );
}
