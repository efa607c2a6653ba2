/** Two takes side by side: which is the better reference and why, both to hear, and what differs. */

import type { Comparison } from "../api/types";
import { hashOf } from "../state/route";
import { byId } from "../state/takes";
import { useAsk } from "../state/use_ask";
import { sentence } from "../take/figures";
import { fill, text } from "../text/en";
import { Cards, Differences } from "./differences";
import { Listen } from "./listen";

const words = text.compare;

function Answer({ comparison }: { comparison: Comparison }) {
  const { better } = comparison;
  return (
    <section class="answer" aria-live="polite">
      <p class="better-word">{better ? fill(words.better, { side: better.toUpperCase() }) : words.neither}</p>
      <ul>
        {comparison.why.map((why) => (
          <li key={why}>{sentence(why)}</li>
        ))}
      </ul>
    </section>
  );
}

export function ComparePane({ a, b }: { a: string; b: string }) {
  const takes = { a: byId.value.get(a), b: byId.value.get(b) };
  const where = new URLSearchParams({ a, b });
  // judged anew, compared anew
  const key = `${takes.a?.revision} ${takes.b?.revision}`;
  const { data, problem, isAsking } = useAsk<Comparison>(`/compare?${where}`, key);
  return (
    <article class="compare" aria-labelledby="compare-title">
      <header>
        <h1 id="compare-title">{words.title}</h1>
        <a class="button" href={hashOf({ at: "compare", a: b, b: a })}>
          {words.swap}
        </a>
      </header>
      {data && <Answer comparison={data} />}
      {problem && <p class="problem">{fill(words.cannotCompare, { why: problem })}</p>}
      {!data && isAsking && <p class="soft">{text.app.loading}</p>}
      <Cards takes={takes} better={data?.better ?? null} />
      <Listen a={a} b={b} takes={takes} comparison={data} />
      {data && <Differences comparison={data} />}
    </article>
  );
}
