/** The way to the history, in the top bar. */

import { hashOf, route } from "../state/route";
import { text } from "../text/en";

const words = text.history;

export function HistoryLink() {
  const isHere = route.value.at === "history";
  return (
    <a
      class="to-history"
      href={hashOf({ at: "history" })}
      aria-label={words.linkLong}
      title={words.linkLong}
      aria-current={isHere ? "page" : undefined}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 8 2.8Z" />
        <path d="M7.2 4.4H8.8V7.6L11 8.9L10.2 10.3L7.2 8.5Z" />
      </svg>
      <span aria-hidden="true">{words.link}</span>
    </a>
  );
}
