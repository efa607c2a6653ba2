/** The first visit begins with a result: a demo take, judged, and three lines that say what this is. */

import { effect, signal } from "@preact/signals";

import { ask } from "../api/client";
import type { TakeSummary } from "../api/types";
import { go, route } from "./route";
import { byId, hasLoaded, putTakes } from "./takes";

const kKey = "timbre.welcomed";

/** Whether the three lines are shown. */
export const isWelcoming = signal(false);
/** The demo take, once it is there to look at. */
export const demoId = signal<string | null>(null);

export function endWelcome(): void {
  isWelcoming.value = false;
  localStorage.setItem(kKey, "yes");
}

async function begin(): Promise<void> {
  isWelcoming.value = true;
  try {
    const demo = await ask<TakeSummary>("/demo", { method: "POST" });
    putTakes([demo]);
    demoId.value = demo.id;
    // on a phone the recorder comes first; beside it there is room for the result
    if (route.peek().at === "home" && matchMedia("(min-width: 1100px)").matches) go({ at: "take", id: demo.id });
  } catch {
    // without speech synthesis there is no demo; the three lines stand alone
    demoId.value = null;
  }
}

/** Waits until the takes are known, once. */
export function watchFirstVisit(): void {
  if (localStorage.getItem(kKey) !== null) return;
  const stop = effect(() => {
    if (!hasLoaded.value) return;
    const isFirst = byId.peek().size === 0;
    queueMicrotask(() => stop());
    if (isFirst) void begin();
    else localStorage.setItem(kKey, "yes");
  });
}
