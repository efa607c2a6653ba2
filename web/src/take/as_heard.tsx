/** What listeners would say of the take, as a model predicts it: 1 to 5; or one line on how to get it. Below it what
 *  other networks say beside, which changes no score. */

import type { Scorecard } from "../api/types";
import { fill, text } from "../text/en";
import { diagnosisOf, modelTitle, perceptualOf, perceptualWhy, type Perceptual } from "./card";
import { ended, sentence } from "./figures";

const words = text.take.heardAs;
const kMarks = [1, 2, 3, 4, 5];

const kShare = (mos: number): number => (100 * (Math.min(5, Math.max(1, mos)) - 1)) / 4;

/** A scale from 1 to 5 with the value on it. */
function Scale({ mos }: { mos: number }) {
  return (
    <span class="mos" aria-hidden="true">
      {kMarks.map((mark) => (
        <i key={mark} style={{ left: `${kShare(mark)}%` }} />
      ))}
      <span class="tick" style={{ left: `clamp(2px, ${kShare(mos)}%, calc(100% - 2px))` }} />
    </span>
  );
}

function Row({ title, about, mos }: { title: string; about: string; mos: number | null }) {
  if (mos === null) return null;
  return (
    <li title={about}>
      <span class="title">{title}</span>
      <span class="value">
        {mos.toFixed(1)} <span>{text.take.of5}</span>
      </span>
      <Scale mos={mos} />
    </li>
  );
}

function Rows({ heard }: { heard: Perceptual }) {
  const { whole, voice, background, p808 } = words.rows;
  return (
    <ul class="mos-rows">
      <Row title={whole[0]} about={whole[1]} mos={heard.mos} />
      <Row title={voice[0]} about={voice[1]} mos={heard.sig} />
      <Row title={background[0]} about={background[1]} mos={heard.bak} />
      <Row title={p808[0]} about={p808[1]} mos={heard.p808} />
    </ul>
  );
}

export function AsHeard({ card }: { card: Scorecard }) {
  const heard = perceptualOf(card);
  const why = perceptualWhy(card);
  const said = diagnosisOf(card);
  if (!heard && !why && said.length === 0) return null;
  return (
    <section class="as-heard" aria-label={text.take.asHeard}>
      {heard && (
        <header>
          <h2>{text.take.asHeard}</h2>
          <p class="soft">{fill(words.by, { model: modelTitle(heard.name) })}</p>
        </header>
      )}
      {heard && <Rows heard={heard} />}
      {!heard && why && <p class="soft">{fill(words.missing, { why: sentence(ended(why)) })}</p>}
      {said.map((line) => (
        <p key={line} class="soft">
          {sentence(line)}
        </p>
      ))}
    </section>
  );
}
