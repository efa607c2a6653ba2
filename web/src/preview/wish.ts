/** What is to be said, by what, and how: what was typed and chosen stays over reloads, in this tab of the browser. */

import { effect, signal } from "@preact/signals";

import type { EngineInfo } from "../api/types";

export interface Wish {
  text: string;
  /** Empty: the one the server would take. */
  engine: string;
  /** ISO 639-1; empty: as the text is found to be. */
  language: string;
  speed: number;
  pitch_st: number;
  expressiveness: number;
  pauses: number;
  instruction: string;
  /** As typed; empty: none. */
  seed: string;
  /** The voice is learnt more closely first. */
  fits_closely: boolean;
}

export const kNoWish: Wish = {
  ...{ text: "", engine: "", language: "", speed: 1, pitch_st: 0, expressiveness: 1, pauses: 1, instruction: "", seed: "" },
  fits_closely: false,
};

/** What POST /clones takes. */
export interface Order {
  voice: string;
  take: string;
  text: string;
  engine?: string;
  language?: string;
  speed?: number;
  pitch_st?: number;
  expressiveness?: number;
  pauses?: number;
  instruction?: string;
  seed?: number;
  fits_closely?: boolean;
}

/** The wish for one engine: what it does not take is not sent. */
export function orderOf(wish: Wish, engine: EngineInfo, voice: string, take: string): Order {
  const order: Order = { voice, take, text: wish.text.trim(), engine: engine.name };
  if (wish.language && speaks(engine, wish.language)) order.language = wish.language;
  if (engine.takes_speed && wish.speed !== 1) order.speed = wish.speed;
  if (engine.takes_pitch && wish.pitch_st !== 0) order.pitch_st = wish.pitch_st;
  if (engine.takes_expressiveness && wish.expressiveness !== 1) order.expressiveness = wish.expressiveness;
  if (engine.takes_pauses && wish.pauses !== 1) order.pauses = wish.pauses;
  if (engine.takes_instruction && wish.instruction.trim()) order.instruction = wish.instruction.trim();
  if (engine.takes_seed && /^\d+$/.test(wish.seed.trim())) order.seed = Number(wish.seed);
  if (engine.fits_voices && wish.fits_closely) order.fits_closely = true;
  return order;
}

export const speaks = (engine: EngineInfo, language: string): boolean =>
  engine.languages.length === 0 || [...engine.languages, ...engine.experimental_languages].includes(language);

/** As the server counts: code points. */
export const lengthOf = (text: string): number => [...text.trim()].length;

const kKey = "timbre.preview";

function remembered(): Wish {
  try {
    return { ...kNoWish, ...(JSON.parse(sessionStorage.getItem(kKey) ?? "{}") as Partial<Wish>) };
  } catch {
    return kNoWish;
  }
}

export const wish = signal<Wish>(typeof sessionStorage === "undefined" ? kNoWish : remembered());

export function want(change: Partial<Wish>): void {
  wish.value = { ...wish.value, ...change };
}

if (typeof sessionStorage !== "undefined") effect(() => sessionStorage.setItem(kKey, JSON.stringify(wish.value)));
