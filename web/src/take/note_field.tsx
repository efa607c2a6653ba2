/** A line of the person's own about the take. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

import type { Take } from "../api/types";
import { edit } from "../state/current";
import { text } from "../text/en";

const kMostCharacters = 2000;

export function NoteField({ take }: { take: Take }) {
  const isEditing = useSignal(false);
  const draft = useSignal("");
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (isEditing.value) area.current?.focus();
  }, [isEditing.value]);
  const keep = async () => {
    if (!isEditing.value) return;
    isEditing.value = false;
    if (draft.value.trim() !== take.note) await edit(take, { note: draft.value.trim() });
  };
  if (!isEditing.value) {
    const begin = () => {
      draft.value = take.note;
      isEditing.value = true;
    };
    return (
      <button type="button" class="note" title={text.take.editNote} onClick={begin}>
        {take.note || text.take.addNote}
      </button>
    );
  }
  return (
    <textarea
      ref={area}
      class="note"
      rows={2}
      aria-label={text.take.note}
      maxLength={kMostCharacters}
      value={draft.value}
      onInput={(event) => (draft.value = event.currentTarget.value)}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === "Escape") isEditing.value = false;
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void keep();
      }}
    />
  );
}
