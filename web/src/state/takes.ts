/** Every take the server knows, kept on the page; the list is what of them the person wants to see. A take that changed
 *  is asked for by itself, so that news of one among ten thousand costs one row. */

import { computed, signal } from "@preact/signals";

import { ApiError, ask } from "../api/client";
import type { Take, TakeSummary } from "../api/types";
import { counted, listed, type TakeOrder, type TakeQuery } from "../takes/listing";
import { complain } from "./notices";

export type { TakeOrder, TakeQuery };

export const query = signal<TakeQuery>({ order: "newest", search: "", verdict: "", trashed: false });
/** All of them by id, those in the trash too. */
export const byId = signal<ReadonlyMap<string, TakeSummary>>(new Map());
export const hasLoaded = signal(false);
/** As sorted and filtered. */
export const takes = computed(() => listed(byId.value.values(), query.value));
export const shownIds = computed(() => takes.value.map((take) => take.id));
export const counts = computed(() => counted(byId.value.values()));
export const total = computed(() => counts.value.all);

const kPage = 10_000;
/** When more takes than this changed at once, the whole list is asked for. */
const kManyChanges = 40;
const kGatherMs = 120;

async function everyPage(trashed: boolean, signal: AbortSignal): Promise<TakeSummary[]> {
  const all: TakeSummary[] = [];
  for (;;) {
    const where = new URLSearchParams({ trashed: String(trashed), limit: String(kPage), offset: String(all.length) });
    const page = await ask<{ total: number; takes: TakeSummary[] }>(`/takes?${where}`, { signal });
    all.push(...page.takes);
    if (page.takes.length === 0 || all.length >= page.total) return all;
  }
}

let asking: AbortController | undefined;
const waiting = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks for everything anew; an older question still under way is dropped. */
export async function loadTakes(): Promise<void> {
  asking?.abort();
  const own = new AbortController();
  asking = own;
  try {
    const live = await everyPage(false, own.signal);
    const rest = await everyPage(true, own.signal);
    const before = byId.peek();
    const now = new Map<string, TakeSummary>();
    for (const take of [...live, ...rest]) {
      const known = before.get(take.id);
      now.set(take.id, known && known.revision >= take.revision ? known : take);
    }
    byId.value = now;
    hasLoaded.value = true;
  } catch (error) {
    if (!own.signal.aborted) complain(error);
  } finally {
    if (asking === own) asking = undefined;
  }
  if (waiting.size > 0 && !asking) gather();
}

export function setQuery(change: Partial<TakeQuery>): void {
  query.value = { ...query.value, ...change };
}

/** Without what only the open take needs. */
function summaryOf(take: TakeSummary): TakeSummary {
  const { scorecard, transcript, reading, capture, ...summary } = take as Partial<Take> & TakeSummary;
  return summary;
}

/** Takes as the server just answered them; an answer that was overtaken by a newer one changes nothing. */
export function putTakes(changed: TakeSummary[]): void {
  const now = new Map(byId.peek());
  for (const take of changed) {
    if ((now.get(take.id)?.revision ?? 0) <= take.revision) now.set(take.id, summaryOf(take));
  }
  byId.value = now;
}

export function forgetTakes(ids: string[]): void {
  const now = new Map(byId.peek());
  for (const id of ids) now.delete(id);
  byId.value = now;
}

/** A take changed somewhere; without an id: no one knows which. Many at once make one answer. */
export function takeChanged(id?: string): void {
  if (id === undefined) {
    void loadTakes();
    return;
  }
  waiting.add(id);
  gather();
}

/** A take was deleted for good: the server need not be asked. */
export function takeGone(id: string): void {
  waiting.delete(id);
  forgetTakes([id]);
}

function gather(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void askForWaiting(), kGatherMs);
}

async function askForWaiting(): Promise<void> {
  if (asking) return;
  const ids = [...waiting];
  waiting.clear();
  if (ids.length > kManyChanges) return loadTakes();
  const gone: string[] = [];
  const come: TakeSummary[] = [];
  await Promise.all(
    ids.map(async (id) => {
      try {
        come.push(await ask<TakeSummary>(`/takes/${encodeURIComponent(id)}`));
      } catch (error) {
        if (isGone(error)) gone.push(id);
        else complain(error);
      }
    }),
  );
  if (gone.length > 0) forgetTakes(gone);
  if (come.length > 0) putTakes(come);
}

export function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
