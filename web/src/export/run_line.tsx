/** An export's progress with a way out, then what was written, to be downloaded. */

import type { Export, ExportedTake } from "../api/types";
import { cancelExport, exportRuns, isUnderWay, type ExportRun } from "../state/export_runs";
import { jobs } from "../state/jobs";
import { Emblem } from "../take/shapes";
import { bytes, score, tidy } from "../takes/format";
import { fill, text } from "../text/en";

const words = text.exports;

function Progress({ runKey, run }: { runKey: string; run: ExportRun }) {
  const job = jobs.value.get(run.job_id);
  const percent = Math.round(100 * (job?.progress ?? 0));
  return (
    <div class="run">
      <p role="status">{job?.state === "running" ? fill(words.running, { percent }) : words.waiting}</p>
      <progress max={1} value={job?.progress ?? 0} aria-label={words.title} />
      <button type="button" disabled={!run.job_id} onClick={() => cancelExport(runKey)}>
        {words.cancel}
      </button>
    </div>
  );
}

const fileAt = (id: string, number: number) => `/api/v1/exports/${encodeURIComponent(id)}/files/${number}`;

function Clips({ take }: { take: ExportedTake }) {
  return (
    <ul class="clips">
      {take.clips.map((clip) => (
        <li key={clip.profile}>
          <p class="clip" data-verdict={clip.scorecard?.verdict}>
            <b>{clip.title}</b> {fill(words.seconds, { s: tidy(clip.duration_s) })}
            {clip.scorecard && (
              <span class="clip-verdict">
                <Emblem verdict={clip.scorecard.verdict} />
                {fill(words.clipVerdict, {
                  verdict: text.takes.verdicts[clip.scorecard.verdict],
                  score: score(clip.scorecard.overall),
                })}
              </span>
            )}
          </p>
          {clip.warnings.map((warning) => (
            <p key={warning} class="soft">
              {warning}
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Written({ id, take, isOnly }: { id: string; take: ExportedTake; isOnly: boolean }) {
  return (
    <li class="written">
      {!isOnly && <h3>{take.name}</h3>}
      {take.problem && <p class="problem">{take.problem}</p>}
      <Clips take={take} />
      {take.notes.map((note) => (
        <p key={note} class="soft">
          {note}
        </p>
      ))}
      {take.files.length > 0 && (
        <ul class="files">
          {take.files.map((file) => (
            <li key={file.number}>
              <a href={fileAt(id, file.number)} download>
                {file.name}
              </a>
              <span class="soft">{bytes(file.size_bytes)}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

export function Result({ result }: { result: Export }) {
  const hasFiles = result.takes.some((take) => take.files.length > 0);
  if (result.state === "cancelled") return <p class="soft">{words.cancelled}</p>;
  return (
    <div class="result">
      {hasFiles && (
        <p class="result-head">
          <b>{words.done}</b>
          <a class="button primary" href={`/api/v1/exports/${encodeURIComponent(result.id)}/zip`} download>
            {words.zip}
          </a>
        </p>
      )}
      <ul>
        {result.takes.map((take) => (
          <Written key={take.take} id={result.id} take={take} isOnly={result.takes.length === 1} />
        ))}
      </ul>
    </div>
  );
}

export function RunLine({ runKey }: { runKey: string }) {
  const run = exportRuns.value.get(runKey);
  if (!run) return null;
  return (
    <div class="run-place" aria-live="polite">
      {isUnderWay(run) && <Progress runKey={runKey} run={run} />}
      {run.problem && <p class="problem">{fill(words.failed, { why: run.problem })}</p>}
      {run.result && <Result result={run.result} />}
    </div>
  );
}
