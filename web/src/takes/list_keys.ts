/** The keyboard in the list: which row it is on, and what it does to it. */

import { useKeys } from "../app/keys";
import { currentId } from "../state/current";
import { mark } from "../state/marks";
import { go, route } from "../state/route";
import { activeId, chosenIds, selection, selectNone, toggle } from "../state/selection";
import { trash } from "../state/take_actions";
import { query, shownIds } from "../state/takes";
import { tab } from "../take/tab";
import { text } from "../text/en";

const words = text.takes.keys;

/** How long the keyboard must rest on a row before an open take follows it. */
const kSettleMs = 140;
/** Two seconds: a take that takes longer to come is read from its top. */
const kMostFrames = 120;
let settling: ReturnType<typeof setTimeout> | undefined;

/** Moves the keyboard's row and reveals it; a take that is open on the right follows when the keys rest. */
export function moveBy(by: number, reveal: (index: number) => void): void {
  const ids = shownIds.peek();
  if (ids.length === 0) return;
  const from = activeId.peek() === null ? -1 : ids.indexOf(activeId.peek() ?? "");
  const to = Math.min(ids.length - 1, Math.max(0, from < 0 ? 0 : from + by));
  const id = ids[to];
  if (id === undefined) return;
  activeId.value = id;
  reveal(to);
  clearTimeout(settling);
  if (route.peek().at === "take") settling = setTimeout(() => go({ at: "take", id }), kSettleMs);
}

/** The row under the keyboard, if it is in the list as shown. */
function activeShown(): string | null {
  const id = activeId.peek();
  return id !== null && shownIds.peek().includes(id) ? id : null;
}

function withActive(act: (id: string) => void): () => void {
  return () => {
    const id = activeShown();
    if (id !== null) act(id);
  };
}

function trashChosen(): void {
  if (query.peek().trashed) return;
  const chosen = chosenIds();
  const active = activeShown();
  void trash(chosen.length > 0 ? chosen : active === null ? [] : [active]);
}

/** The chosen takes together; else the one under the keyboard, in its own tab. */
function exportChosen(): void {
  if (selection.peek().chosen.size > 0) return go({ at: "export" });
  const id = activeId.peek();
  if (id === null) return;
  tab.value = "export";
  go({ at: "take", id });
  showTab(kMostFrames);
}

/** As soon as the take is there. */
function showTab(frames: number): void {
  const button = document.getElementById("tab-export");
  if (button && activeId.peek() === currentId.peek()) button.scrollIntoView({ block: "start" });
  else if (frames > 0) requestAnimationFrame(() => showTab(frames - 1));
}

export function useListKeys(reveal: (index: number) => void): void {
  useKeys([
    { key: "j", words: words.next, act: () => moveBy(1, reveal) },
    { key: "k", words: words.previous, act: () => moveBy(-1, reveal) },
    { key: "Enter", words: words.open, act: withActive((id) => go({ at: "take", id })) },
    { key: "s", words: words.choose, act: withActive(toggle) },
    { key: "a", words: words.a, act: withActive((id) => mark("a", id)) },
    { key: "b", words: words.b, act: withActive((id) => mark("b", id)) },
    { key: "x", words: words.export, act: exportChosen },
    { key: "Delete", words: words.trash, act: trashChosen },
    { key: "Backspace", words: "", act: trashChosen },
    { key: "Escape", words: words.none, act: selectNone },
    { key: "/", words: words.search, act: () => document.getElementById("take-search")?.focus() },
  ]);
}
