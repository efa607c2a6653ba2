/** Short messages at the edge of the page: what was done, with a way back, and what went wrong. */

import { signal } from "@preact/signals";

import { wordsOf } from "../api/client";

export interface Notice {
  id: number;
  kind: "done" | "problem";
  words: string;
  undo?: () => void | Promise<void>;
}

export const notices = signal<Notice[]>([]);
let next = 1;

const kDoneStaysMs = 10_000;

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

export function say(words: string, undo?: Notice["undo"]): void {
  const notice: Notice = undo ? { id: next++, kind: "done", words, undo } : { id: next++, kind: "done", words };
  notices.value = [...notices.value, notice].slice(-4);
  setTimeout(() => dismiss(notice.id), kDoneStaysMs);
}

/** Problems stay until dismissed. The same words are said once. */
export function complain(error: unknown): void {
  const words = wordsOf(error);
  if (notices.value.some((notice) => notice.words === words)) return;
  notices.value = [...notices.value, { id: next++, kind: "problem" as const, words }].slice(-4);
}
