/** The list of takes, with everything that can be done to many at once. */

import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { route } from "../state/route";
import { activeId } from "../state/selection";
import { counts, hasLoaded, query, setQuery, shownIds } from "../state/takes";
import { text } from "../text/en";
import { AddButtons } from "./add_buttons";
import { ChosenBar } from "./chosen_bar";
import { FindBar } from "./find_bar";
import { useListKeys } from "./list_keys";
import { kRowHeight, TakeGrid } from "./take_grid";
import { UploadList } from "./upload_list";
import { revealRow } from "./virtual_rows";

const words = text.takes;

function Nothing() {
  if (!hasLoaded.value) return <p class="soft nothing">{words.loading}</p>;
  const isFiltered = query.value.search !== "" || query.value.verdict !== "";
  if (isFiltered) {
    return (
      <p class="soft nothing">
        {words.noneFound}{" "}
        <button type="button" onClick={() => setQuery({ search: "", verdict: "" })}>
          {words.showAll}
        </button>
      </p>
    );
  }
  return <p class="soft nothing">{query.value.trashed ? words.emptyTrash : words.empty}</p>;
}

function Head() {
  const { trashed } = query.value;
  return (
    <div class="takes-head">
      <h2 id="takes-title">
        {trashed ? words.trashTitle : words.title}{" "}
        <span class="soft">{trashed ? counts.value.trashed : counts.value.all}</span>
      </h2>
      {!trashed && <AddButtons />}
      {(trashed || counts.value.trashed > 0) && (
        <button type="button" class="plain" onClick={() => setQuery({ trashed: !trashed, search: "", verdict: "" })}>
          {trashed ? words.closeTrash : `${words.openTrash} ${counts.value.trashed}`}
        </button>
      )}
    </div>
  );
}

export function TakesPanel() {
  const panel = useRef<HTMLElement>(null);
  const active = useComputed(() => (activeId.value === null ? -1 : shownIds.value.indexOf(activeId.value)));
  const reveal = (index: number) => {
    const rows = panel.current?.querySelector(".rows");
    if (rows) revealRow(rows, index, kRowHeight, panel.current?.querySelector(".takes-bar") ?? null);
  };
  useListKeys(reveal);
  // a take opened from elsewhere (a finished recording, an address) is shown in the list, too
  useEffect(() => {
    if (active.value >= 0) reveal(active.value);
  }, [route.value.at === "take" ? route.value.id : null]);
  return (
    <section class="card takes" aria-labelledby="takes-title" ref={panel}>
      <div class="takes-bar">
        <Head />
        <FindBar />
        <ChosenBar />
      </div>
      <UploadList />
      {shownIds.value.length === 0 ? <Nothing /> : <TakeGrid active={active.value} reveal={reveal} />}
    </section>
  );
}
