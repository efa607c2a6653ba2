/** Which takes are chosen, and from where a range is drawn. Values, never changed in place. */

export interface Selection {
  readonly chosen: ReadonlySet<string>;
  /** The take chosen last by itself; a range goes from here. */
  readonly anchor: string | null;
}

export const kNothing: Selection = { chosen: new Set(), anchor: null };

export function toggled(from: Selection, id: string): Selection {
  const chosen = new Set(from.chosen);
  if (!chosen.delete(id)) chosen.add(id);
  return { chosen, anchor: id };
}

/** Everything between the anchor and `id` in the order shown, added to what is chosen. Without an anchor that is shown:
 *  `id` alone. */
export function extended(from: Selection, id: string, shown: readonly string[]): Selection {
  const to = shown.indexOf(id);
  const start = from.anchor === null ? -1 : shown.indexOf(from.anchor);
  if (to < 0) return from;
  if (start < 0) return { chosen: new Set(from.chosen).add(id), anchor: id };
  const chosen = new Set(from.chosen);
  for (const between of shown.slice(Math.min(start, to), Math.max(start, to) + 1)) chosen.add(between);
  return { chosen, anchor: from.anchor };
}

/** What is no longer shown is no longer chosen, so that nothing happens to takes out of sight. */
export function within(from: Selection, shown: ReadonlySet<string>): Selection {
  const chosen = new Set([...from.chosen].filter((id) => shown.has(id)));
  return chosen.size === from.chosen.size ? from : { chosen, anchor: from.anchor };
}

export const whole = (shown: readonly string[]): Selection => ({ chosen: new Set(shown), anchor: null });
