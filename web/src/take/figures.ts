/** Numbers and sentences for people: no digit that means nothing. As the report page writes them. */

export interface Rounding {
  unit: string;
  decimals: number;
}

const kNoBreak = "\u00a0";

/** With a real minus sign. */
export function minus(value: number | string): string {
  return String(value).replace("-", "−");
}

/** Words of the server as a sentence begins: with a capital, and every negative number with a real minus sign. */
export function sentence(words: string): string {
  const signed = words.replace(/(?<![\w.])-(?=\d)/g, "−");
  return signed.charAt(0).toUpperCase() + signed.slice(1);
}

/** With a full stop, unless it ends in one of its own. */
export function ended(words: string): string {
  return /[.!?…]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`;
}

/** "some_key" → "Some key". */
export function humanised(key: string): string {
  return sentence(key.replaceAll("_", " "));
}

/** Two useful digits, three from 100 on; seconds, shares and plain numbers never finer than their measure means. */
export function shown(value: number, { unit, decimals }: Rounding): string {
  if (value === 0) return "0";
  const isFine = unit === "s" || unit === "%" || unit === "";
  const size = Math.abs(value);
  const useful = size >= 100 ? 0 : size >= 1 ? 1 : 1 - Math.floor(Math.log10(size));
  const digits = value.toFixed(Math.min(useful, isFine ? decimals : Math.min(1, decimals)));
  if (Number(digits) === 0) return "0";
  return minus(isFine && unit !== "s" ? Number(digits) : digits);
}

/** The number and its unit: 22050 Hz → ["22.1", "kHz"]. */
export function parts(value: number, rounding: Rounding): [string, string] {
  if (rounding.unit === "Hz" && rounding.decimals === 0 && Math.abs(value) >= 1000) {
    return [minus(Number((value / 1000).toFixed(1))), "kHz"];
  }
  return [shown(value, rounding), rounding.unit];
}

export function withUnit(value: number, rounding: Rounding): string {
  return parts(value, rounding).join(kNoBreak).trim();
}

const two = (n: number): string => String(n).padStart(2, "0");

/** A moment: "0:07" for steps of a second or more, else "7.3 s". */
export function clock(seconds: number, step: number): string {
  if (step < 0.1) return seconds.toFixed(2) + " s";
  if (step < 1) return seconds.toFixed(1) + " s";
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
  return `${minutes}:${two(whole % 60)}`;
}

/** "0:07.3": where the playhead is. */
export function moment(seconds: number): string {
  const tenths = Math.floor(Math.max(0, seconds) * 10 + 1e-6);
  const whole = Math.floor(tenths / 10);
  return `${clock(whole, 1)}.${tenths % 10}`;
}

/** "11.0 s", or "2:05 min" where seconds are too many to grasp. */
export function lengthOf(seconds: number): string {
  return seconds >= 90 ? `${clock(seconds, 1)}${kNoBreak}min` : withUnit(seconds, { unit: "s", decimals: 1 });
}

const kNotes = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];

/** 440 → "A4". */
export function noteName(hz: number): string {
  const n = Math.round(69 + 12 * Math.log2(hz / 440));
  return (kNotes[((n % 12) + 12) % 12] ?? "") + String(Math.floor(n / 12) - 1);
}
