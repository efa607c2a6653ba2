/** Which takes are shown, in which order. Everything is on the page already, so that nothing waits for the server. */

import type { TakeSummary, Verdict } from "../api/types";

export type TakeOrder = "newest" | "oldest" | "best" | "worst" | "name" | "longest";

export interface TakeQuery {
  order: TakeOrder;
  search: string;
  verdict: Verdict | "";
  trashed: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Takes without a value come last in either direction. */
function byNumber(a: number | null, b: number | null, sign: 1 | -1): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return sign * (a - b);
}

const newest = (a: TakeSummary, b: TakeSummary): number =>
  a.created < b.created ? 1 : a.created > b.created ? -1 : a.id < b.id ? 1 : -1;

const kOrders: Record<TakeOrder, (a: TakeSummary, b: TakeSummary) => number> = {
  newest,
  oldest: (a, b) => newest(b, a),
  best: (a, b) => byNumber(a.overall, b.overall, -1) || newest(a, b),
  worst: (a, b) => byNumber(a.overall, b.overall, 1) || newest(a, b),
  name: (a, b) => collator.compare(a.name, b.name) || newest(a, b),
  longest: (a, b) => byNumber(a.duration_s, b.duration_s, -1) || newest(a, b),
};

/** Every word of the search is in the name, the note, the first words or the chips, in any case. */
function isFound(take: TakeSummary, words: string[]): boolean {
  if (words.length === 0) return true;
  const all = [take.name, take.note, take.first_words, ...take.labels].join("\n").toLocaleLowerCase();
  return words.every((word) => all.includes(word));
}

export function listed(takes: Iterable<TakeSummary>, query: TakeQuery): TakeSummary[] {
  const words = query.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const shown: TakeSummary[] = [];
  for (const take of takes) {
    if ((take.trashed !== null) !== query.trashed) continue;
    if (query.verdict && take.verdict !== query.verdict) continue;
    if (isFound(take, words)) shown.push(take);
  }
  return shown.sort(kOrders[query.order]);
}

export interface Counts {
  all: number;
  keep: number;
  review: number;
  reject: number;
  trashed: number;
}

export function counted(takes: Iterable<TakeSummary>): Counts {
  const counts: Counts = { all: 0, keep: 0, review: 0, reject: 0, trashed: 0 };
  for (const take of takes) {
    if (take.trashed !== null) {
      counts.trashed += 1;
      continue;
    }
    counts.all += 1;
    if (take.verdict) counts[take.verdict] += 1;
  }
  return counts;
}
