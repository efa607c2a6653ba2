/** Where the dots stand between the words. */

import type { Range, Word } from "../api/types";

/** Before each word, the pauses that end there: a pause belongs before the first word that begins after its middle. */
export function pausesBefore(words: Word[], pauses: Range[]): Range[][] {
  let next = 0;
  return words.map((word, i) => {
    const own: Range[] = [];
    for (; next < pauses.length; next++) {
      const pause = pauses[next]!;
      if ((pause.start_s + pause.end_s) / 2 > word.start_s) break;
      if (i > 0) own.push(pause);
    }
    return own;
  });
}
