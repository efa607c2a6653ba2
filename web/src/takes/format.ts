/** Lengths, times and sizes as people write them. */

/** 21.4 → "0:21", 3671 → "1:01:11"; null → "". */
export function clock(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return "";
  const whole = Math.max(0, Math.round(seconds));
  const pad = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

/** 12.34 → "0:12.3": for places inside a take. */
export function clockTenths(seconds: number): string {
  const tenths = Math.max(0, Math.round(seconds * 10));
  return `${Math.floor(tenths / 600)}:${String(Math.floor((tenths % 600) / 10)).padStart(2, "0")}.${tenths % 10}`;
}

/** In units of 1000, as file managers and shops count. */
export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  if (size < 1_000_000) return `${Math.round(size / 1000)} kB`;
  const mega = size / 1_000_000;
  if (mega < 1000) return `${mega < 10 ? mega.toFixed(1) : Math.round(mega)} MB`;
  return `${(mega / 1000).toFixed(1)} GB`;
}

/** A number with at most one decimal, a true minus, and no trailing ".0". */
export function tidy(value: number, decimals = 1): string {
  const shown = String(Number(value.toFixed(decimals)));
  return (shown === "-0" ? "0" : shown).replace("-", "−");
}

/** Today the hour, this year the day, else the date. */
export function when(created: string, now = new Date()): string {
  const then = new Date(created);
  if (Number.isNaN(then.getTime())) return "";
  const isToday = then.toDateString() === now.toDateString();
  if (isToday) return then.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
  const isThisYear = then.getFullYear() === now.getFullYear();
  return then.toLocaleDateString(undefined, {
    day: "numeric",
    month: "short",
    ...(isThisYear ? {} : { year: "numeric" }),
  });
}

/** A score as a whole number, or a dash. */
export const score = (value: number | null | undefined): string =>
  value === null || value === undefined ? "–" : String(Math.round(value));
