/** The open take: verdict, sound, measures, and what to do with it. The report page shows the same, alone. */

import { useEffect } from "preact/hooks";

import type { Take } from "../api/types";
import { about } from "../state/about";
import { current, currentId, isMissing, open } from "../state/current";
import { hashOf } from "../state/route";
import { fill, text } from "../text/en";
import { FileDetails } from "./file_details";
import { FirstVisit } from "./first_visit";
import { jobOf, Judging, Progress } from "./judging";
import { Measures } from "./measures";
import { closeSound } from "./sound_state";
import { SoundView } from "./sound_view";
import { Tabs } from "./tabs";
import { TakeTitle } from "./take_title";
import { VerdictHead } from "./verdict_head";
import { WhyVerdict } from "./why_verdict";

function Missing() {
  return (
    <section class="first" role="alert">
      <h1>{text.take.missing}</h1>
      <p class="soft">{text.take.missingHelp}</p>
      <p>
        <button type="button" onClick={() => void open(currentId.value)}>
          {text.take.lookAgain}
        </button>{" "}
        <a href={hashOf({ at: "home" })}>{text.take.back}</a>
      </p>
    </section>
  );
}

function Loading() {
  return (
    <section class="take" aria-busy="true" aria-label={text.app.loading}>
      <div class="ghost" data-of="title" />
      <div class="ghost" data-of="verdict" />
      <div class="ghost" data-of="sound" />
    </section>
  );
}

function Open({ take }: { take: Take }) {
  const zones = about.value?.zones ?? {};
  const card = take.scorecard;
  // what could not be read can neither be drawn nor exported
  const isReadable = card !== null || take.problem === null;
  const again = card ? jobOf(take.id, "score") : null;
  return (
    <article class="take" aria-labelledby="take-name">
      <TakeTitle take={take} />
      <p class="hidden" role="status">
        {card && fill(text.take.judgedAs, { verdict: text.take.verdicts[card.verdict].word, count: card.stars })}
      </p>
      {card ? <VerdictHead card={card} zones={zones} /> : <Judging take={take} />}
      {again && <Progress job={again} words={text.take.judgingAgain} />}
      {card && <WhyVerdict card={card} zones={zones} />}
      {isReadable && <SoundView take={take} />}
      {card && <Measures card={card} zones={zones} />}
      {card && <FileDetails take={take} card={card} />}
      {isReadable && <Tabs take={take} zones={zones} />}
    </article>
  );
}

export function TakePane() {
  const take = current.value;
  const isHome = currentId.value === null;
  useEffect(() => (isHome ? closeSound() : undefined), [isHome]);
  useEffect(() => closeSound, []);
  if (take) return <Open key={take.id} take={take} />;
  if (isHome) return <FirstVisit />;
  return isMissing.value ? <Missing /> : <Loading />;
}
