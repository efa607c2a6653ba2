/** Which model is chosen before the person has: the one that can be served best. */

import type { Fit } from "../api/types";

function rank(fit: Fit): number {
  if (!fit.window) return 3;
  if (fit.window.is_ideal || fit.is_ideal) return 0;
  return fit.answer === "refuses" ? 2 : 1;
}

/** The first of the best in the order given; null when no part of the take suits any. */
export function firstChoice(fits: readonly Fit[]): string | null {
  let best: Fit | null = null;
  for (const fit of fits) if (!best || rank(fit) < rank(best)) best = fit;
  return best?.window ? best.profile : null;
}
