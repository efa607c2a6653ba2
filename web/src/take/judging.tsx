/** A take without a verdict: being judged, waiting for it, or impossible to judge. */

import { useSignal } from "@preact/signals";

import { request } from "../api/client";
import type { Job, Take } from "../api/types";
import { complain } from "../state/notices";
import { cancelJob, isOver, jobs } from "../state/jobs";
import { fill, text } from "../text/en";
import { ended } from "./figures";
import { useIdleFor } from "./patience";
import { Icon, LevelMark } from "./shapes";

/** What is under way for a take, of one kind. */
export function jobOf(takeId: string, kind: string): Job | null {
  for (const job of jobs.value.values()) {
    if (job.subject === takeId && job.kind === kind && !isOver(job)) return job;
  }
  return null;
}

export async function startJob(takeId: string, what: "judge" | "transcribe"): Promise<void> {
  await request(`/takes/${encodeURIComponent(takeId)}/${what}`, { method: "POST" }).catch(complain);
}

export function Progress({ job, words }: { job: Job; words: string }) {
  const share = Math.min(1, Math.max(0, job.progress));
  const isStopping = useSignal(false);
  const stop = () => {
    isStopping.value = true;
    void cancelJob(job.id);
  };
  return (
    <div class="progress" role="status">
      <span>{job.state === "waiting" ? text.take.waits : words}</span>
      <progress value={job.state === "waiting" ? undefined : share} max={1} aria-label={words} />
      <span class="percent">{job.state === "waiting" ? "" : `${Math.round(100 * share)} %`}</span>
      <button type="button" disabled={isStopping.value} onClick={stop}>
        <Icon of="close" />
        <span>{isStopping.value ? text.take.cancelling : text.take.cancel}</span>
      </button>
    </div>
  );
}

function Problem({ take }: { take: Take }) {
  return (
    <section class="verdict unjudged" role="alert">
      <p class="word" data-verdict="reject">
        <LevelMark level="poor" />
        <strong>{text.take.notJudged}</strong>
      </p>
      <p class="summary">{fill(text.take.couldNot, { why: ended(take.problem ?? "") })}</p>
      <p class="soft">{text.take.couldNotHelp}</p>
      <button type="button" onClick={() => void startJob(take.id, "judge")}>
        {text.take.judgeAgain}
      </button>
    </section>
  );
}

export function Judging({ take }: { take: Take }) {
  const job = jobOf(take.id, "score");
  const isLeftAlone = useIdleFor(!job);
  if (!job && take.problem) return <Problem take={take} />;
  return (
    <section class="verdict unjudged" aria-label={text.take.verdict}>
      <p class="word waiting">
        <strong>{isLeftAlone ? text.take.noVerdict : text.take.listening}</strong>
      </p>
      {job && <Progress job={job} words={text.take.judging} />}
      {isLeftAlone && (
        <>
          <p class="summary">{text.take.noVerdictHelp}</p>
          <button type="button" class="primary" onClick={() => void startJob(take.id, "judge")}>
            {text.take.judge}
          </button>
        </>
      )}
    </section>
  );
}
