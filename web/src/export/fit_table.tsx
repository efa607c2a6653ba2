/** What each model makes of the take as it is, and what a cut would give it. Choosing is done here, too. */

import { useState } from "preact/hooks";

import type { Fit } from "../api/types";
import { sentence } from "../take/figures";
import { LevelMark } from "../take/shapes";
import { clockTenths, tidy } from "../takes/format";
import { fill, text } from "../text/en";

const words = text.exports;
/** Models shown before one asks for all. */
const kFirst = 5;
const kLevels = { accepts: "good", part: "fair", refuses: "poor" } as const;

function cutWords(fit: Fit): string {
  if (!fit.window) return sentence(fit.window_problem ?? words.noWindow);
  const { start_s, end_s, is_ideal } = fit.window;
  return fill(is_ideal ? words.cutIdeal : words.cut, { s: tidy(end_s - start_s), at: clockTenths(start_s) });
}

interface RowProps {
  fit: Fit;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

function Row({ fit, isChosen, onChoose }: RowProps) {
  const canExport = fit.window !== null;
  const id = `fit-${fit.profile}`;
  return (
    <li class="fit" data-level={kLevels[fit.answer]} data-chosen={isChosen}>
      <input
        id={id}
        type="checkbox"
        checked={isChosen}
        disabled={!canExport}
        aria-describedby={`${id}-why`}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <label for={id}>{fit.title}</label>
      <span class="fit-answer">
        <LevelMark level={kLevels[fit.answer]} />
        {words.answers[fit.answer]}
        {fit.is_ideal && <span class="tag">{words.ideal}</span>}
      </span>
      <div class="fit-why" id={`${id}-why`}>
        <p class="fit-cut" data-missing={!canExport}>
          {cutWords(fit)}
        </p>
        {fit.why.filter((why) => why !== fit.window_problem).map((why) => <p key={why}>{sentence(why)}</p>)}
      </div>
    </li>
  );
}

interface Props {
  fits: Fit[];
  chosen: ReadonlySet<string>;
  onChoose: (profile: string, isChosen: boolean) => void;
}

export function FitTable({ fits, chosen, onChoose }: Props) {
  const rows = (some: Fit[]) =>
    some.map((fit) => (
      <Row
        key={fit.profile}
        fit={fit}
        isChosen={chosen.has(fit.profile)}
        onChoose={(is) => onChoose(fit.profile, is)}
      />
    ));
  const [isWhole, setIsWhole] = useState(false);
  const usable = fits.filter((fit) => fit.window !== null);
  const shown = usable.filter((fit, index) => isWhole || index < kFirst || chosen.has(fit.profile));
  const others = fits.filter((fit) => fit.window === null);
  return (
    <>
      {usable.length > 0 && (
        <ul class="fits" aria-label={words.fitTitle}>
          {rows(shown)}
        </ul>
      )}
      {shown.length < usable.length && (
        <button type="button" class="plain more" onClick={() => setIsWhole(true)}>
          {fill(words.moreModels, { n: usable.length - shown.length })}
        </button>
      )}
      {others.length > 0 && (
        <details open={usable.length === 0}>
          <summary>{others.length === 1 ? words.unsuitedOne : fill(words.unsuited, { n: others.length })}</summary>
          <ul class="fits">{rows(others)}</ul>
        </details>
      )}
    </>
  );
}
