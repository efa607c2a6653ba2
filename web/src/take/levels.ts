/** Where a value lies on the bar of its measure, and what that means. */

import type { MeasureZones, Zone } from "../api/types";
import { text } from "../text/en";
import { fill } from "../text/en";
import { withUnit, type Rounding } from "./figures";

export type Level = Zone["level"];

const kOrder: Level[] = ["good", "fair", "poor"];

function isIn(zone: Zone, value: number): boolean {
  return (zone.from === null || value >= zone.from) && (zone.to === null || value <= zone.to);
}

/** The better of two levels where zones meet; none outside of all zones. A value beyond the bar belongs to its end. */
export function levelOf(scale: MeasureZones, value: number): Level | null {
  const seen = Math.min(scale.max, Math.max(scale.min, value));
  const hits = scale.zones.filter((zone) => isIn(zone, seen)).map((zone) => zone.level);
  return kOrder.find((level) => hits.includes(level)) ?? null;
}

/** 0 to 100 along the bar; equal ratios look equal where the scale is logarithmic. */
export function percentOn(scale: MeasureZones, value: number): number {
  const isLog = scale.scale === "log" && scale.min > 0;
  const f = isLog ? Math.log : (x: number) => x;
  const x = isLog ? Math.max(value, scale.min) : value;
  const share = (f(x) - f(scale.min)) / (f(scale.max) - f(scale.min));
  return Number.isFinite(share) ? Math.min(100, Math.max(0, 100 * share)) : 0;
}

/** The good range in words, for a measure whose scorecard entry does not say it. */
export function goodRange(scale: MeasureZones, rounding: Rounding): string {
  const good = scale.zones.find((zone) => zone.level === "good");
  if (!good) return "";
  const from = good.from === null ? "" : withUnit(good.from, rounding);
  const to = good.to === null ? "" : withUnit(good.to, rounding);
  if (from && to) return fill(text.take.goodBetween, { from, to });
  return from ? fill(text.take.goodFrom, { from }) : to ? fill(text.take.goodTo, { to }) : "";
}
