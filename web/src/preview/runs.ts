/** What was spoken, is being spoken or failed: as the server has it, so that a reload forgets nothing. */

import { effect, signal } from "@preact/signals";

import { ApiError, ask, request, wordsOf } from "../api/client";
import type { CloneRun } from "../api/types";
import { isConnected } from "../state/connection";
import { complain, say } from "../state/notices";
import { isGone } from "../state/takes";
import { text } from "../text/en";
import { isActive } from "./groups";
import type { Order } from "./wish";

export const runs = signal<ReadonlyMap<string, CloneRun>>(new Map());
/** Why a wish was not accepted, in words. */
export const refusal = signal("");
export const isStarting = signal(false);
/** What this page asked for last: it is brought into view. */
export const justAsked = signal("");
/** Deleted by the person, to be undone for a moment still. */
export const leaving = signal<ReadonlySet<string>>(new Set());

/** A little longer than the notice that offers to undo it. */
const kUndoMs = 10_500;
/** Should news be missed, what is under way is looked at that often. */
const kLookMs = 3000;
const pathOf = (id: string): string => `/clones/${encodeURIComponent(id)}`;

let asked: { voice: string | null; take: string } | null = null;

function put(changed: CloneRun[], gone: string[] = []): void {
  const now = new Map(runs.peek());
  for (const run of changed) now.set(run.id, run);
  for (const id of gone) now.delete(id);
  runs.value = now;
}

/** Of a voice, and whatever was made from a take. */
export async function loadRuns(voice: string | null, take: string): Promise<void> {
  asked = { voice, take };
  const where = [`take=${encodeURIComponent(take)}`, ...(voice ? [`voice=${encodeURIComponent(voice)}`] : [])];
  try {
    const answers = await Promise.all(where.map((one) => ask<{ clones: CloneRun[] }>(`/clones?${one}`)));
    runs.value = new Map(answers.flatMap(({ clones }) => clones).map((run) => [run.id, run]));
  } catch (error) {
    // an older studio, or none: the engines say it
    if (!(error instanceof ApiError && (error.status === 404 || error.status === 0))) complain(error);
  }
}

export async function reloadRuns(): Promise<void> {
  if (asked) await loadRuns(asked.voice, asked.take);
}

export function runChanged(id: string, isGoneNow: boolean): void {
  if (isGoneNow) put([], [id]);
  else if (asked) void look(id);
}

async function look(id: string): Promise<void> {
  try {
    put([await ask<CloneRun>(pathOf(id))]);
  } catch (error) {
    if (isGone(error)) put([], [id]);
    // else the next look tells
  }
}

/** Whether it was accepted; `refusal` says why not. */
export async function speak(order: Order): Promise<boolean> {
  isStarting.value = true;
  refusal.value = "";
  try {
    const run = await ask<CloneRun>("/clones", { method: "POST", json: order });
    justAsked.value = run.id;
    put([run]);
    return true;
  } catch (error) {
    refusal.value = wordsOf(error);
    return false;
  } finally {
    isStarting.value = false;
  }
}

/** The same once more, from the same clip or another. */
export function orderAgain(run: CloneRun, take = run.take): Order {
  const { voice, text: said, engine, language, speed, pitch_st, expressiveness, pauses, instruction, seed } = run;
  return {
    ...{ voice, take, text: said, engine },
    ...(language ? { language } : {}),
    ...(speed !== 1 ? { speed } : {}),
    ...(pitch_st !== 0 ? { pitch_st } : {}),
    ...(expressiveness !== 1 ? { expressiveness } : {}),
    ...(pauses !== 1 ? { pauses } : {}),
    ...(instruction ? { instruction } : {}),
    ...(seed !== null ? { seed } : {}),
    ...(run.fits_closely ? { fits_closely: true } : {}),
  };
}

/** Whether it will be stopped. */
export async function cancelRun(id: string): Promise<boolean> {
  try {
    await request(`${pathOf(id)}/cancel`, { method: "POST" });
    return true;
  } catch (error) {
    complain(error);
    return false;
  } finally {
    await look(id);
  }
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

function stay(id: string): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  leaving.value = new Set([...leaving.peek()].filter((one) => one !== id));
}

async function removeForGood(id: string): Promise<void> {
  try {
    await request(pathOf(id), { method: "DELETE" });
    put([], [id]);
  } catch (error) {
    if (!isGone(error)) complain(error);
  }
  stay(id);
}

/** Out of sight at once; for good when nobody has undone it. */
export function removeRun(id: string): void {
  leaving.value = new Set([...leaving.peek(), id]);
  timers.set(id, setTimeout(() => void removeForGood(id), kUndoMs));
  say(text.preview.removed, () => stay(id));
}

addEventListener("pagehide", () => {
  for (const id of timers.keys()) {
    void request(pathOf(id), { method: "DELETE", keepalive: true }).catch(() => undefined);
  }
});

effect(() => {
  if (!isConnected.value) return;
  const active = [...runs.value.values()].filter(isActive);
  if (active.length === 0) return;
  const timer = setTimeout(() => void Promise.all(active.map(({ id }) => look(id))), kLookMs);
  return () => clearTimeout(timer);
});
