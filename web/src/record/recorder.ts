/** The recorder: what happens in the world as its state changes. One for the page. */

import { computed, effect, signal } from "@preact/signals";

import { wordsOf } from "../api/client";
import { isConnected } from "../state/connection";
import { complain, say } from "../state/notices";
import { go } from "../state/route";
import { takes } from "../state/takes";
import { fill, text } from "../text/en";
import { openCapture, type Capture } from "./capture";
import { captureNotes } from "./capture_notes";
import { lookForDevices, want, wanted, watchDevices } from "./devices";
import { discardRecording } from "./http_transport";
import { Ballistics, loudness } from "./level";
import { kPiece_s, LiveTake } from "./live_take";
import type { SendingNews } from "./piece_sender";
import { PreRoll } from "./pre_roll";
import { problemOf } from "./problem";
import { followSuggestion, reading } from "./reading";
import { hear, heardEnough, stopHearing } from "./room";
import { channelsToKeep, framesOf, type Block } from "./sound";
import { after, kStart, type Action, type Problem } from "./state";
import { loadUnfinished } from "./unfinished_state";

const kPreRoll_s = 0.6;
const kCount = 3;
const kCountKey = "timbre.count_in";
/** A take stays in memory until it is saved. */
const kLongestTake_s = 600;
/** Sound not yet acknowledged, from which on it is said. */
const kBehind_s = 2;
const kLampStays_ms = 3000;
/** A little longer than the notice with its undo stays. */
const kUndo_ms = 10_500;

export const state = signal(kStart);
export const phase = computed(() => state.value.phase);
/** Between the button and the end of the take: nothing may sound. */
export const isTaking = computed(() => phase.value === "counting" || phase.value === "recording");
export const capture = signal<Capture | null>(null);
export const isMuted = signal(false);
export const isClipped = signal(false);
export const elapsed_s = signal(0);
export const sending = signal<SendingNews>({ waiting: 0, failures: 0 });
/** The server is away or slow: the sound is in this page alone. */
export const isBehind = computed(() => sending.value.failures > 1 || sending.value.waiting * kPiece_s > kBehind_s);
/** Places of the take at which the browser lost sound. */
export const gaps = signal(0);
export const countsIn = signal(localStorage.getItem(kCountKey) !== "no");
/** What a screen reader is told. */
export const announced = signal("");
/** Read by the meter at its own pace. */
export const meter = new Ballistics();

let preRoll = new PreRoll(0);
let take: LiveTake | null = null;
let ticking: ReturnType<typeof setInterval> | undefined;
let lampOff: ReturnType<typeof setTimeout> | undefined;

function act(action: Action): boolean {
  const before = state.value;
  state.value = after(before, action, capture.value !== null);
  return state.value !== before;
}

// -- the microphone --

export async function turnOn(): Promise<void> {
  if (!act({ type: "ask" })) return;
  try {
    const opened = await openCapture(wanted.value, { block: onBlock, muted: (is) => (isMuted.value = is), lost: onLost });
    preRoll = new PreRoll(Math.round(kPreRoll_s * opened.rate_hz));
    isMuted.value = false;
    capture.value = opened;
    act({ type: "opened" });
    announced.value = fill(text.record.said.on, { name: opened.label });
    await lookForDevices();
  } catch (error) {
    act({ type: "failed", problem: problemOf(error) });
  }
}

function close(problem: Problem | null): void {
  capture.value?.close();
  capture.value = null;
  clearInterval(ticking);
  stopHearing();
  const wasRecording = phase.value === "recording";
  act({ type: "closed", problem });
  if (wasRecording) void save();
}

export const turnOff = () => close(null);

function onLost(): void {
  if (capture.value) close("unplugged");
}

export async function useDevice(id: string): Promise<void> {
  want(id);
  if (phase.value !== "ready" && phase.value !== "listening") return;
  close(null);
  await turnOn();
}

function onBlock(block: Block): void {
  if (!capture.value) return;
  const { peak, clipped } = loudness(block);
  meter.update(peak, framesOf(block) / capture.value.rate_hz);
  if (clipped > 0) lightLamp();
  if (phase.value === "recording" && take) {
    take.add(block);
    elapsed_s.value = take.length_s;
    gaps.value = take.gaps.count;
    if (take.length_s > kLongestTake_s) {
      say(text.record.longest);
      stop();
    }
    return;
  }
  preRoll.push(block);
  if (phase.value === "listening" && hear(block, capture.value.rate_hz)) {
    act({ type: "heard" });
    void heardEnough();
  }
}

/** During a take the lamp stays lit, before it for a moment. */
function lightLamp(): void {
  isClipped.value = true;
  clearTimeout(lampOff);
  if (phase.value !== "recording") lampOff = setTimeout(() => (isClipped.value = false), kLampStays_ms);
}

export function listen(): void {
  stopHearing();
  act({ type: "listen" });
}

// -- the take --

export function setCountIn(is: boolean): void {
  countsIn.value = is;
  localStorage.setItem(kCountKey, is ? "yes" : "no");
}

/** On a narrow screen the open take covers the recorder. */
const kNarrow = matchMedia("(max-width: 1099.98px)");

/** The one button: microphone on, record, stop. */
export function press(): void {
  if (kNarrow.matches && phase.value !== "recording") go({ at: "home" });
  const now = phase.value;
  if (now === "off") void turnOn();
  else if (now === "counting") cancel();
  else if (now === "recording") stop();
  else record();
}

function record(): void {
  stopHearing();
  if (!act({ type: "record", count: countsIn.value ? kCount : 0 })) return;
  if (phase.value === "recording") return begin();
  // said before the take, so that no screen reader speaks into it
  announced.value = fill(text.record.said.counting, { n: kCount });
  ticking = setInterval(() => {
    act({ type: "tick" });
    if (phase.value === "counting") return;
    clearInterval(ticking);
    if (phase.value === "recording") begin();
  }, 1000);
}

function begin(): void {
  const opened = capture.value;
  if (!opened) return;
  const before = preRoll.take();
  const channels = channelsToKeep(before);
  sending.value = { waiting: 0, failures: 0 };
  clearTimeout(lampOff);
  isClipped.value = false;
  const made = new LiveTake(
    {
      sample_rate_hz: opened.rate_hz,
      channel_count: channels.length,
      prompt: reading.value.text,
      capture: captureNotes(opened, channels, kPreRoll_s),
    },
    channels,
    (news) => {
      if (take === made) sending.value = news;
    },
    (refusal) => {
      complain(refusal);
      if (take === made) stop();
    },
  );
  made.name = freeName(reading.value.name);
  take = made;
  take.add(before);
  elapsed_s.value = take.length_s;
  gaps.value = 0;
}

/** "On the ice", then "On the ice, take 2". */
function freeName(name: string): string {
  const used = new Set(takes.value.map((other) => other.name));
  if (name === "" || !used.has(name)) return name;
  for (let number = 2; ; ++number) {
    const numbered = fill(text.record.again, { name, n: number });
    if (!used.has(numbered)) return numbered;
  }
}

export function stop(): void {
  if (act({ type: "stop" })) void save();
}

async function save(): Promise<void> {
  const ended = take;
  if (!ended) return;
  announced.value = text.record.said.saving;
  if (state.value.problem === "unplugged") say(text.record.keptUnplugged);
  await keep(ended);
  take = null;
  act({ type: "saved" });
  await loadUnfinished();
}

/** Makes the take and opens it; what cannot be made is said, and offered again as unfinished. */
async function keep(ended: LiveTake): Promise<void> {
  try {
    const made = await ended.finish();
    if (!made) return;
    followSuggestion();
    const { count, lost_s } = ended.gaps;
    if (count > 0) complain(new Error(fill(text.record.gaps, { n: count, ms: Math.round(1000 * lost_s) })));
    announced.value = fill(text.record.said.saved, { name: made.name });
    go({ at: "take", id: made.id });
  } catch (error) {
    complain(new Error(fill(text.record.notSaved, { why: wordsOf(error) })));
  }
}

/** Ends the count-in, or throws away what was recorded; for a while that can be undone. */
export function cancel(): void {
  const wasRecording = phase.value === "recording";
  if (!act({ type: "cancel" })) return;
  clearInterval(ticking);
  const dropped = take;
  if (!wasRecording || !dropped) return;
  take = null;
  dropped.end();
  const forget = setTimeout(() => {
    const id = dropped.stop();
    if (id) discardRecording(id).catch(complain);
  }, kUndo_ms);
  say(text.record.cancelled, async () => {
    clearTimeout(forget);
    await keep(dropped);
  });
}

// -- the world around --

watchDevices(() => {});

effect(() => {
  if (isConnected.value) take?.kick();
});

addEventListener("pagehide", () => take?.leave());

addEventListener("beforeunload", (event) => {
  // only here would something be lost
  if (take && isBehind.value) event.preventDefault();
});
