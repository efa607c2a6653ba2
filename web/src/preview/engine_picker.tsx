/** Who is to speak: each engine with what it is, where it runs, what leaves the machine, and what it still needs. */

import type { EngineInfo } from "../api/types";
import { ended, sentence } from "../take/figures";
import { LevelMark } from "../take/shapes";
import { fill, text } from "../text/en";
import { engine, engines, enginesProblem, isAskingEngines, loadEngines } from "./engines";
import { want } from "./wish";

const words = text.preview.engines;

const said = (what: string): string => (what ? sentence(ended(what)) : "");

function about(one: EngineInfo): string {
  const parts: string[] = [words.where[one.runs_where]];
  if (one.languages.length > 1) parts.push(fill(words.languages, { n: one.languages.length }));
  if (one.streams) parts.push(words.streams);
  return sentence(parts.join(", "));
}

/** Nothing is said of an engine elsewhere that does not know yet where its server is. */
function leaves(one: EngineInfo): string {
  if (one.what_leaves) return ended(fill(words.leaves, { what: one.what_leaves }));
  return one.runs_where === "this_machine" ? words.leavesNothing : "";
}

function Row({ one }: { one: EngineInfo }) {
  const id = `engine-${one.name}`;
  return (
    <li class="engine" data-ready={one.ready} data-level={one.ready ? "good" : "fair"}>
      {one.ready && (
        <input
          type="radio"
          name="preview-engine"
          id={id}
          checked={engine.value?.name === one.name}
          aria-describedby={`${id}-about`}
          onChange={() => want({ engine: one.name })}
        />
      )}
      <div class="engine-head">
        {one.ready ? <label for={id}>{one.title}</label> : <b>{one.title}</b>}
        <span class="engine-state">
          <LevelMark level={one.ready ? "good" : "fair"} /> {one.ready ? words.ready : words.needs}
        </span>
      </div>
      <div class="engine-about" id={`${id}-about`}>
        {!one.ready && (
          <p class="engine-needs">
            {said(one.needs)} {one.step && <span class="engine-step">{said(one.step)}</span>}
          </p>
        )}
        <p class="soft">
          {ended(about(one))} {leaves(one)}
        </p>
        {one.ready && one.note && <p class="soft">{ended(one.note)}</p>}
      </div>
    </li>
  );
}

function Rows({ all }: { all: EngineInfo[] }) {
  return (
    <ul class="engines">
      {all.map((one) => (
        <Row key={one.name} one={one} />
      ))}
    </ul>
  );
}

function LookAgain() {
  return (
    <button type="button" class="plain" disabled={isAskingEngines.value} onClick={() => void loadEngines()}>
      {isAskingEngines.value ? words.asking : words.again}
    </button>
  );
}

function NotReady({ all, isAlone }: { all: EngineInfo[]; isAlone: boolean }) {
  if (all.length === 0) return null;
  if (isAlone) return <Rows all={all} />;
  const [one, many] = words.someNotReady;
  return (
    <details class="engines-more">
      <summary>{all.length === 1 ? one : fill(many, { n: all.length })}</summary>
      <Rows all={all} />
    </details>
  );
}

export function EnginePicker() {
  const all = engines.value;
  const ready = (all ?? []).filter((one) => one.ready);
  const others = (all ?? []).filter((one) => !one.ready);
  return (
    <fieldset class="engine-picker" aria-busy={isAskingEngines.value}>
      <legend class="hidden">{words.title}</legend>
      <div class="engine-top">
        <span class="head" aria-hidden="true">
          {words.title}
        </span>
        {(others.length > 0 || enginesProblem.value) && <LookAgain />}
      </div>
      <div>
        {!all && !enginesProblem.value && <p class="soft">{words.asking}</p>}
        {enginesProblem.value && <p class="problem">{fill(words.problem, { why: enginesProblem.value })}</p>}
        {all && ready.length === 0 && <p>{words.none}</p>}
        <Rows all={ready} />
        <NotReady all={others} isAlone={ready.length === 0} />
      </div>
    </fieldset>
  );
}
