/** What the check of the log found, in words. */

import type { AuditCheck, AuditHead } from "../api/types";
import { fill, text } from "../text/en";
import { counted, grouped, momentOf } from "./words";

const words = text.history.check;

export const recordsOf = (n: number): string => counted(n, words.records);

export function headSentence(head: AuditHead, now = new Date()): string {
  return fill(words.head, { records: recordsOf(head.size), time: momentOf(head.time, now) });
}

/** The first sentence of the answer. */
export function answerOf(check: AuditCheck, now = new Date()): string {
  if (!check.ok) {
    // the server's own sentence follows where there is one
    const isUnsaid = !check.problem && check.first_bad !== null;
    return isUnsaid ? fill(words.brokenAt, { n: grouped(check.first_bad ?? 0) }) : words.broken;
  }
  if (check.size === 0) return words.empty;
  const records = recordsOf(check.size);
  if (!check.head) return fill(words.wholeUnsigned, { records });
  return fill(words.whole, { records, time: momentOf(check.head.time, now) });
}
