/** The log as it is shown: its newest page, looked at again on each visit, and older pages as they are asked for. */

import { useEffect, useRef, useState } from "preact/hooks";

import { ask, wordsOf } from "../api/client";
import type { AuditPage } from "../api/types";
import { joined, pathsOf, withNewest, withOlder, type LogFilter } from "./log_pages";

interface Shown {
  page: AuditPage | null;
  problem: string;
  moreProblem: string;
  isAskingMore: boolean;
}

const kNothing: Shown = { page: null, problem: "", moreProblem: "", isAskingMore: false };

export interface LogView extends Shown {
  showMore: () => void;
  again: () => void;
}

async function fetchPage(filter: LogFilter, before: number | null, signal: AbortSignal): Promise<AuditPage> {
  return joined(await Promise.all(pathsOf(filter, before).map((path) => ask<AuditPage>(path, { signal }))));
}

/** `filter` is compared by its members. */
export function useLog(filter: LogFilter, visits: number): LogView {
  const key = `${filter.group} ${filter.voice_id}`;
  const [shown, setShown] = useState<Shown & { key: string }>({ ...kNothing, key });
  const [tries, setTries] = useState(0);
  // answers for a filter that is no longer chosen are dropped
  const current = useRef(new AbortController());
  useEffect(() => {
    const own = new AbortController();
    current.current = own;
    setShown((before) => (before.key === key ? { ...before, isAskingMore: false } : { ...kNothing, key }));
    fetchPage(filter, null, own.signal).then(
      (fresh) => {
        if (!own.signal.aborted) setShown((before) => ({ ...before, problem: "", page: withNewest(before.page, fresh) }));
      },
      (error: unknown) => {
        if (!own.signal.aborted) setShown((before) => ({ ...before, problem: wordsOf(error) }));
      },
    );
    return () => own.abort();
  }, [key, visits, tries]);

  const showMore = async () => {
    const own = current.current;
    const before = shown.page?.records.at(-1)?.number;
    if (before === undefined || shown.isAskingMore) return;
    setShown((now) => ({ ...now, isAskingMore: true, moreProblem: "" }));
    try {
      const older = await fetchPage(filter, before, own.signal);
      if (own.signal.aborted) return;
      setShown((now) => ({ ...now, isAskingMore: false, page: now.page && withOlder(now.page, older) }));
    } catch (error) {
      if (!own.signal.aborted) setShown((now) => ({ ...now, isAskingMore: false, moreProblem: wordsOf(error) }));
    }
  };
  // between the choice of a filter and its effect the old list is not the answer
  const view = shown.key === key ? shown : kNothing;
  return { ...view, showMore: () => void showMore(), again: () => setTries((count) => count + 1) };
}
