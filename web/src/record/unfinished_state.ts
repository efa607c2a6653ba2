/** Recordings that were never finished: the tab was closed, the browser crashed, the battery was empty. */

import { signal } from "@preact/signals";

import { wordsOf } from "../api/client";
import type { Recording } from "../api/types";
import { complain, say } from "../state/notices";
import { go } from "../state/route";
import { isGone } from "../state/takes";
import { text } from "../text/en";
import { discardRecording, finishRecording, unfinishedRecordings } from "./http_transport";
import { list } from "./reading";
import { heldRecordings } from "./recording_lock";

const kUndo_ms = 10_500;

export const unfinished = signal<Recording[]>([]);
/** Thrown away, for as long as that can be undone. */
const hidden = new Set<string>();

export const lengthOf = (recording: Recording): number =>
  recording.byte_count / 4 / recording.channel_count / recording.sample_rate_hz;

export async function loadUnfinished(): Promise<void> {
  try {
    const [all, held] = await Promise.all([unfinishedRecordings(), heldRecordings()]);
    unfinished.value = all.filter(({ id }) => !held.has(id) && !hidden.has(id));
  } catch (error) {
    complain(error);
  }
}

/** The title of the prompt that was read; empty when it was none of them. */
const nameFor = (read: string): string => list.value?.prompts.find(({ text: all }) => all === read)?.title ?? "";

/** Makes a take of it and opens that. */
export async function keepUnfinished(recording: Recording): Promise<void> {
  try {
    const take = await finishRecording(recording.id, nameFor(recording.prompt));
    go({ at: "take", id: take.id });
  } catch (error) {
    complain(isGone(error) ? new Error(text.record.unfinished.gone) : new Error(wordsOf(error)));
  }
  await loadUnfinished();
}

/** Throws it away, which can be undone for a while. */
export function throwAway(recording: Recording): void {
  hidden.add(recording.id);
  unfinished.value = unfinished.value.filter(({ id }) => id !== recording.id);
  const forget = setTimeout(() => void discardRecording(recording.id).catch(complain), kUndo_ms);
  say(text.record.unfinished.thrown, async () => {
    clearTimeout(forget);
    hidden.delete(recording.id);
    await loadUnfinished();
  });
}
