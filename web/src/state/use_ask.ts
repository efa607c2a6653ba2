/** An answer of the server as a component shows it: asked for again when the path or the key changes. */

import { useEffect, useState } from "preact/hooks";

import { ApiError, ask, wordsOf } from "../api/client";

const kMostTries = 30;
const kBusyWaitMs = 1000;

export interface Asked<T> {
  data: T | null;
  /** Why there is none, in words. */
  problem: string;
  /** Of the answer that failed; 0: none came. */
  status: number;
  isAsking: boolean;
}

/** Long looks at many takes at once are answered "ask again in a second" (503): so it is asked again. */
async function patiently<T>(question: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await question();
    } catch (error) {
      const isBusy = error instanceof ApiError && error.status === 503 && tries < kMostTries;
      if (!isBusy) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, kBusyWaitMs));
  }
}

/** `path` null: asks nothing. `key`: whatever else the answer hangs on. The last answer stays while the next is awaited.
 *  `delayMs` lets a hand come to rest. */
export function useAsk<T>(path: string | null, key: unknown = "", delayMs = 0): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ data: null, problem: "", status: 200, isAsking: path !== null });
  useEffect(() => {
    if (path === null) return;
    const own = new AbortController();
    setAsked((before) => ({ ...before, isAsking: true }));
    const timer = setTimeout(async () => {
      try {
        const data = await patiently(() => ask<T>(path, { signal: own.signal }));
        if (!own.signal.aborted) setAsked({ data, problem: "", status: 200, isAsking: false });
      } catch (error) {
        if (own.signal.aborted) return;
        const status = error instanceof ApiError ? error.status : 0;
        setAsked({ data: null, problem: wordsOf(error), status, isAsking: false });
      }
    }, delayMs);
    return () => {
      clearTimeout(timer);
      own.abort();
    };
  }, [path, key, delayMs]);
  return asked;
}
