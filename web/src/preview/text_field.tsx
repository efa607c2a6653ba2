/** What is to be said: typed, or one of three ready paragraphs; and in which language. */

import type { EngineInfo } from "../api/types";
import { fill, text } from "../text/en";
import { lengthOf, speaks, want, wish } from "./wish";

const words = text.preview;
const kKinds = ["statement", "question", "exclamation"] as const;
type Spoken = keyof typeof words.paragraphs;

/** What is offered for an engine that does not say what it speaks. */
const kCommon = ["en", "de", "es", "fr", "it", "pt", "nl", "pl", "ru", "zh", "ja", "ko"];

const isSpoken = (code: string): code is Spoken => code in words.paragraphs;

/** In the language of the wish, else of the clip. */
function paragraphsFor(clipLanguage: string): { language: Spoken; of: Record<(typeof kKinds)[number], string> } {
  const code = [wish.value.language, clipLanguage].find(isSpoken) ?? "en";
  return { language: code, of: words.paragraphs[code] };
}

export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

function Language({ engine }: { engine: EngineInfo | null }) {
  const known = engine ? [...engine.languages, ...engine.experimental_languages] : [];
  const codes = engine && engine.languages.length > 0 ? known : kCommon;
  const isExperimental = (code: string) => engine?.experimental_languages.includes(code) ?? false;
  const chosen = wish.value.language;
  const shown = engine && !speaks(engine, chosen) ? "" : chosen;
  return (
    <label class="preview-language">
      {words.language}
      <select
        aria-label={words.language}
        value={shown}
        onChange={(event) => want({ language: event.currentTarget.value })}
      >
        <option value="">{words.languageAuto}</option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {isExperimental(code) ? fill(words.languageTrial, { name: languageName(code) }) : languageName(code)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Count({ most }: { most: number }) {
  const n = lengthOf(wish.value.text);
  const isOver = n > most;
  return (
    <span id="preview-count" class={isOver ? "number problem" : "number soft"}>
      {fill(words.count, { n: n.toLocaleString("en"), most: most.toLocaleString("en") })}
    </span>
  );
}

interface Props {
  engine: EngineInfo | null;
  /** ISO 639-1 of the clip's words; empty: unknown. */
  clipLanguage: string;
  most: number;
  onSpeak: () => void;
}

export function TextField({ engine, clipLanguage, most, onSpeak }: Props) {
  const ready = paragraphsFor(clipLanguage);
  return (
    <div class="preview-text">
      <label for="preview-said">{words.field}</label>
      <textarea
        id="preview-said"
        rows={4}
        value={wish.value.text}
        aria-describedby="preview-count"
        title={words.fieldHint}
        onInput={(event) => want({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          onSpeak();
        }}
      />
      <div class="preview-under">
        <div class="preview-chips" role="group" aria-label={words.ready}>
          {kKinds.map((kind) => (
            <button
              key={kind}
              type="button"
              class="chip"
              lang="en"
              aria-pressed={wish.value.text === ready.of[kind]}
              onClick={() => want({ text: ready.of[kind] })}
            >
              {words.chips[kind]}
            </button>
          ))}
        </div>
        <Count most={most} />
        <Language engine={engine} />
      </div>
    </div>
  );
}
