/** The page: recorder and takes on the left, the open take on the right; one of the two on a narrow screen. */

import { ComparePane } from "../compare/compare_pane";
import { ExportPane } from "../export/export_pane";
import { HistoryPane } from "../history/history_pane";
import { RecordPanel } from "../record/record_panel";
import { hashOf, route } from "../state/route";
import { TakePane } from "../take/take_pane";
import { DropZone } from "../takes/drop_zone";
import { TakesPanel } from "../takes/takes_panel";
import { text } from "../text/en";
import { Help } from "./help";
import { Notices } from "./notices";
import { usePlace } from "./place";
import { OfflineBanner } from "./offline_banner";
import { TopBar } from "./top_bar";
import { Welcome } from "./welcome";

function Right() {
  const at = route.value;
  if (at.at === "compare") return <ComparePane key={`${at.a} ${at.b}`} a={at.a} b={at.b} />;
  if (at.at === "export") return <ExportPane />;
  if (at.at === "history") return <HistoryPane />;
  return <TakePane />;
}

/** The address holds where the person is, so that the jump must not go into it. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("take")?.focus();
}

export function App() {
  usePlace();
  const { at } = route.value;
  return (
    <div class="page" data-at={at}>
      <a class="skip" href="#take" onClick={skip}>
        {text.app.skipToTake}
      </a>
      <TopBar />
      <OfflineBanner />
      <Welcome />
      <main class="panes">
        <div class="left">
          <h1 class="hidden">{text.app.name}</h1>
          <RecordPanel />
          <TakesPanel />
        </div>
        <div class="right" id="take" tabIndex={-1}>
          {(at === "compare" || at === "export" || at === "history") && (
            <a class="back" href={hashOf({ at: "home" })}>
              {text.app.back}
            </a>
          )}
          <Right />
        </div>
      </main>
      <DropZone />
      <Notices />
      <Help />
    </div>
  );
}
