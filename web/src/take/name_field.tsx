/** The take's name, changed where it stands: e or a click, Enter keeps, Escape leaves it. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

import type { Take } from "../api/types";
import { useKeys } from "../app/keys";
import { edit } from "../state/current";
import { text } from "../text/en";
import { Icon } from "./shapes";

const kMostCharacters = 200;

export function NameField({ take }: { take: Take }) {
  const isEditing = useSignal(false);
  const draft = useSignal("");
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const begin = () => {
    draft.value = take.name;
    isEditing.value = true;
  };
  const hasKeys = useRef(false);
  const leave = () => {
    hasKeys.current = true;
    isEditing.value = false;
  };
  const keep = async () => {
    if (!isEditing.value) return;
    const name = draft.value.trim();
    isEditing.value = false;
    if (name && name !== take.name) await edit(take, { name });
  };
  useKeys([{ key: "e", words: text.take.keyRename, act: begin }]);
  useLayoutEffect(() => {
    if (isEditing.value) input.current?.select();
    else if (hasKeys.current) opener.current?.focus({ preventScroll: true });
    hasKeys.current = false;
  }, [isEditing.value]);
  if (isEditing.value) {
    return (
      <h1 class="name" id="take-name">
        <input
          ref={input}
          aria-label={text.take.name}
          maxLength={kMostCharacters}
          value={draft.value}
          onInput={(event) => (draft.value = event.currentTarget.value)}
          onBlur={() => void keep()}
          onKeyDown={(event) => {
            if (event.key !== "Escape" && event.key !== "Enter") return;
            // else Enter would press the button that gets the focus
            event.preventDefault();
            if (event.key === "Enter") void keep();
            leave();
          }}
        />
      </h1>
    );
  }
  return (
    <div class="name">
      <h1 id="take-name" onDblClick={begin}>
        {take.name}
      </h1>
      <button ref={opener} type="button" class="quiet" aria-label={text.take.rename} title={text.take.rename} onClick={begin}>
        <Icon of="pencil" />
      </button>
    </div>
  );
}
