/** Words, advice, export and preview of the open take: one at a time. */

import type { ComponentChildren } from "preact";

import type { About, Take } from "../api/types";
import { ExportTab } from "../export/export_tab";
import { PreviewTab } from "../preview/preview_tab";
import { text } from "../text/en";
import { AdviceTab } from "./advice_tab";
import { tab, type TabName } from "./tab";
import { WordsTab } from "./words_tab";

const kTabs: TabName[] = ["words", "advice", "export", "preview"];

function onKey(event: KeyboardEvent): void {
  const at = kTabs.indexOf(tab.value);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: kTabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  tab.value = kTabs[(to + kTabs.length) % kTabs.length] ?? "words";
  document.getElementById(`tab-${tab.value}`)?.focus();
}

function contentOf(name: TabName, take: Take, zones: About["zones"]): ComponentChildren {
  if (name === "words") return <WordsTab take={take} />;
  if (name === "export") return <ExportTab take={take} />;
  if (name === "preview") return <PreviewTab take={take} />;
  if (take.scorecard) return <AdviceTab take={take} card={take.scorecard} zones={zones} />;
  return <p class="soft">{text.take.adviceLater}</p>;
}

export function Tabs({ take, zones }: { take: Take; zones: About["zones"] }) {
  return (
    <section class="card tabs">
      <div role="tablist" aria-label={text.take.tabs} onKeyDown={onKey}>
        {kTabs.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            aria-selected={tab.value === name}
            aria-controls="tab-panel"
            tabIndex={tab.value === name ? 0 : -1}
            onClick={() => (tab.value = name)}
          >
            {text.take.tab[name]}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" tabIndex={0} aria-labelledby={`tab-${tab.value}`}>
        {contentOf(tab.value, take, zones)}
      </div>
    </section>
  );
}
