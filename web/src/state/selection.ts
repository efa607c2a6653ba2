/** The takes that are chosen, and the one the keyboard is on. */

import { effect, signal } from "@preact/signals";

import { extended, kNothing, toggled, whole, within, type Selection } from "../takes/selection";
import { route } from "./route";
import { shownIds } from "./takes";

export const selection = signal<Selection>(kNothing);
/** Row under the keyboard; may be out of view. */
export const activeId = signal<string | null>(null);

effect(() => {
  const shown = new Set(shownIds.value);
  selection.value = within(selection.peek(), shown);
});

effect(() => {
  if (route.value.at === "take") activeId.value = route.value.id;
});

export const toggle = (id: string): void => {
  selection.value = toggled(selection.peek(), id);
};
export const extendTo = (id: string): void => {
  selection.value = extended(selection.peek(), id, shownIds.peek());
};
export const selectAll = (): void => {
  selection.value = whole(shownIds.peek());
};
export const selectNone = (): void => {
  selection.value = kNothing;
};

/** In the order shown. */
export const chosenIds = (): string[] => shownIds.peek().filter((id) => selection.peek().chosen.has(id));
