/** The sender's way to the server. */

import { ask, request } from "../api/client";
import type { Recording, Take, TakeSummary } from "../api/types";
import { isGone } from "../state/takes";
import type { Begun, Transport } from "./piece_sender";

/** A server that says nothing for so long is asked again. */
const kPatience_ms = 10_000;
const kFinishPatience_ms = 60_000;

export interface NewRecording {
  sample_rate_hz: number;
  channel_count: number;
  prompt: string;
  capture: Record<string, unknown>;
}

const pathOf = (id: string) => `/recordings/${encodeURIComponent(id)}`;
const patience = (time_ms: number) => AbortSignal.timeout(time_ms);

export function finishRecording(id: string, name: string): Promise<Take> {
  return ask<Take>(`${pathOf(id)}/finish`, { method: "POST", json: { name }, signal: patience(kFinishPatience_ms) });
}

export async function discardRecording(id: string): Promise<void> {
  try {
    await request(pathOf(id), { method: "DELETE" });
  } catch (error) {
    // another tab was first
    if (!isGone(error)) throw error;
  }
}

export async function unfinishedRecordings(): Promise<Recording[]> {
  return (await ask<{ recordings: Recording[] }>("/recordings")).recordings;
}

/** `name` is asked for when the take is made. */
export function transportOf(recording: NewRecording, name: () => string): Transport<TakeSummary> {
  return {
    begin: () => ask<Begun>("/recordings", { method: "POST", json: recording, signal: patience(kPatience_ms) }),
    put: async (id, number, piece, isLast) => {
      await request(`${pathOf(id)}/pieces/${number}`, {
        method: "PUT",
        body: piece.buffer as ArrayBuffer,
        type: "application/octet-stream",
        ...(isLast ? { keepalive: true } : { signal: patience(kPatience_ms) }),
      });
    },
    finish: (id) => finishRecording(id, name()),
    finished: async ({ started }) => {
      const { takes } = await ask<{ takes: TakeSummary[] }>("/takes?order=newest&limit=20");
      return takes.find((take) => take.created === started) ?? null;
    },
    wait: (time_ms) => new Promise((resolve) => setTimeout(resolve, time_ms)),
  };
}
