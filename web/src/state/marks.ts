/** The two takes to compare: marked one after the other, then shown together. */

import { signal } from "@preact/signals";

import { fill, text } from "../text/en";
import { say } from "./notices";
import { go } from "./route";
import { byId } from "./takes";

type Side = "a" | "b";

export const marks = signal<{ a: string | null; b: string | null }>({ a: null, b: null });

export function sideOf(id: string): "A" | "B" | null {
  return marks.value.a === id ? "A" : marks.value.b === id ? "B" : null;
}

/** Marks a take; when the other side has one already, the two are compared. */
export function mark(side: Side, id: string | null): void {
  if (id === null || !byId.peek().has(id)) return;
  const now = { ...marks.peek(), [side]: id };
  // the same take again changes sides
  if (now.a === now.b) now[side === "a" ? "b" : "a"] = null;
  marks.value = now;
  if (now.a && now.b) compare(now.a, now.b);
  else say(fill(side === "a" ? text.takes.markA : text.takes.markB, { name: byId.peek().get(id)?.name ?? "" }));
}

export function compare(a: string, b: string): void {
  marks.value = { a: null, b: null };
  go({ at: "compare", a, b });
}
