/** What the chosen engine takes beyond the text; nothing where it takes nothing. */

import type { EngineInfo } from "../api/types";
import { tidy } from "../takes/format";
import { fill, text } from "../text/en";
import { kNoWish, want, wish } from "./wish";

const words = text.preview.more;

interface SliderProps {
  title: string;
  value: number;
  min: number;
  max: number;
  step: number;
  shown: string;
  onValue: (value: number) => void;
}

function Slider({ title, value, min, max, step, shown, onValue }: SliderProps) {
  return (
    <label class="preview-slider">
      <span>{title}</span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={shown}
        onInput={(event) => onValue(event.currentTarget.valueAsNumber)}
      />
      <output class="number">{shown}</output>
    </label>
  );
}

export function MoreOptions({ engine }: { engine: EngineInfo | null }) {
  if (!engine) return null;
  const { takes_speed, takes_pitch, takes_expressiveness, takes_pauses, takes_instruction, takes_seed } = engine;
  const takes = [takes_speed, takes_pitch, takes_expressiveness, takes_pauses, takes_instruction, takes_seed];
  if (![...takes, engine.fits_voices].includes(true)) return null;
  const { speed, pitch_st, expressiveness, pauses, instruction, seed, fits_closely } = wish.value;
  const { text: said, engine: chosen, language, ...plain } = kNoWish;
  return (
    <details class="preview-more">
      <summary>{words.title}</summary>
      <div class="preview-options">
        {takes_speed && (
          <Slider
            {...{ title: words.speed, value: speed, min: 0.5, max: 2, step: 0.05 }}
            shown={fill(words.times, { n: tidy(speed, 2) })}
            onValue={(value) => want({ speed: value })}
          />
        )}
        {takes_pitch && (
          <Slider
            {...{ title: words.pitch, value: pitch_st, min: -6, max: 6, step: 0.5 }}
            shown={fill(words.semitones, { n: tidy(pitch_st) })}
            onValue={(value) => want({ pitch_st: value })}
          />
        )}
        {takes_expressiveness && (
          <Slider
            {...{ title: words.expressiveness, value: expressiveness, min: 0, max: 2, step: 0.1 }}
            shown={fill(words.times, { n: tidy(expressiveness, 1) })}
            onValue={(value) => want({ expressiveness: value })}
          />
        )}
        {takes_pauses && (
          <Slider
            {...{ title: words.pauses, value: pauses, min: 0, max: 3, step: 0.25 }}
            shown={fill(words.times, { n: tidy(pauses, 2) })}
            onValue={(value) => want({ pauses: value })}
          />
        )}
        {takes_instruction && (
          <label>
            {words.instruction}
            <input
              value={instruction}
              maxLength={500}
              placeholder={words.instructionHint}
              onInput={(event) => want({ instruction: event.currentTarget.value })}
            />
          </label>
        )}
        {takes_seed && (
          <label title={words.seedHint}>
            {words.seed}
            <input
              inputMode="numeric"
              pattern="[0-9]*"
              maxLength={15}
              value={seed}
              onInput={(event) => want({ seed: event.currentTarget.value.replace(/\D/g, "") })}
            />
          </label>
        )}
        {engine.fits_voices && (
          <label class="preview-closely">
            <input
              type="checkbox"
              checked={fits_closely}
              onChange={(event) => want({ fits_closely: event.currentTarget.checked })}
            />
            {words.closely}
          </label>
        )}
        <button type="button" class="plain" onClick={() => want(plain)}>
          {words.reset}
        </button>
      </div>
    </details>
  );
}
