/** This take against the next recording to make: what was measured on the left, what to do about it on the right. */

import type { About, Scorecard, Take } from "../api/types";
import { fill, text } from "../text/en";
import { adviceOf, type AdviceWithGain, readingOf } from "./card";
import { sentence, withUnit } from "./figures";
import { RichAdvice } from "./rich_advice";
import { LevelMark } from "./shapes";

const kWorthSaying = 0.5;

function gainWords(gain: number): string {
  if (gain < kWorthSaying) return "";
  const points = Math.round(gain);
  return fill(points === 1 ? text.take.onePoint : text.take.points, { points });
}

function Now({ item, card, zones }: { item: AdviceWithGain; card: Scorecard; zones: About["zones"] }) {
  if (!item.measure) return <td class="soft">{text.take.noMeasure}</td>;
  const reading = readingOf(card, zones, item.measure);
  return (
    <td data-level={reading.level}>
      <span class="title">{reading.info.title}</span>
      <b>{reading.value === null ? text.take.noValue : withUnit(reading.value, reading)}</b>
      {reading.level && (
        <span class="verdictlet">
          <LevelMark level={reading.level} />
          {text.take.levels[reading.level]}
        </span>
      )}
    </td>
  );
}

function Table({ card, zones }: { card: Scorecard; zones: About["zones"] }) {
  return (
    <table class="advice">
      <thead>
        <tr>
          <th scope="col">{text.take.thisTake}</th>
          <th scope="col">{text.take.nextRecording}</th>
        </tr>
      </thead>
      <tbody>
        {adviceOf(card).map((item) => (
          <tr key={item.id}>
            <Now item={item} card={card} zones={zones} />
            <td>
              <span>{sentence(item.text)}</span>
              {gainWords(item.gain) && <span class="gain soft">{gainWords(item.gain)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Props {
  take: Take;
  card: Scorecard;
  zones: About["zones"];
}

export function AdviceTab({ take, card, zones }: Props) {
  return (
    <div class="advising">
      {card.advice.length ? <Table card={card} zones={zones} /> : <p>{text.take.nothingToChange}</p>}
      <RichAdvice take={take} zones={zones} />
    </div>
  );
}
