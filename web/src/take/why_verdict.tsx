/** Why this verdict: what pulls the take down and what carries it, in the words of the limits. */

import type { About, Scorecard } from "../api/types";
import { text } from "../text/en";
import { againstOf, forOf, type Reading, readingsOf } from "./card";
import { withUnit } from "./figures";
import { limitOf } from "./measure_bar";
import { LevelMark } from "./shapes";

const kMostShown = 5;

function List({ title, readings, none }: { title: string; readings: Reading[]; none: string }) {
  return (
    <div>
      <h3>{title}</h3>
      {readings.length === 0 && <p class="soft">{none}</p>}
      <ul>
        {readings.slice(0, kMostShown).map((reading) => (
          <li key={reading.info.name} data-level={reading.level}>
            {reading.level && <LevelMark level={reading.level} />}
            <span>
              {reading.info.title} <b>{reading.value === null ? "" : withUnit(reading.value, reading)}</b>
              <span class="soft"> {limitOf(reading)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function WhyVerdict({ card, zones }: { card: Scorecard; zones: About["zones"] }) {
  const readings = readingsOf(card, zones);
  return (
    <details class="because">
      <summary>{text.take.whyThisVerdict}</summary>
      <p>{text.take.verdicts[card.verdict].rule}</p>
      <div class="columns">
        <List title={text.take.against} readings={againstOf(readings)} none={text.take.nothingAgainst} />
        <List title={text.take.inFavour} readings={forOf(readings)} none={text.take.nothingInFavour} />
      </div>
    </details>
  );
}
