/** Words that were typed and not saved yet, by take, so that looking at another take loses nothing. */

import { signal } from "@preact/signals";

export interface Draft {
  text: string;
  /** What was saved when the typing began. */
  base: string;
}

export const drafts = signal<Map<string, Draft>>(new Map());

function put(takeId: string, draft: Draft | null): void {
  const all = new Map(drafts.value);
  if (draft) all.set(takeId, draft);
  else all.delete(takeId);
  drafts.value = all;
}

/** `saved` is what the take has now; typing it back again leaves no draft. */
export function type(takeId: string, typed: string, saved: string): void {
  const base = drafts.value.get(takeId)?.base ?? saved;
  put(takeId, typed === saved ? null : { text: typed, base });
}

export function forget(takeId: string): void {
  put(takeId, null);
}

/** The other version was seen; this one stays. */
export function insist(takeId: string, saved: string): void {
  const draft = drafts.value.get(takeId);
  if (draft) put(takeId, { ...draft, base: saved });
}

/** Somebody saved other words while these were typed. */
export function isInConflict(draft: Draft | undefined, saved: string): boolean {
  return draft !== undefined && draft.base !== saved;
}
