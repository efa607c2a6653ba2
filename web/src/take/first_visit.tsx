/** Nothing is open: what this is, in three lines, and a finished take to look at. */

import { useSignal } from "@preact/signals";

import { ask } from "../api/client";
import type { Take } from "../api/types";
import { complain } from "../state/notices";
import { go } from "../state/route";
import { hasLoaded, query, takeChanged, total } from "../state/takes";
import { text } from "../text/en";

export function DemoButton() {
  const isAsking = useSignal(false);
  const show = async () => {
    isAsking.value = true;
    try {
      const take = await ask<Take>("/demo", { method: "POST" });
      takeChanged();
      go({ at: "take", id: take.id });
    } catch (error) {
      complain(error);
    }
    isAsking.value = false;
  };
  return (
    <button type="button" class="primary" disabled={isAsking.value} onClick={() => void show()}>
      {isAsking.value ? text.take.demoComes : text.take.demo}
    </button>
  );
}

export function FirstVisit() {
  const { search, verdict, trashed } = query.value;
  const isFirst = hasLoaded.value && total.value === 0 && !search && !verdict && !trashed;
  return (
    <section class="first" aria-labelledby="first-title">
      <h1 id="first-title">{isFirst ? text.take.welcome : text.take.none}</h1>
      <ol>
        {text.take.threeLines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <DemoButton />
    </section>
  );
}
