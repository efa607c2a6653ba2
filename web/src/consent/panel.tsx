/** "My own voice, on this machine": the statement, read aloud in less than half a minute. */

import { useEffect, useRef, useState } from "preact/hooks";

import type { Consent } from "../api/types";
import { setVoice, voice } from "../state/voice";
import { fill, text } from "../text/en";
import { Checks } from "./checks";
import { clockOf, secondsLeft } from "./flow";
import { again, ahead_ms, close, flow, record, start, stop, type Asked } from "./state";

const words = text.consent;

/** What a person is asked before the words are chosen. */
function Ask() {
  const [asked, setAsked] = useState<Asked>({ voice: voice.value, language: "en", wording: "timbre", company: "" });
  const change = (part: Partial<Asked>) => setAsked({ ...asked, ...part });
  const begin = (event: Event) => {
    event.preventDefault();
    if (!voice.value) setVoice(asked.voice);
    void start({ ...asked, voice: asked.voice.trim() });
  };
  return (
    <form class="consent-ask" onSubmit={begin}>
      <p>{words.why}</p>
      <label>
        {words.name}
        <input
          required
          maxLength={60}
          value={asked.voice}
          title={words.nameHint}
          onInput={(event) => change({ voice: event.currentTarget.value })}
        />
      </label>
      <label>
        {words.language}
        <select value={asked.language} onChange={(event) => change({ language: event.currentTarget.value })}>
          {Object.entries(words.languages).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {asked.language !== "en" && <p class="soft">{words.numbersNote}</p>}
      <Wording asked={asked} change={change} />
      <button class="primary" type="submit" disabled={flow.value.is === "starting"}>
        {flow.value.is === "starting" ? words.starting : words.start}
      </button>
    </form>
  );
}

function Wording({ asked, change }: { asked: Asked; change: (part: Partial<Asked>) => void }) {
  return (
    <details>
      <summary>{words.more}</summary>
      <label>
        {words.wording}
        <select value={asked.wording} onChange={(event) => change({ wording: event.currentTarget.value })}>
          {Object.entries(words.wordings).map(([name, what]) => (
            <option key={name} value={name}>
              {what}
            </option>
          ))}
        </select>
      </label>
      {asked.wording === "azure" && (
        <label>
          {words.company}
          <input
            required
            maxLength={60}
            value={asked.company}
            onInput={(event) => change({ company: event.currentTarget.value })}
          />
        </label>
      )}
    </details>
  );
}

/** Whole seconds until the words are no longer good. */
function useSecondsLeft(consent: Consent): number {
  const left = () => secondsLeft(consent, Date.now() + ahead_ms.value);
  const [seconds, setSeconds] = useState(left());
  useEffect(() => {
    const ticking = setInterval(() => setSeconds(left()), 250);
    return () => clearInterval(ticking);
  }, [consent.id]);
  return seconds;
}

function Script({ consent }: { consent: Consent }) {
  return (
    <div class="consent-script" lang={consent.language}>
      <p class="soft" lang="en">
        {words.readThis}
      </p>
      <p class="aloud">{consent.statement}</p>
      <p class="soft" lang="en">
        {words.thenWords}
      </p>
      <ul class="aloud" aria-label={words.thenWords}>
        {consent.challenge.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </div>
  );
}

function Clock({ seconds }: { seconds: number }) {
  return (
    <span class="number soft" role="timer">
      {seconds > 0 ? fill(words.left, { time: clockOf(seconds) }) : words.over}
    </span>
  );
}

function Reading({ consent, take }: { consent: Consent; take: string }) {
  const now = flow.value;
  const seconds = useSecondsLeft(consent);
  const isOver = seconds === 0 && now.is !== "recording" && now.is !== "listening";
  const restart = () =>
    void start({ voice: consent.person, language: consent.language, wording: consent.wording, company: consent.company });
  return (
    <>
      <Script consent={consent} />
      <div class="consent-line">
        {now.is === "recording" ? (
          <button class="primary" type="button" onClick={() => void stop()}>
            {words.stop}
          </button>
        ) : isOver ? (
          <button class="primary" type="button" onClick={restart}>
            {words.newWords}
          </button>
        ) : (
          <button class="primary" type="button" disabled={now.is !== "ready"} onClick={() => void record(take)}>
            {words.record}
          </button>
        )}
        <button type="button" disabled={now.is === "listening"} onClick={close}>
          {words.cancel}
        </button>
        <Clock seconds={seconds} />
      </div>
      <p role="status">
        {now.is === "opening" && words.opening}
        {now.is === "recording" && words.recording}
        {now.is === "listening" && words.listening}
      </p>
      {now.is === "ready" && now.problem && (
        <p class="problem" role="alert">
          {now.problem}
        </p>
      )}
    </>
  );
}

function outcome(consent: Consent): string {
  if (consent.state === "given") return fill(words.given, { name: consent.person });
  if (consent.state !== "open") return words.refused;
  return consent.tries_left === 1 ? words.notYetOne : fill(words.notYet, { n: consent.tries_left });
}

function Answer({ consent }: { consent: Consent }) {
  const seconds = useSecondsLeft(consent);
  const canRead = consent.state === "open" && seconds > 0;
  const restart = () =>
    void start({ voice: consent.person, language: consent.language, wording: consent.wording, company: consent.company });
  return (
    <>
      <p role="status">
        <strong>{outcome(consent)}</strong>
      </p>
      <Checks checks={consent.checks} />
      <div class="consent-line">
        {canRead && (
          <button class="primary" type="button" onClick={again}>
            {words.again}
          </button>
        )}
        {consent.state !== "given" && !canRead && (
          <button class="primary" type="button" onClick={restart}>
            {words.newWords}
          </button>
        )}
        <button type="button" onClick={close}>
          {consent.state === "given" ? text.app.close : words.cancel}
        </button>
        {canRead && <Clock seconds={seconds} />}
      </div>
    </>
  );
}

/** `take` becomes a reference of the voice. */
export function ConsentPanel({ take }: { take: string }) {
  const now = flow.value;
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (now.is !== "closed") panel.current?.scrollIntoView({ block: "nearest" });
  }, [now.is]);
  return (
    <section ref={panel} class="consent card" aria-label={words.title}>
      <h3>{words.title}</h3>
      {now.is === "closed" || now.is === "starting" ? (
        <Ask />
      ) : now.is === "answered" ? (
        <Answer consent={now.consent} />
      ) : (
        <Reading consent={now.consent} take={take} />
      )}
    </section>
  );
}
