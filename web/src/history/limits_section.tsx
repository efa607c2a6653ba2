/** How much may still be done, in words, with a bar beside. */

import type { LimitLeft, Usage } from "../api/types";
import { text } from "../text/en";
import { limitGroups, limitSentence } from "./limits";

const words = text.history.limits;

function Line({ limit }: { limit: LimitLeft }) {
  const share = limit.amount > 0 ? Math.min(1, Math.max(0, limit.left / limit.amount)) : 0;
  return (
    <li data-empty={limit.left <= 0}>
      <span>{limitSentence(limit)}</span>
      <span class="bar" aria-hidden="true">
        <i style={{ width: `${100 * share}%` }} />
      </span>
    </li>
  );
}

export function LimitsSection({ usage }: { usage: Usage }) {
  const names = new Map(usage.voices.map((voice) => [voice.voice_id, voice.voice]));
  const groups = limitGroups(usage.limits, names);
  return (
    <section class="card limits" aria-labelledby="history-limits">
      <h2 id="history-limits">{words.title}</h2>
      <p class="soft">{groups.length > 0 ? words.lead : words.none}</p>
      {groups.map(({ title, limits }) => (
        <div key={title}>
          <h3>{title}</h3>
          <ul>
            {limits.map((limit) => (
              <Line key={`${limit.kind} ${limit.window_s}`} limit={limit} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
