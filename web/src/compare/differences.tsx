/** The two scorecards side by side: verdicts and scores first, then every difference named. */

import type { Comparison, TakeSummary } from "../api/types";
import { hashOf } from "../state/route";
import { sentence } from "../take/figures";
import { Emblem, Stars } from "../take/shapes";
import { clock, score, tidy } from "../takes/format";
import { text } from "../text/en";
import type { Side } from "./ab_player";

const words = text.compare;

function Card({ side, take, isBetter }: { side: Side; take: TakeSummary | undefined; isBetter: boolean }) {
  if (!take) return <div class="card side-card">{text.app.loading}</div>;
  return (
    <div class="card side-card" data-verdict={take.verdict ?? undefined} data-better={isBetter}>
      <header>
        <b class="ab">{side.toUpperCase()}</b>
        <a href={hashOf({ at: "take", id: take.id })}>{take.name}</a>
        {isBetter && <span class="better">{words.betterMark}</span>}
      </header>
      {take.verdict ? (
        <p class="word">
          <Emblem verdict={take.verdict} />
          {text.takes.verdicts[take.verdict]} <Stars count={take.stars ?? 1} />
        </p>
      ) : (
        <p class="soft">{take.problem ?? text.takes.unjudged}</p>
      )}
      <dl>
        <div>
          <dt>{text.takes.overall}</dt>
          <dd>{score(take.overall)}</dd>
        </div>
        <div>
          <dt>{text.takes.signal}</dt>
          <dd>{score(take.acoustic?.score)}</dd>
        </div>
        <div>
          <dt>{text.takes.delivery}</dt>
          <dd>{score(take.delivery?.score)}</dd>
        </div>
        <div>
          <dt>{words.length}</dt>
          <dd>{clock(take.duration_s)}</dd>
        </div>
      </dl>
      <ul class="row-chips">
        {take.labels.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
    </div>
  );
}

export function Cards({ takes, better }: { takes: Record<Side, TakeSummary | undefined>; better: Side | null }) {
  return (
    <div class="side-cards">
      <Card side="a" take={takes.a} isBetter={better === "a"} />
      <Card side="b" take={takes.b} isBetter={better === "b"} />
    </div>
  );
}

function Value({ value, unit, isBetter }: { value: number | null; unit: string; isBetter: boolean }) {
  return (
    <td data-better={isBetter}>
      {value === null ? "–" : tidy(value, Math.abs(value) < 1 ? 2 : 1)} <span class="soft">{value === null ? "" : unit}</span>
      {isBetter && <span class="hidden">, {words.betterMark}</span>}
    </td>
  );
}

export function Differences({ comparison }: { comparison: Comparison }) {
  if (comparison.differences.length === 0) return <p class="soft">{words.same}</p>;
  return (
    <div class="card differences">
      <table>
        <caption>{words.differences}</caption>
        <thead>
          <tr>
            <th scope="col">{words.measure}</th>
            <th scope="col">A</th>
            <th scope="col">B</th>
            <th scope="col">{words.means}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.differences.map((one) => (
            <tr key={one.measure}>
              <th scope="row">{one.title}</th>
              <Value value={one.a} unit={one.unit} isBetter={one.better === "a"} />
              <Value value={one.b} unit={one.unit} isBetter={one.better === "b"} />
              <td>{sentence(one.text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
