/** Pages of the log: what is asked for, and how answers go together. Newest first throughout. */

import type { AuditPage, AuditRecord } from "../api/types";

export const kPageSize = 50;

/** Acts that a person looks for together. */
export const kGroups = {
  all: [],
  clones: ["clone_asked", "clone_made", "clone_refused"],
  consent: ["voice_made", "consent_started", "consent_checked", "consent_given", "consent_refused", "consent_revoked"],
  marks: ["watermark_embedded", "watermark_detected"],
  exports: ["exported"],
  keys: ["key_made", "key_exported", "limit_hit"],
} as const satisfies Record<string, readonly string[]>;

export type Group = keyof typeof kGroups;
export const isGroup = (name: string): name is Group => Object.hasOwn(kGroups, name);

export interface LogFilter {
  group: Group;
  /** Empty: all voices. */
  voice_id: string;
}

/** The server filters by one act: a group is asked for act by act and put together by joined(). */
export function pathsOf(filter: LogFilter, before: number | null = null): string[] {
  const acts: readonly string[] = kGroups[filter.group];
  return (acts.length > 0 ? acts : [""]).map((act) => {
    const query = new URLSearchParams({ limit: String(kPageSize) });
    if (act) query.set("act", act);
    if (filter.voice_id) query.set("voice", filter.voice_id);
    if (before !== null) query.set("before", String(before));
    return `/audit?${query}`;
  });
}

function newestFirst(records: AuditRecord[]): AuditRecord[] {
  const byNumber = new Map(records.map((record) => [record.number, record]));
  return [...byNumber.values()].sort((a, b) => b.number - a.number);
}

const lowest = (page: AuditPage): number => page.records.at(-1)?.number ?? 0;

/** Answers for several acts as one page without holes: what is older than the end of an answer that has more waits for
 *  the next page. */
export function joined(pages: AuditPage[], most = kPageSize): AuditPage {
  const end = Math.max(0, ...pages.filter((page) => page.more).map(lowest));
  const all = newestFirst(pages.flatMap((page) => page.records));
  const records = all.filter((record) => record.number >= end).slice(0, most);
  const more = records.length < all.length || pages.some((page) => page.more);
  return { size: Math.max(0, ...pages.map((page) => page.size)), records, more };
}

/** The newest page over what is shown. Where they do not meet, or the log is another one, the newest page alone. */
export function withNewest(shown: AuditPage | null, fresh: AuditPage): AuditPage {
  if (!shown || !fresh.more) return fresh;
  const sums = new Map(shown.records.map((record) => [record.number, record.sha256]));
  const shared = fresh.records.filter((record) => sums.has(record.number));
  const isSame = shared.length > 0 && shared.every((record) => sums.get(record.number) === record.sha256);
  if (!isSame) return fresh;
  return { size: fresh.size, records: newestFirst([...shown.records, ...fresh.records]), more: shown.more };
}

/** An older page under what is shown. */
export function withOlder(shown: AuditPage, older: AuditPage): AuditPage {
  return { size: older.size, records: newestFirst([...shown.records, ...older.records]), more: older.more };
}
