/** Every measure in two groups, the scored ones first. */

import type { About, Scorecard } from "../api/types";
import { text } from "../text/en";
import { AsHeard } from "./as_heard";
import { type Reading, readingsOf, scoreOf } from "./card";
import { sentence } from "./figures";
import { MeasureRow } from "./measure_bar";
import type { MeasureGroup } from "./measure_table";

function Rows({ readings }: { readings: Reading[] }) {
  return (
    <ul class="rows">
      {readings.map((reading) => (
        <MeasureRow key={reading.info.name} reading={reading} />
      ))}
    </ul>
  );
}

function Group({ group, readings, card }: { group: MeasureGroup; readings: Reading[]; card: Scorecard }) {
  const { score, why } = scoreOf(card, group === "signal" ? "acoustic" : "delivery");
  const own = readings.filter((reading) => reading.info.group === group);
  const judged = own.filter((reading) => reading.scale);
  const also = own.filter((reading) => !reading.scale);
  const title = group === "signal" ? text.take.signal : text.take.delivery;
  return (
    <section class="group" data-group={group} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <b>{score === null ? "–" : Math.round(score)}</b>
      </header>
      {why && <p class="soft">{sentence(why)}</p>}
      <Rows readings={judged} />
      {also.length > 0 && (
        <details class="also">
          <summary>{text.take.alsoMeasured}</summary>
          <Rows readings={also} />
        </details>
      )}
    </section>
  );
}

export function Measures({ card, zones }: { card: Scorecard; zones: About["zones"] }) {
  const readings = readingsOf(card, zones);
  return (
    <section class="measures" aria-label={text.take.measuresTitle}>
      <Group group="signal" readings={readings} card={card} />
      <Group group="delivery" readings={readings} card={card} />
      <AsHeard card={card} />
    </section>
  );
}
