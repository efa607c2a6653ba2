/** What was said: as heard, as the person has it, and against the prompt. */

import type { Take } from "../api/types";
import { about } from "../state/about";
import { fill, text } from "../text/en";
import { sentence } from "./figures";
import { heardOf } from "./heard";
import { HeardWords, kDoubtfulBelow } from "./heard_words";
import { jobOf, Progress, startJob } from "./judging";
import { marksOf } from "./marks";
import { WordsEditor } from "./words_editor";

function Listen({ take }: { take: Take }) {
  const engine = about.value?.transcription;
  const job = jobOf(take.id, "words");
  if (job) return <Progress job={job} words={text.take.listeningForWords} />;
  if (engine && !engine.ready) {
    return <p class="soft">{fill(text.take.noEngine, { needs: sentence(engine.needs ?? "") })}</p>;
  }
  return (
    <button type="button" onClick={() => void startJob(take.id, "transcribe")}>
      {take.transcript ? text.take.listenAgain : text.take.listenForWords}
    </button>
  );
}

function Heard({ take }: { take: Take }) {
  const transcript = heardOf(take);
  if (!transcript) {
    const isComing = jobOf(take.id, "words") !== null;
    return <p class="soft">{isComing ? text.take.wordsComing : text.take.noWordsYet}</p>;
  }
  if (!transcript.words.length) return <p class="soft">{text.take.noWordsHeard}</p>;
  const pauses = marksOf(take.scorecard).filter((mark) => mark.kind === "pause");
  const hasDoubt = transcript.words.some((word) => word.confidence < kDoubtfulBelow);
  const hints = [text.take.clickWord, pauses.length ? text.take.dotIsRest : "", hasDoubt ? text.take.underlined : ""];
  return (
    <>
      {transcript.low_confidence && <p class="banner">{text.take.lowConfidence}</p>}
      <HeardWords transcript={transcript} pauses={pauses} />
      <p class="soft">{hints.filter(Boolean).join(" ")}</p>
    </>
  );
}

function Prompt({ take }: { take: Take }) {
  if (!take.prompt) return null;
  const edits = take.reading?.edits;
  const summary = take.reading?.["summary"];
  return (
    <section class="prompt" aria-label={text.take.prompt}>
      <h3>{text.take.prompt}</h3>
      <blockquote>{take.prompt}</blockquote>
      {edits && edits.length === 0 && <p>{text.take.asWritten}</p>}
      {edits && edits.length > 0 && (
        <>
          <h4>{text.take.deviations}</h4>
          {typeof summary === "string" && <p class="soft">{summary}</p>}
          <ul class="deviations">
            {edits.map((edit, i) => (
              <li key={i}>{sentence(edit)}</li>
            ))}
          </ul>
        </>
      )}
      {!edits && <p class="soft">{text.take.notCompared}</p>}
    </section>
  );
}

export function WordsTab({ take }: { take: Take }) {
  const engine = take.transcript?.engine;
  return (
    <div class="words" data-has-prompt={take.prompt !== ""}>
      <section class="heard" aria-label={text.take.heard}>
        <header>
          <h3>{text.take.heard}</h3>
          {engine && <span class="soft">{fill(text.take.heardBy, { engine })}</span>}
          <Listen take={take} />
        </header>
        <Heard take={take} />
        <WordsEditor take={take} />
      </section>
      <Prompt take={take} />
    </div>
  );
}
