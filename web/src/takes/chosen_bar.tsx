/** What can be done to the takes that are chosen. */

import { useState } from "preact/hooks";

import { compare } from "../state/marks";
import { go } from "../state/route";
import { chosenIds, selectAll, selection, selectNone } from "../state/selection";
import { judgeAgain, purge, restore, trash } from "../state/take_actions";
import { query } from "../state/takes";
import { fill, text } from "../text/en";

const words = text.takes;

function Purge() {
  const [isSure, setIsSure] = useState(false);
  const size = selection.value.chosen.size;
  if (!isSure) {
    return (
      <button type="button" class="danger" onClick={() => setIsSure(true)}>
        {words.purge}
      </button>
    );
  }
  return (
    <span class="sure" role="group" aria-label={words.purge}>
      <span>{size === 1 ? words.purgeSureOne : fill(words.purgeSure, { n: size })}</span>
      <button type="button" class="danger" onClick={() => void purge(chosenIds()).then(() => setIsSure(false))}>
        {words.purgeYes}
      </button>
      <button type="button" onClick={() => setIsSure(false)}>
        {words.purgeNo}
      </button>
    </span>
  );
}

function InTrash() {
  return (
    <>
      <button type="button" onClick={() => void restore(chosenIds())}>
        {words.restore}
      </button>
      <Purge />
    </>
  );
}

function InList() {
  const [a, b] = chosenIds();
  const isPair = selection.value.chosen.size === 2;
  return (
    <>
      {isPair && a && b && (
        <button type="button" onClick={() => compare(a, b)}>
          {words.compare}
        </button>
      )}
      <button type="button" class="primary" onClick={() => go({ at: "export" })}>
        {words.export}
      </button>
      <button type="button" onClick={() => void judgeAgain(chosenIds())}>
        {words.judge}
      </button>
      <button type="button" onClick={() => void trash(chosenIds())}>
        {words.trash}
      </button>
    </>
  );
}

export function ChosenBar() {
  const size = selection.value.chosen.size;
  if (size === 0) return null;
  return (
    <div class="chosen" role="group" aria-label={fill(words.chosen, { n: size })}>
      <span class="chosen-count" role="status">
        {fill(words.chosen, { n: size })}
      </span>
      <button type="button" class="plain" aria-label={words.selectAllLabel} onClick={selectAll}>
        {words.selectAll}
      </button>
      <button type="button" class="plain" aria-label={words.selectNoneLabel} onClick={selectNone}>
        {words.selectNone}
      </button>
      {size === 1 && !query.value.trashed && <span class="hint">{words.oneMore}</span>}
      <span class="chosen-acts">{query.value.trashed ? <InTrash /> : <InList />}</span>
    </div>
  );
}
