/** The file behind the take: what was stored, what is unusual about it, and judging it anew. */

import { Fragment } from "preact";

import type { Scorecard, Take } from "../api/types";
import { about } from "../state/about";
import { fill, text } from "../text/en";
import { factsOf, remarksOf } from "./file_facts";
import { jobOf, startJob } from "./judging";

function Again({ take }: { take: Take }) {
  const version = about.value?.version;
  const isOld = version !== undefined && take.scorecard_version !== null && take.scorecard_version !== version;
  return (
    <p class="again">
      <span class="soft">
        {take.scorecard_version && fill(text.take.judgedBy, { version: take.scorecard_version })} {isOld && text.take.judgedByOld}
      </span>
      <button type="button" disabled={jobOf(take.id, "score") !== null} onClick={() => void startJob(take.id, "judge")}>
        {text.take.judgeAnew}
      </button>
    </p>
  );
}

export function FileDetails({ take, card }: { take: Take; card: Scorecard }) {
  const remarks = remarksOf(card);
  return (
    <details class="file">
      <summary>{text.take.aboutFile}</summary>
      <div class="columns">
        <dl>
          <dt>{text.take.originalName}</dt>
          <dd>{take.original_name}</dd>
          {factsOf(card).map(([what, value]) => (
            <Fragment key={what}>
              <dt>{what}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
        </dl>
        <div>
          <ul>
            {remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
            {remarks.length === 0 && <li class="soft">{text.take.nothingUnusual}</li>}
          </ul>
          <Again take={take} />
        </div>
      </div>
    </details>
  );
}
