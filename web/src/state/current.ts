/** The take that is open on the right, whole, and edits to it. */

import { signal } from "@preact/signals";

import { ApiError, ask } from "../api/client";
import type { Take } from "../api/types";
import { complain } from "./notices";
import { isGone, putTakes, takeGone } from "./takes";

export const current = signal<Take | null>(null);
/** The id asked for, before and after its take has come. */
export const currentId = signal<string | null>(null);
export const isMissing = signal(false);

export async function open(id: string | null): Promise<void> {
  if (id !== currentId.value) current.value = null;
  currentId.value = id;
  isMissing.value = false;
  if (id !== null) await refresh();
}

export async function refresh(): Promise<void> {
  const id = currentId.value;
  if (id === null) return;
  try {
    const take = await ask<Take>(`/takes/${encodeURIComponent(id)}`);
    putTakes([take]);
    if (currentId.value === id) current.value = take;
  } catch (error) {
    if (isGone(error)) gone(id);
    else complain(error);
  }
}

/** A take was deleted for good, here or elsewhere. */
export function gone(id: string): void {
  takeGone(id);
  if (currentId.value !== id) return;
  current.value = null;
  isMissing.value = true;
}

export interface TakeEdit {
  name?: string;
  note?: string;
  edited_text?: string;
}

/** Writes an edit unless another tab changed the take meanwhile; then the newer take is shown and the edit refused.
 *  Whether it was written. */
export async function edit(take: { id: string; revision: number }, change: TakeEdit): Promise<boolean> {
  try {
    const edited = await ask<Take>(`/takes/${encodeURIComponent(take.id)}`, {
      method: "PATCH",
      json: change,
      revision: take.revision,
    });
    if (currentId.value === take.id) current.value = edited;
    putTakes([edited]);
    return true;
  } catch (error) {
    complain(error);
    if (error instanceof ApiError && error.status === 412) await refresh();
    return false;
  }
}
