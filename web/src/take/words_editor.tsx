/** The words that go with the take, as the person wants them. */

import { useSignal } from "@preact/signals";

import type { Take } from "../api/types";
import { edit } from "../state/current";
import { say } from "../state/notices";
import { fill, text } from "../text/en";
import { drafts, forget, insist, isInConflict, savedWords, type } from "./drafts";

function Conflict({ take }: { take: Take }) {
  return (
    <div class="banner" role="alert">
      <p>{fill(text.take.conflict, { theirs: savedWords(take) })}</p>
      <button type="button" onClick={() => forget(take.id)}>
        {text.take.takeTheirs}
      </button>
      <button type="button" onClick={() => insist(take)}>
        {text.take.keepMine}
      </button>
    </div>
  );
}

function Buttons({ take }: { take: Take }) {
  const isSaving = useSignal(false);
  const draft = drafts.value.get(take.id);
  const isChanged = draft !== undefined && !isInConflict(draft, take);
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
  const draft = drafts.value.get(take.id);
  return (
    <div class="editor">
      <label for="take-words">{text.take.wordsLabelField}</label>
      <textarea
        id="take-words"
        rows={4}
        spellcheck
        value={draft?.text ?? savedWords(take)}
        aria-describedby="take-words-help"
        onInput={(event) => type(take, event.currentTarget.value)}
      />
      <p class="soft" id="take-words-help">
        {text.take.wordsHelp}
      </p>
      {isInConflict(draft, take) && <Conflict take={take} />}
      <Buttons take={take} />
    </div>
  );
}
