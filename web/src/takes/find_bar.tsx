/** Search, order, and which verdicts are shown. */

import { useEffect, useState } from "preact/hooks";

import type { Verdict } from "../api/types";
import { Emblem } from "../take/shapes";
import { counts, query, setQuery, type TakeOrder } from "../state/takes";
import { text } from "../text/en";

const words = text.takes;
const kVerdicts: Verdict[] = ["keep", "review", "reject"];
const kOrders = Object.keys(words.orders) as TakeOrder[];

/** Fewer takes than this need no tools to find one. */
const kFewTakes = 2;
const kTypingMs = 120;

function Search() {
  const [typed, setTyped] = useState(query.value.search);
  useEffect(() => setTyped(query.value.search), [query.value.search]);
  useEffect(() => {
    if (typed === query.peek().search) return;
    const timer = setTimeout(() => setQuery({ search: typed }), kTypingMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      id="take-search"
      type="search"
      value={typed}
      placeholder={words.searchHint}
      aria-label={words.search}
      onInput={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

function Order() {
  return (
    <select
      value={query.value.order}
      aria-label={words.order}
      onChange={(event) => setQuery({ order: event.currentTarget.value as TakeOrder })}
    >
      {kOrders.map((order) => (
        <option key={order} value={order}>
          {words.orders[order]}
        </option>
      ))}
    </select>
  );
}

function VerdictFilter() {
  const { verdict } = query.value;
  return (
    <div class="verdict-filter" role="group" aria-label={words.filter}>
      <button type="button" aria-pressed={verdict === ""} onClick={() => setQuery({ verdict: "" })}>
        {words.all}
      </button>
      {kVerdicts.map((one) => (
        <button
          key={one}
          type="button"
          data-verdict={one}
          aria-pressed={verdict === one}
          onClick={() => setQuery({ verdict: verdict === one ? "" : one })}
        >
          <Emblem verdict={one} />
          {words.verdicts[one]} <span class="soft">{counts.value[one]}</span>
        </button>
      ))}
    </div>
  );
}

export function FindBar() {
  const { trashed, search, verdict } = query.value;
  const size = trashed ? counts.value.trashed : counts.value.all;
  if (size < kFewTakes && search === "" && verdict === "") return null;
  return (
    <div class="find">
      <div class="find-line">
        <Search />
        <Order />
      </div>
      {!trashed && <VerdictFilter />}
    </div>
  );
}
