/** Words that were typed and not saved yet, by take, so that looking at another take loses nothing. */

import { signal } from "@preact/signals";

import type { Take } from "../api/types";

export interface Draft {
  text: string;
  /** The person's words that the take had when the typing began; null: none. The machine's may come or change meanwhile:
   *  nobody has to choose between them and what is being typed. */
  base: string | null;
}

/** What is exported: the person's words, else the machine's. */
export const savedWords = (take: Take): string => take.edited_text ?? take.transcript?.text ?? "";

export const drafts = signal<Map<string, Draft>>(new Map());

function put(takeId: string, draft: Draft | null): void {
  const all = new Map(drafts.value);
  if (draft) all.set(takeId, draft);
  else all.delete(takeId);
  drafts.value = all;
}

/** Typing what the take has already leaves no draft. */
export function type(take: Take, typed: string): void {
  const draft = drafts.value.get(take.id);
  const base = draft ? draft.base : take.edited_text;
  put(take.id, typed === savedWords(take) ? null : { text: typed, base });
}

export function forget(takeId: string): void {
  put(takeId, null);
}

/** The other version was seen; this one stays. */
export function insist(take: Take): void {
  const draft = drafts.value.get(take.id);
  if (draft) put(take.id, { ...draft, base: take.edited_text });
}

/** Somebody saved other words while these were typed. */
export function isInConflict(draft: Draft | undefined, take: Take): boolean {
  return draft !== undefined && draft.base !== take.edited_text;
}
