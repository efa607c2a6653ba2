/** Consents as the server has them, and the one that is being given here. */

import { signal } from "@preact/signals";

import { ask, wordsOf } from "../api/client";
import type { Consent, Revoked, Voice } from "../api/types";
import { openCapture, type Capture } from "../record/capture";
import { wanted } from "../record/devices";
import { channelsToKeep, joined, type Block } from "../record/sound";
import { wavOf } from "../record/wav";
import { complain, say } from "../state/notices";
import { fill, text } from "../text/en";
import { after, kClosed, type Flow, type Step } from "./flow";

const words = text.consent;
/** The server takes a minute; what is longer is not a reading of the text. */
const kLongest_s = 58;

export const voices = signal<Voice[] | null>(null);
export const consents = signal<Consent[]>([]);
export const flow = signal<Flow>(kClosed);
/** The server's clock against this page's, in ms. */
export const ahead_ms = signal(0);

let capture: Capture | null = null;
let blocks: Block[] = [];
let reference = "";
let longest: ReturnType<typeof setTimeout> | undefined;

function act(step: Step): boolean {
  const before = flow.value;
  flow.value = after(before, step);
  return flow.value !== before;
}

export async function loadConsents(): Promise<void> {
  try {
    const [known, all] = await Promise.all([
      ask<{ voices: Voice[] }>("/voices"),
      ask<{ consents: Consent[] }>("/consents"),
    ]);
    voices.value = known.voices;
    consents.value = all.consents;
  } catch (error) {
    complain(error);
  }
}

/** The living voice of that name with consent. */
export function consentedVoice(name: string): Voice | undefined {
  return voices.value?.find((voice) => voice.name === name && voice.revoked_ms === null && voice.consent !== null);
}

export interface Asked {
  voice: string;
  language: string;
  wording: string;
  company: string;
}

export async function start(asked: Asked): Promise<void> {
  if (!act({ type: "start" })) return;
  try {
    const consent = await ask<Consent>("/consents", { method: "POST", json: { ...asked, person: asked.voice } });
    ahead_ms.value = consent.started_ms - Date.now();
    act({ type: "started", consent });
  } catch (error) {
    act({ type: "failed", problem: "" });
    complain(error);
  }
}

function closeCapture(): void {
  clearTimeout(longest);
  capture?.close();
  capture = null;
}

/** Who reads must be who speaks in `take`, which becomes a reference of the voice when consent is given. */
export async function record(take: string): Promise<void> {
  if (!act({ type: "record" })) return;
  blocks = [];
  reference = take;
  try {
    const opened = await openCapture(wanted.value, {
      block: (block) => blocks.push(block),
      muted: () => undefined,
      lost: () => fail(words.micProblem),
    });
    if (!act({ type: "opened" })) return opened.close();
    capture = opened;
    longest = setTimeout(() => void stop(), kLongest_s * 1000);
  } catch {
    act({ type: "failed", problem: words.micProblem });
  }
}

function fail(problem: string): void {
  closeCapture();
  act({ type: "failed", problem });
}

/** Hands in what was recorded. */
export async function stop(): Promise<void> {
  const now = flow.value;
  if (now.is !== "recording" || !capture || !act({ type: "stop" })) return;
  const rate_hz = capture.rate_hz;
  closeCapture();
  const sound = joined(blocks);
  blocks = [];
  const kept = channelsToKeep(sound).map((channel) => sound[channel] ?? new Float32Array(0));
  try {
    const body = wavOf(kept, rate_hz);
    const path = `/consents/${now.consent.id}/audio?take=${encodeURIComponent(reference)}`;
    const consent = await ask<Consent>(path, { method: "POST", body, type: "audio/wav" });
    act({ type: "answered", consent });
    if (consent.state !== "given") return;
    await ask(`/voices/${consent.voice}/references`, { method: "POST", json: { take: reference } });
    await loadConsents();
  } catch (error) {
    act({ type: "failed", problem: wordsOf(error) });
  }
}

export const again = () => act({ type: "again" });

export function close(): void {
  closeCapture();
  act({ type: "close" });
}

export async function revoke(consent: Consent): Promise<void> {
  try {
    const { embeddings, references } = await ask<Revoked>(`/consents/${consent.id}/revoke`, { method: "POST" });
    say(fill(words.revoked, { embeddings, references }));
  } catch (error) {
    complain(error);
  }
  await loadConsents();
}
