/** The words that go with the take, as the person wants them. */

import { useSignal } from "@preact/signals";

import type { Take } from "../api/types";
import { edit } from "../state/current";
import { say } from "../state/notices";
import { fill, text } from "../text/en";
import { drafts, forget, insist, isInConflict, type } from "./drafts";

/** What is exported: the person's words, else the machine's. */
export const savedWords = (take: Take): string => take.edited_text ?? take.transcript?.text ?? "";

function Conflict({ take, saved }: { take: Take; saved: string }) {
  return (
    <div class="banner" role="alert">
      <p>{fill(text.take.conflict, { theirs: saved })}</p>
      <button type="button" onClick={() => forget(take.id)}>
        {text.take.takeTheirs}
      </button>
      <button type="button" onClick={() => insist(take.id, saved)}>
        {text.take.keepMine}
      </button>
    </div>
  );
}

function Buttons({ take, saved }: { take: Take; saved: string }) {
  const isSaving = useSignal(false);
  const draft = drafts.value.get(take.id);
  const isChanged = draft !== undefined && !isInConflict(draft, saved);
  const save = async (words: string, done: string) => {
    isSaving.value = true;
    if (await edit(take, { edited_text: words })) {
      forget(take.id);
      say(done);
    }
    isSaving.value = false;
  };
  return (
    <div class="buttons">
      <button type="button" class="primary" disabled={!isChanged || isSaving.value} onClick={() => void save(draft?.text ?? "", text.take.wordsSaved)}>
        {text.take.saveWords}
      </button>
      {draft && (
        <button type="button" onClick={() => forget(take.id)}>
          {text.take.undoTyping}
        </button>
      )}
      {take.edited_text !== null && take.transcript && (
        <button type="button" disabled={isSaving.value} onClick={() => void save("", text.take.machineAgain)}>
          {text.take.toMachine}
        </button>
      )}
      <span class="soft" aria-live="polite">
        {draft ? text.take.unsaved : take.edited_text === null ? "" : text.take.yourWords}
      </span>
    </div>
  );
}

export function WordsEditor({ take }: { take: Take }) {
  const saved = savedWords(take);
  const draft = drafts.value.get(take.id);
  return (
    <div class="editor">
      <label for="take-words">{text.take.wordsLabelField}</label>
      <textarea
        id="take-words"
        rows={4}
        spellcheck
        value={draft?.text ?? saved}
        aria-describedby="take-words-help"
        onInput={(event) => type(take.id, event.currentTarget.value, saved)}
      />
      <p class="soft" id="take-words-help">
        {text.take.wordsHelp}
      </p>
      {isInConflict(draft, saved) && <Conflict take={take} saved={saved} />}
      <Buttons take={take} saved={saved} />
    </div>
  );
}
