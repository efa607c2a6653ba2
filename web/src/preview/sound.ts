/** The player of the clones on this page; the open take has its own. */

import { signal } from "@preact/signals";

import { Player } from "../take/player";

export const clonePlayer = new Player();
/** The run whose sound it has; empty: none. */
export const inPlayer = signal("");

export const audioOf = (id: string): string => `/api/v1/clones/${encodeURIComponent(id)}/audio`;

export function open(id: string): void {
  inPlayer.value = id;
  clonePlayer.open(audioOf(id));
}

export function toggle(id: string): void {
  if (inPlayer.peek() === id) return clonePlayer.toggle();
  open(id);
  clonePlayer.play();
}

/** Lets go of the sound: it may be deleted, or its tab left. */
export function close(): void {
  inPlayer.value = "";
  clonePlayer.open("");
}
