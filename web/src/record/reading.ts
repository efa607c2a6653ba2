/** What the person is going to read or speak about. */

import { computed, effect, signal } from "@preact/signals";

import { ApiError, ask, wordsOf } from "../api/client";
import type { Prompt, Prompts } from "../api/types";
import { takes } from "../state/takes";
import { text } from "../text/en";

export type Mode = "prompt" | "own" | "free";

export interface Gain {
  words: number;
  reading_time_s: number;
  new_phones: number;
  new_diphones: number;
}

const kModeKey = "timbre.reading";
const kOwnKey = "timbre.own_text";
const kOwnPause_ms = 500;

function storedMode(): Mode {
  const stored = localStorage.getItem(kModeKey);
  return stored === "own" || stored === "free" ? stored : "prompt";
}

export const mode = signal<Mode>(storedMode());
export const list = signal<Prompts | null>(null);
/** Why there is no list, in words. */
export const problem = signal("");
export const ownText = signal(localStorage.getItem(kOwnKey) ?? "");
export const ownGain = signal<Gain | null>(null);
/** Names of the prompts chosen by hand; empty: the one that the server suggests. */
const chosenRead = signal("");
const chosenFree = signal("");

/** What the chooser offers in this mode. */
export const offered = computed<Prompt[]>(() => {
  const all = list.value?.prompts ?? [];
  return mode.value === "own" ? [] : all.filter((prompt) => prompt.is_free === (mode.value === "free"));
});

export const prompt = computed<Prompt | null>(() => {
  const wanted = mode.value === "free" ? chosenFree.value : chosenRead.value;
  const byName = (name: string | null) => offered.value.find((candidate) => candidate.name === name);
  return byName(wanted) ?? byName(list.value?.next ?? null) ?? offered.value[0] ?? null;
});

export interface Reading {
  /** What will be said word for word; empty for free speech. */
  text: string;
  /** The take's name; empty: the server names it by the time. */
  name: string;
  prompt: string | null;
}

function ownName(own: string): string {
  const words = own.trim().split(/\s+/).filter(Boolean);
  return words.slice(0, 5).join(" ") + (words.length > 5 ? " …" : "");
}

export const reading = computed<Reading>(() => {
  if (mode.value === "own") return { text: ownText.value.trim(), name: ownName(ownText.value), prompt: null };
  const chosen = prompt.value;
  if (!chosen) return { text: "", name: "", prompt: null };
  return { text: chosen.is_free ? "" : chosen.text, name: chosen.title, prompt: chosen.name };
});

export function setMode(to: Mode): void {
  mode.value = to;
  localStorage.setItem(kModeKey, to);
}

export function choose(name: string): void {
  (mode.value === "free" ? chosenFree : chosenRead).value = name;
}

/** The next one in the list, round and round. */
export function nextPrompt(): void {
  const at = offered.value.findIndex((candidate) => candidate.name === prompt.value?.name);
  const next = offered.value[(at + 1) % offered.value.length];
  if (next) choose(next.name);
}

/** After a take the server suggests anew. */
export function followSuggestion(): void {
  chosenRead.value = "";
}

export async function loadPrompts(): Promise<void> {
  try {
    list.value = await ask<Prompts>("/prompts");
    problem.value = "";
  } catch (error) {
    const isMissing = error instanceof ApiError && error.status === 404;
    problem.value = isMissing ? text.record.prompts.missing : wordsOf(error);
  }
}

let writing: ReturnType<typeof setTimeout> | undefined;

export function setOwnText(to: string): void {
  ownText.value = to;
  localStorage.setItem(kOwnKey, to);
  clearTimeout(writing);
  writing = setTimeout(() => void loadOwnGain(), kOwnPause_ms);
}

/** What the own text would add; without an answer nothing is said about it. */
export async function loadOwnGain(): Promise<void> {
  const own = ownText.value.trim();
  ownGain.value = null;
  if (own === "") return;
  const gain = await ask<Gain>("/prompts/coverage", { method: "POST", json: { text: own } }).catch(() => null);
  if (own === ownText.value.trim()) ownGain.value = gain;
}

/** A take that was judged, thrown away or brought back changes what is covered. */
const covering = computed(() => takes.value.map((take) => `${take.id}${take.verdict}`).join());

export function watchCoverage(): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const load = () => {
    void loadPrompts();
    void loadOwnGain();
  };
  const stop = effect(() => {
    covering.value;
    clearTimeout(waiting);
    waiting = setTimeout(load, list.peek() ? 400 : 0);
  });
  return () => {
    clearTimeout(waiting);
    stop();
  };
}
