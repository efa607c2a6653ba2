/** Who made what with which voice: usage, limits, whether the log is whole, and the log. */

import { useState } from "preact/hooks";

import type { Usage } from "../api/types";
import { useAsk } from "../state/use_ask";
import { fill, text } from "../text/en";
import { CheckSection } from "./check_section";
import { LimitsSection } from "./limits_section";
import { LogSection } from "./log_section";
import { UsageSection } from "./usage_section";
import { useVisits } from "./visits";

const words = text.history;
const kNotThere = 404;

export function HistoryPane() {
  const visits = useVisits();
  const [tries, setTries] = useState(0);
  const { data, problem, status, isAsking } = useAsk<Usage>("/usage", `${visits} ${tries}`);
  const isOld = status === kNotThere;
  return (
    <article class="history" aria-labelledby="history-title">
      <header>
        <h1 id="history-title">{words.title}</h1>
        <p class="soft">{words.lead}</p>
      </header>
      {isOld && <p class="problem">{words.old}</p>}
      {problem && !isOld && (
        <p class="problem">
          {fill(words.usage.problem, { why: problem })}{" "}
          <button type="button" class="plain" onClick={() => setTries(tries + 1)}>
            {words.tryAgain}
          </button>
        </p>
      )}
      {!data && isAsking && <p class="soft">{text.app.loading}</p>}
      {data && <UsageSection usage={data} />}
      {!isOld && (
        <>
          <div class="history-cards">
            {data && <LimitsSection usage={data} />}
            <CheckSection visits={visits} />
          </div>
          <LogSection voices={data?.voices ?? []} visits={visits} />
        </>
      )}
    </article>
  );
}
