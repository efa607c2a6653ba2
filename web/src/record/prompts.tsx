/** What to say: a prompt that adds sounds, an own text, or free speech. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import type { Prompt } from "../api/types";
import { useKeys } from "../app/keys";
import { fill, text } from "../text/en";
import {
  choose,
  list,
  mode,
  nextPrompt,
  offered,
  ownGain,
  ownText,
  problem,
  prompt,
  setMode,
  setOwnText,
  watchCoverage,
  type Gain,
  type Mode,
} from "./reading";

const words = text.record.prompts;
/** Characters: far more than fits a take, and less than the server takes. */
const kLongestOwn = 5000;
const kModes: readonly Mode[] = ["prompt", "own", "free"];

function gainOf({ new_phones, new_diphones }: Pick<Gain, "new_phones" | "new_diphones">): string {
  if (new_phones === 1) return words.addsOne;
  if (new_phones > 1) return fill(words.adds, { n: new_phones });
  return new_diphones > 0 ? fill(words.addsPairs, { n: new_diphones }) : words.addsNone;
}

function Facts({ of, style }: { of: Gain; style?: string }) {
  return (
    <p class="prompt-facts">
      <strong class="prompt-gain">{gainOf(of)}</strong>
      {style && <span>{style}</span>}
      <span>{fill(words.about, { s: Math.round(of.reading_time_s) })}</span>
      <span>{fill(words.words, { n: of.words })}</span>
    </p>
  );
}

function Modes() {
  return (
    <fieldset class="modes">
      <legend class="hidden">{words.title}</legend>
      {kModes.map((one) => (
        <label key={one}>
          <input type="radio" name="reading" value={one} checked={mode.value === one} onChange={() => setMode(one)} />
          <span>{words.modes[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Options({ prompts }: { prompts: readonly Prompt[] }) {
  return (
    <>
      {prompts.map((one) => (
        <option key={one.name} value={one.name}>
          {one.is_free
            ? one.title
            : fill(words.option, { title: one.title, style: one.style, gain: gainOf(one) })}
        </option>
      ))}
    </>
  );
}

function Chooser() {
  const all = offered.value;
  const next = all.find(({ name }) => name === list.value?.next);
  return (
    <div class="chooser">
      <select
        aria-label={mode.value === "free" ? words.chooseFree : words.choose}
        value={prompt.value?.name ?? ""}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {next && (
          <optgroup label={words.suggested}>
            <Options prompts={[next]} />
          </optgroup>
        )}
        <optgroup label={words.all}>
          <Options prompts={all.filter((one) => one !== next)} />
        </optgroup>
      </select>
      <button type="button" aria-keyshortcuts="N" onClick={nextPrompt}>
        {words.next} <span class="hidden">{words.nextWhat}</span> <kbd aria-hidden="true">n</kbd>
      </button>
    </div>
  );
}

/** The beginning, and all of it on demand: it is shown large when the take begins. */
function PromptText({ chosen }: { chosen: Prompt }) {
  const isWhole = useSignal(false);
  return (
    <div class="prompt-shown" data-whole={isWhole.value}>
      <p class="prompt-text" lang={chosen.language}>
        {chosen.text}
      </p>
      <button
        type="button"
        class="link"
        aria-expanded={isWhole.value}
        onClick={() => {
          isWhole.value = !isWhole.value;
        }}
      >
        {isWhole.value ? words.less : words.more}
      </button>
    </div>
  );
}

function Chosen() {
  const chosen = prompt.value;
  if (!chosen) return <p class="soft">{problem.value || (mode.value === "free" ? words.free : text.app.loading)}</p>;
  return (
    <>
      {offered.value.length > 1 && <Chooser />}
      {!chosen.is_free && <Facts of={chosen} style={chosen.style} />}
      <PromptText chosen={chosen} />
    </>
  );
}

function Own() {
  return (
    <>
      <textarea
        class="prompt-text"
        rows={6}
        maxLength={kLongestOwn}
        aria-label={words.own}
        placeholder={words.ownHint}
        value={ownText.value}
        onInput={(event) => setOwnText(event.currentTarget.value)}
      />
      {ownGain.value && <Facts of={ownGain.value} />}
    </>
  );
}

function Covered() {
  const covered = list.value?.covered;
  if (!covered) return null;
  return (
    <p class="soft covered">{fill(words.covered, { n: covered.phones, of: covered.phones_wanted })}</p>
  );
}

export function PromptChooser() {
  useEffect(watchCoverage, []);
  useKeys([{ key: "n", words: text.record.keys.next, act: nextPrompt }]);
  return (
    <section class="prompts" aria-label={words.title}>
      <Modes />
      {mode.value === "own" ? <Own /> : <Chosen />}
      {mode.value === "prompt" && <Covered />}
    </section>
  );
}
