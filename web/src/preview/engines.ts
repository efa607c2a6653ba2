/** What can speak here, as the server says it. */

import { computed, signal } from "@preact/signals";

import { ApiError, ask, wordsOf } from "../api/client";
import type { EngineInfo } from "../api/types";
import { text } from "../text/en";
import { wish } from "./wish";

export const engines = signal<EngineInfo[] | null>(null);
export const enginesProblem = signal("");
export const isAskingEngines = signal(false);
const byDefault = signal<string | null>(null);

/** The engine that is chosen, else the server's choice, else the first that is ready, else the first. */
export const engine = computed<EngineInfo | null>(() => {
  const all = engines.value ?? [];
  const named = (name: string | null) => all.find((one) => one.name === name);
  return named(wish.value.engine) ?? named(byDefault.value) ?? all.find((one) => one.ready) ?? all[0] ?? null;
});

/** `isAgain`: only if they were asked for before. */
export async function loadEngines({ isAgain = false } = {}): Promise<void> {
  if (isAskingEngines.peek() || (isAgain && engines.peek() === null && !enginesProblem.peek())) return;
  isAskingEngines.value = true;
  try {
    const answer = await ask<{ engines: EngineInfo[]; default: string | null }>("/engines");
    engines.value = answer.engines;
    byDefault.value = answer.default;
    enginesProblem.value = "";
  } catch (error) {
    const isOld = error instanceof ApiError && error.status === 404;
    enginesProblem.value = isOld ? text.preview.engines.old : wordsOf(error);
  } finally {
    isAskingEngines.value = false;
  }
}
