import { effect } from "@preact/signals";
import { render } from "preact";

import { listen } from "./api/events";
import { App } from "./app/app";
import { loadEngines } from "./preview/engines";
import { reloadRuns, runChanged } from "./preview/runs";
import { isConnected } from "./state/connection";
import { loadAbout } from "./state/about";
import { currentId, gone, open, refresh } from "./state/current";
import { jobChanged, loadJobs } from "./state/jobs";
import { route } from "./state/route";
import { watchFirstVisit } from "./state/first_visit";
import { loadTakes, takeChanged } from "./state/takes";
import "./style/tokens.css";
import "./style/base.css";
import "./style/app.css";
import "./style/record.css";
import "./style/takes.css";
import "./style/take.css";
import "./style/consent.css";
import "./style/compare.css";
import "./style/preview.css";
import "./style/exports.css";
import "./style/history.css";

const root = document.getElementById("app");
if (root) render(<App />, root);

watchFirstVisit();
void loadTakes();
void loadAbout();
void loadJobs();

effect(() => {
  const at = route.value;
  void open(at.at === "take" ? at.id : null);
});

listen({
  take: (id) => {
    if (id === currentId.peek()) void refresh();
    else takeChanged(id);
  },
  takeGone: gone,
  job: jobChanged,
  clone: runChanged,
  lost: () => {
    void loadTakes();
    void loadJobs();
    void refresh();
    void reloadRuns();
    void loadEngines({ isAgain: true });
  },
  connected: (is) => {
    isConnected.value = is;
  },
});
