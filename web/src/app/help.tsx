/** The keys, listed by the places that have them. */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { about } from "../state/about";
import { fill, text } from "../text/en";
import { keys, useKeys } from "./keys";

const words = text.app;
const isOpen = signal(false);

export const openHelp = (): void => {
  isOpen.value = true;
};

const nameOf = (key: string): string => (words.keyNames as Record<string, string>)[key] ?? key;

/** The inner place's meaning of a key hides the outer's, as it does when the key is pressed. */
function listedKeys() {
  const last = new Map(keys.value.map((key) => [key.key, key]));
  return [...last.values()].filter((key) => key.words !== "");
}

export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys([{ key: "?", words: words.help, act: openHelp }]);
  useEffect(() => {
    if (isOpen.value) dialog.current?.showModal();
  }, [isOpen.value]);
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-labelledby="help-title"
      onClose={() => {
        isOpen.value = false;
      }}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
    >
      <div class="help-box">
        <header>
          <h2 id="help-title">{words.helpTitle}</h2>
          <button type="button" class="quiet" aria-label={words.close} onClick={() => dialog.current?.close()}>
            ×
          </button>
        </header>
        <p class="soft">{words.helpLead}</p>
        <dl>
          {listedKeys().map((key) => (
            <div key={key.key}>
              <dt>
                <kbd>{nameOf(key.key)}</kbd>
              </dt>
              <dd>{key.words}</dd>
            </div>
          ))}
        </dl>
        {about.value && <p class="soft">{fill(words.version, { version: about.value.version })}</p>}
      </div>
    </dialog>
  );
}
