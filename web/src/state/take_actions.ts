/** What can be done to takes: each says what it did, with a way back where there is one. */

import { ask, request } from "../api/client";
import type { BulkAnswer, TakeSummary } from "../api/types";
import { fill, text } from "../text/en";
import { complain, say } from "./notices";
import { go, route } from "./route";
import { activeId, selectNone } from "./selection";
import { byId, forgetTakes, putTakes, shownIds, takeChanged } from "./takes";

const words = text.takes;
const pathOf = (id: string) => `/takes/${encodeURIComponent(id)}`;

type BulkAction = "trash" | "restore" | "judge" | "transcribe";

async function inBulk(action: BulkAction, takes: string[]): Promise<string[]> {
  const answer = await ask<BulkAnswer>("/takes/bulk", { method: "POST", json: { action, takes } });
  const first = answer.problems[0];
  if (first) complain(new Error(fill(words.someFailed, { n: answer.problems.length, why: first.detail })));
  for (const id of answer.done) takeChanged(id);
  return answer.done;
}

const named = (ids: string[], one: string, many: string): string =>
  ids.length === 1
    ? fill(one, { name: byId.peek().get(ids[0] ?? "")?.name ?? words.title })
    : fill(many, { n: ids.length });

/** The take to go to when `ids` leave the list: the next that stays, else the one before. */
function neighbourOf(ids: string[]): string | null {
  const leaving = new Set(ids);
  const shown = shownIds.peek();
  const at = shown.findIndex((id) => leaving.has(id));
  const after = shown.slice(at + 1).find((id) => !leaving.has(id));
  return after ?? shown.slice(0, Math.max(0, at)).findLast((id) => !leaving.has(id)) ?? null;
}

/** Follows the keyboard and the open take to a neighbour before the rows go. */
function stepAside(ids: string[]): void {
  const at = route.peek();
  const next = neighbourOf(ids);
  if (activeId.peek() !== null && ids.includes(activeId.peek() ?? "")) activeId.value = next;
  if (at.at === "take" && ids.includes(at.id)) go(next ? { at: "take", id: next } : { at: "home" });
  if (at.at === "compare" && (ids.includes(at.a) || ids.includes(at.b))) go({ at: "home" });
}

async function move(action: "trash" | "restore", ids: string[]): Promise<string[]> {
  const only = ids[0];
  if (ids.length !== 1 || only === undefined) return inBulk(action, ids);
  const take = await ask<TakeSummary>(action === "trash" ? pathOf(only) : `${pathOf(only)}/restore`, {
    method: action === "trash" ? "DELETE" : "POST",
  });
  putTakes([take]);
  return ids;
}

/** Into the trash, with undo. */
export async function trash(ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  try {
    stepAside(ids);
    const done = await move("trash", ids);
    selectNone();
    if (done.length === 0) return;
    say(named(done, words.trashedOne, words.trashedMany), async () => {
      await move("restore", done);
    });
  } catch (error) {
    complain(error);
  }
}

export async function restore(ids: string[]): Promise<void> {
  try {
    stepAside(ids);
    const done = await move("restore", ids);
    selectNone();
    if (done.length > 0) say(named(done, words.restoredOne, words.restoredMany));
  } catch (error) {
    complain(error);
  }
}

/** For good; the caller has asked the person. */
export async function purge(ids: string[]): Promise<void> {
  const done: string[] = [];
  stepAside(ids);
  for (const id of ids) {
    try {
      await request(`/trash/${encodeURIComponent(id)}`, { method: "DELETE" });
      done.push(id);
    } catch (error) {
      complain(error);
      break;
    }
  }
  if (done.length === 0) return;
  say(named(done, words.purgedOne, words.purgedMany));
  forgetTakes(done);
  selectNone();
}

export async function judgeAgain(ids: string[]): Promise<void> {
  try {
    const only = ids[0];
    if (ids.length === 1 && only !== undefined) await request(`${pathOf(only)}/judge`, { method: "POST" });
    else await inBulk("judge", ids);
  } catch (error) {
    complain(error);
  }
}
