/** One take in the list: the verdict first, then what it is. */

import { Component } from "preact";

import type { Job, TakeSummary } from "../api/types";
import { Emblem, Stars } from "../take/shapes";
import { hashOf } from "../state/route";
import { fill, text } from "../text/en";
import { clock, score, when } from "./format";

const words = text.takes;

interface Props {
  take: TakeSummary;
  index: number;
  top: number;
  isActive: boolean;
  isOpen: boolean;
  isChosen: boolean;
  mark: "A" | "B" | null;
  job: Job | undefined;
  onChoose: (id: string, isRange: boolean) => void;
  onPoint: (id: string, event: MouseEvent) => void;
}

function jobWords(job: Job): string {
  if (job.kind === "words") return words.words;
  return job.state === "waiting" ? words.waiting : words.judging;
}

function Working({ job }: { job: Job }) {
  const percent = Math.round(job.progress * 100);
  return (
    <span class="working">
      <span>{jobWords(job)} …</span>
      <span class="bar" role="progressbar" aria-label={jobWords(job)} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
        <span style={{ transform: `scaleX(${job.progress})` }} />
      </span>
    </span>
  );
}

function Judgement({ take, job }: { take: TakeSummary; job: Job | undefined }) {
  if (take.verdict) {
    return (
      <span class="judgement" data-verdict={take.verdict}>
        <span class="word">
          <Emblem verdict={take.verdict} />
          {words.verdicts[take.verdict]}
        </span>
        <Stars count={take.stars ?? 1} />
      </span>
    );
  }
  return <span class="judgement soft">{take.problem ? words.problem : job ? "" : words.unjudged}</span>;
}

function Facts({ take }: { take: TakeSummary }) {
  return (
    <span class="facts">
      <span>
        {words.signal} <b>{score(take.acoustic?.score)}</b>
      </span>
      <span>
        {words.delivery} <b>{score(take.delivery?.score)}</b>
      </span>
      <span class="end">{when(take.created)}</span>
    </span>
  );
}

function Middle({ take, job }: { take: TakeSummary; job: Job | undefined }) {
  if (job) return <Working job={job} />;
  if (take.problem) return <span class="line problem">{take.problem}</span>;
  const said = take.first_words || take.prompt;
  return said ? <span class="line soft">{said}</span> : null;
}

/** Drawn again only when something of it changed: while the list scrolls, rows come and go and the others rest. */
export class TakeRow extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    return (Object.keys(next) as (keyof Props)[]).some((name) => next[name] !== this.props[name]);
  }

  override render({ take, index, top, isActive, isOpen, isChosen, mark, job, onChoose, onPoint }: Props) {
    return (
      <div
        class="take-row"
        id={`row-${take.id}`}
        role="row"
        aria-rowindex={index + 1}
        aria-selected={isChosen}
        data-active={isActive}
        data-open={isOpen}
        style={{ transform: `translateY(${top}px)` }}
        onClick={(event) => onPoint(take.id, event)}
      >
        <span role="gridcell" class="pick">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isChosen}
            aria-label={fill(words.choose, { name: take.name })}
            onClick={(event) => {
              event.stopPropagation();
              onChoose(take.id, event.shiftKey);
            }}
          />
          {mark && <b class="ab">{mark}</b>}
        </span>
        <span role="gridcell" class="verdict-cell">
          <Judgement take={take} job={job} />
          {take.overall !== null && (
            <span class="overall">
              <span class="hidden">{words.overall} </span>
              {score(take.overall)}
            </span>
          )}
        </span>
        <span role="gridcell" class="body">
          <span class="line name">
            <a href={hashOf({ at: "take", id: take.id })} tabIndex={-1} aria-current={isOpen ? "true" : undefined}>
              {take.name}
            </a>
            <span class="length">{clock(take.duration_s)}</span>
          </span>
          <Middle take={take} job={job} />
          {take.labels.length > 0 && (
            <span class="row-chips" data-is-tall={!job && !take.problem && !take.first_words && !take.prompt}>
              {take.labels.map((label) => (
                <span key={label}>{label}</span>
              ))}
            </span>
          )}
          <Facts take={take} />
        </span>
      </div>
    );
  }
}
