/** The verdict: a word first, then stars, one sentence, chips, the scores, and the one thing to change. */

import type { About, Scorecard } from "../api/types";
import { fill, text } from "../text/en";
import { deedAndReason, firstOf, modelTitle, perceptualOf, readingOf, scoreOf } from "./card";
import { minus, sentence, withUnit } from "./figures";
import { Emblem, LevelMark, Stars } from "./shapes";

interface FigureProps {
  title: string;
  value: string;
  unit?: string;
  hint?: string;
  /** Who says it. */
  by?: string;
}

function Figure({ title, value, unit, hint, by }: FigureProps) {
  return (
    <div title={hint}>
      <dt>{title}</dt>
      <dd>
        {value}
        {unit && <small> {unit}</small>}
        {by && <small class="by">{by}</small>}
      </dd>
    </div>
  );
}

const rounded = (score: number | null): string => (score === null ? "–" : String(Math.round(score)));

function Figures({ card }: { card: Scorecard }) {
  const heard = perceptualOf(card);
  const signal = scoreOf(card, "acoustic");
  const delivery = scoreOf(card, "delivery");
  return (
    <dl class="figures">
      <Figure title={text.take.overall} value={rounded(card.overall)} unit={text.take.of100} />
      <Figure title={text.take.signal} value={rounded(signal.score)} hint={signal.why} />
      <Figure title={text.take.delivery} value={rounded(delivery.score)} hint={delivery.why} />
      {heard && (
        <Figure
          title={text.take.asHeard}
          value={heard.mos.toFixed(1)}
          unit={text.take.of5}
          by={modelTitle(heard.name)}
          hint={fill(text.take.estimatedBy, { model: modelTitle(heard.name) })}
        />
      )}
    </dl>
  );
}

function Reasons({ card, zones }: { card: Scorecard; zones: About["zones"] }) {
  if (!card.rejects.length) return null;
  return (
    <ul class="reasons" aria-label={text.take.why}>
      {card.rejects.map((reject) => {
        const reading = readingOf(card, zones, reject.measure);
        const limit =
          typeof reject.limit === "number"
            ? fill(text.take.limitIs, { limit: `${minus(reject.limit)}${reading.unit && `\u00a0${reading.unit}`}` })
            : "";
        const value = typeof reject.value === "number" ? `: ${withUnit(reject.value, reading)}.` : ".";
        return (
          <li key={reject.measure}>
            <LevelMark level="poor" />
            <span>
              {sentence(reject.why || reading.info.title + value)} <span class="soft">{limit}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Next({ card }: { card: Scorecard }) {
  const first = firstOf(card);
  const { deed, reason } = deedAndReason(first);
  return (
    <div class="next">
      <h2>{text.take.nextTime}</h2>
      <p>{first ? sentence(deed) : text.take.nothingToChange}</p>
      {reason && <p class="soft">({reason})</p>}
    </div>
  );
}

export function VerdictHead({ card, zones }: { card: Scorecard; zones: About["zones"] }) {
  const words = text.take.verdicts[card.verdict];
  return (
    <section class="verdict" data-verdict={card.verdict} aria-label={text.take.verdict}>
      <div class="judgement">
        <p class="word">
          <Emblem verdict={card.verdict} />
          <strong>{words.word}</strong>
          <Stars count={card.stars} />
        </p>
        <p class="summary">{sentence(card.summary || words.means)}</p>
        <Reasons card={card} zones={zones} />
        {card.labels.length > 0 && (
          <ul class="chips" aria-label={text.take.labels}>
            {card.labels.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        )}
      </div>
      <div class="beside">
        <Figures card={card} />
        <Next card={card} />
      </div>
    </section>
  );
}
