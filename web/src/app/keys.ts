/** Keyboard shortcuts: each place that has some registers them while it is on the page; the help lists them all. */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

export interface Key {
  /** As KeyboardEvent.key has it: " ", "j", "?". */
  key: string;
  /** For the help; empty: not listed. */
  words: string;
  act: () => void;
  /** Only once while the key is held down. */
  once?: boolean;
}

export const keys = signal<Key[]>([]);

/** Where a letter is a letter. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Space and Enter press the button or follow the link that has the focus. */
function isPressing(event: KeyboardEvent): boolean {
  return (
    (event.key === " " || event.key === "Enter") &&
    event.target instanceof HTMLElement &&
    event.target.closest("button, a, summary, [role=tab], [role=option], [role=slider]") !== null
  );
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event) || isPressing(event) || document.querySelector("dialog[open]")) return;
  // what was registered last wins: the inner place over the outer
  const key = keys.value.findLast((candidate) => candidate.key === event.key);
  if (!key) return;
  event.preventDefault();
  if (!(event.repeat && key.once)) key.act();
});

/** Registers shortcuts while the component is on the page; `act` may change between renders. */
export function useKeys(own: Key[]): void {
  const latest = useRef(own);
  latest.current = own;
  const names = own.map((key) => `${key.key}\n${key.words}`).join("\n\n");
  useEffect(() => {
    const mine: Key[] = latest.current.map(({ key, words, once }, index) => ({
      key,
      words,
      once: once ?? false,
      act: () => latest.current[index]?.act(),
    }));
    keys.value = [...keys.value, ...mine];
    return () => {
      keys.value = keys.value.filter((key) => !mine.includes(key));
    };
  }, [names]);
}
