/** What the sound view shows of the open take: its curves, the stretch in view, and the moment pointed at. */

import { signal } from "@preact/signals";

import { ask, wordsOf } from "../api/client";
import type { Range, TakeView } from "../api/types";
import { player, soundOf } from "./player";
import { region } from "./region";
import { soundData, type SoundData } from "./sound_data";
import * as stretch from "./visible";

export const sound = signal<SoundData | null>(null);
/** Why there is none, in words. */
export const soundProblem = signal<string | null>(null);
export const visible = signal<Range>({ start_s: 0, end_s: 1 });
/** Where the pointer is; hz where it is over the spectrogram. */
export const pointed = signal<{ t: number; hz: number | null } | null>(null);

/** The take whose sound this is; empty for none. */
export const soundId = signal("");
let asking: AbortController | undefined;

/** Opens a take's sound; the same take again changes nothing. */
export async function openSound(takeId: string): Promise<void> {
  if (takeId === soundId.peek()) return;
  closeSound();
  soundId.value = takeId;
  asking = new AbortController();
  player.open(soundOf(takeId));
  try {
    const view = await ask<TakeView>(`/takes/${encodeURIComponent(takeId)}/view`, { signal: asking.signal });
    if (soundId.peek() !== takeId) return;
    visible.value = stretch.whole(view.duration_s);
    sound.value = soundData(view);
  } catch (error) {
    if (soundId.peek() === takeId) soundProblem.value = wordsOf(error);
  }
}

export function closeSound(): void {
  asking?.abort();
  soundId.value = "";
  player.open("");
  player.isLooping.value = false;
  region.value = null;
  pointed.value = null;
  sound.value = null;
  soundProblem.value = null;
}

/** Whether the view goes along with the playhead: until the person looks elsewhere. */
let isFollowing = true;

function look(at: Range): void {
  visible.value = at;
  isFollowing = isInView(player.time_s.peek());
}

const length = (): number => sound.peek()?.durationS ?? 0;

/** `factor` above 1 comes closer, around a moment; the middle of the view without one. */
export function zoom(factor: number, atS?: number): void {
  const now = visible.peek();
  const at = atS ?? (isInView(player.time_s.peek()) ? player.time_s.peek() : 0.5 * (now.start_s + now.end_s));
  look(stretch.zoomed(now, length(), factor, at));
}

export function pan(byS: number): void {
  look(stretch.panned(visible.peek(), length(), byS));
}

export function showAll(): void {
  look(stretch.whole(length()));
}

export function show(what: Range): void {
  look(stretch.showing(visible.peek(), length(), what));
}

export function isInView(t: number): boolean {
  return t >= visible.peek().start_s && t <= visible.peek().end_s;
}

export function seek(t: number): void {
  player.seek(Math.min(length(), Math.max(0, t)));
  look(stretch.following(visible.peek(), length(), player.time_s.peek()));
}

/** Keeps the playhead in view while it plays, unless the person moved the view away from it. */
export function follow(): void {
  isFollowing ||= isInView(player.time_s.peek());
  if (!isFollowing) return;
  const next = stretch.following(visible.peek(), length(), player.time_s.peek());
  if (next !== visible.peek()) visible.value = next;
}
