/** Three seconds of the room before anyone speaks, and what the server says of them. */

import { signal } from "@preact/signals";

import { ApiError, ask, wordsOf } from "../api/client";
import type { RoomTone } from "../api/types";
import { text } from "../text/en";
import { framesOf, joined, type Block } from "./sound";
import { wavOf } from "./wav";

const kRoom_s = 3;
/** What a press of the button may still sound for. */
const kSkip_s = 0.4;

export type Room =
  | { is: "unknown" }
  | { is: "listening"; done: number }
  | { is: "asking" }
  | { is: "known"; tone: RoomTone }
  | { is: "failed"; words: string };

export const room = signal<Room>({ is: "unknown" });

let blocks: Block[] = [];
let frames = 0;
let rate_hz = 0;

/** Takes a block; whether that is enough. */
export function hear(block: Block, block_rate_hz: number): boolean {
  rate_hz = block_rate_hz;
  blocks.push(block);
  frames += framesOf(block);
  const done = frames / rate_hz / (kRoom_s + kSkip_s);
  room.value = { is: "listening", done: Math.min(1, done) };
  return done >= 1;
}

export function stopHearing(): void {
  blocks = [];
  frames = 0;
  if (room.value.is === "listening") room.value = { is: "unknown" };
}

/** Asks for the verdict on what was heard. */
export async function heardEnough(): Promise<void> {
  const skipped = Math.round(kSkip_s * rate_hz);
  const wav = wavOf(
    joined(blocks).map((channel) => channel.subarray(skipped, skipped + Math.round(kRoom_s * rate_hz))),
    rate_hz,
  );
  room.value = { is: "asking" };
  stopHearing();
  try {
    const tone = await ask<RoomTone>("/room-tone", { method: "POST", body: wav, type: "audio/wav" });
    room.value = { is: "known", tone };
  } catch (error) {
    const isMissing = error instanceof ApiError && error.status === 404;
    room.value = { is: "failed", words: isMissing ? text.record.room.missing : wordsOf(error) };
  }
}
