/** How this page says counts, lengths, days and voices. */

import { tidy } from "../takes/format";
import { fill, text } from "../text/en";

const words = text.history;

/** 1204 → "1,204": in the language of the text. */
export const grouped = (value: number): string => value.toLocaleString("en");

/** [one, many] with {n}. */
export function counted(n: number, [one, many]: readonly [string, string], values: Record<string, string> = {}): string {
  return fill(n === 1 ? one : many, { n: grouped(n), ...values });
}

/** 12.41 → "12.4 s", 312 → "5.2 min". */
export function lengthOf(seconds: number): string {
  if (seconds < 59.95) return fill(words.seconds, { n: tidy(seconds) });
  const minutes = seconds / 60;
  return fill(words.minutes, { n: minutes < 99.95 ? tidy(minutes) : grouped(Math.round(minutes)) });
}

interface Named {
  voice_id: string;
  voice: string | null;
}

const quotedName = (name: string): string => fill(words.quoted, { name });
const shortId = (id: string): string => fill(words.unnamed, { id: id.slice(0, 8) });

/** A voice inside a sentence that needs one. */
export function voiceOf({ voice, voice_id }: Named): string {
  if (voice) return quotedName(voice);
  return voice_id ? shortId(voice_id) : words.someVoice;
}

export const capital = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1);

/** A voice by itself. */
export function voiceName({ voice, voice_id }: Named): string {
  return voice || (voice_id ? capital(shortId(voice_id)) : words.noVoice);
}

/** In the time of the reader: "2026-11-21". */
export function dayOf(time: string): string {
  const then = new Date(time);
  if (Number.isNaN(then.getTime())) return "";
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${then.getFullYear()}-${pad(then.getMonth() + 1)}-${pad(then.getDate())}`;
}

/** A day as dayOf() gives it → "Today", "Yesterday", "Friday, 20 November". */
export function dayName(day: string, now = new Date()): string {
  const then = new Date(`${day}T12:00:00`);
  if (Number.isNaN(then.getTime())) return day;
  const noon = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 12);
  const ago = Math.round((noon.getTime() - then.getTime()) / 86_400_000);
  if (ago === 0) return words.today;
  if (ago === 1) return words.yesterday;
  const isThisYear = then.getFullYear() === now.getFullYear();
  return then.toLocaleDateString(undefined, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(isThisYear ? {} : { year: "numeric" }),
  });
}

/** "14:02", in the time of the reader. */
export function clockTime(time: string): string {
  const then = new Date(time);
  if (Number.isNaN(then.getTime())) return time;
  return then.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}

/** "Today, 14:02". */
export function dayAndTime(time: string, now = new Date()): string {
  const day = dayOf(time);
  return day ? `${dayName(day, now)}, ${clockTime(time)}` : time;
}

/** The same inside a sentence: "today, 14:02". */
export function momentOf(time: string, now = new Date()): string {
  const name = dayName(dayOf(time), now);
  const within: Readonly<Record<string, string>> = words.within;
  return Object.hasOwn(within, name) ? `${within[name]}, ${clockTime(time)}` : dayAndTime(time, now);
}
