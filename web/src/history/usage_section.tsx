/** What was made with each voice. */

import { useState } from "preact/hooks";

import type { Usage, VoiceUsage } from "../api/types";
import { fill, text } from "../text/en";
import { counted, dayAndTime, dayName, grouped, lengthOf, voiceName } from "./words";

const words = text.history.usage;

const kFirst = 6;
const kDays = 14;

/** Most used first. */
function enginesOf(engines: Record<string, number>): string {
  const sorted = Object.entries(engines).sort(([, a], [, b]) => b - a);
  const said = sorted.map(([name, n]) => fill(n === 1 ? words.engineOnce : words.engine, { name, n: grouped(n) }));
  return said.join(", ") || words.none;
}

function Days({ voice }: { voice: VoiceUsage }) {
  const days = [...voice.days].sort((a, b) => (a.day < b.day ? 1 : -1)).slice(0, kDays);
  if (days.length === 0) return null;
  const most = Math.max(...days.map((day) => day.clones), 1);
  return (
    <details>
      <summary>
        {words.days}
        <span class="hidden"> {voiceName(voice)}</span>
      </summary>
      <ul class="days">
        {days.map((day) => (
          <li key={day.day}>
            <span>{dayName(day.day)}</span>
            <span class="bar" aria-hidden="true">
              <i style={{ width: `${(100 * day.clones) / most}%` }} />
            </span>
            <span class="soft">
              {fill(words.day, { clones: counted(day.clones, words.clones), length: lengthOf(day.seconds) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Fact({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Voice({ voice }: { voice: VoiceUsage }) {
  const last = voice.last;
  return (
    <li class="voice-card">
      <h3>{voiceName(voice)}</h3>
      <p class="clones">{counted(voice.clones, words.clones)}</p>
      <dl>
        <Fact label={words.length}>{lengthOf(voice.seconds)}</Fact>
        <Fact label={words.last}>
          {last ? (
            <time dateTime={last} title={last}>
              {dayAndTime(last)}
            </time>
          ) : (
            words.never
          )}
        </Fact>
        <Fact label={words.engines}>{enginesOf(voice.engines)}</Fact>
        <Fact label={words.characters}>{grouped(voice.characters)}</Fact>
        <Fact label={words.refusedTitle}>{voice.refused === 0 ? words.refusedNever : grouped(voice.refused)}</Fact>
      </dl>
      <Days voice={voice} />
    </li>
  );
}

function totalsOf({ totals }: Usage): string {
  return fill(words.totals, {
    clones: counted(totals.clones, words.clones),
    length: lengthOf(totals.seconds),
    refused: totals.refused === 0 ? words.refusedNone : counted(totals.refused, words.refused),
  });
}

/** Last used first. */
export function UsageSection({ usage }: { usage: Usage }) {
  const [isAll, setIsAll] = useState(false);
  const voices = [...usage.voices].sort((a, b) => (b.last ?? "").localeCompare(a.last ?? ""));
  const rest = isAll ? 0 : Math.max(0, voices.length - kFirst);
  return (
    <section aria-labelledby="history-usage">
      <h2 id="history-usage">{words.title}</h2>
      <p class="soft">{voices.length > 0 ? totalsOf(usage) : words.empty}</p>
      {voices.length > 0 && (
        <ul class="voices">
          {voices.slice(0, isAll ? undefined : kFirst).map((voice) => (
            <Voice key={voice.voice_id} voice={voice} />
          ))}
        </ul>
      )}
      {rest > 0 && (
        <button type="button" class="plain" onClick={() => setIsAll(true)}>
          {fill(words.more, { n: rest })}
        </button>
      )}
    </section>
  );
}
