// How long a browser that was just started takes to its first contentful paint, and until the studio's panes stand: the
// studio, and beside it, alternating, a page of one line from the same server, which is what the browser itself costs.
// Prints medians; not a test.
//   node e2e/paint.mjs [RUNS]
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { browser, devices, source, Studio } from "./harness.mjs";

const runs = Number(process.argv[2] ?? 15);
const folder = mkdtempSync(join(tmpdir(), "timbre-paint-"));
cpSync(process.env.TIMBRE_WEB_DIR ?? join(source, "build/web/dist"), folder, { recursive: true });
writeFileSync(join(folder, "line.html"), "<!doctype html><title>Line</title><p>One line.</p>");
const studio = await new Studio(null, ["--web-dir", folder]).start();

/** [first contentful paint, panes], ms after the navigation began; a page without panes gives its paint twice. */
async function times_ms(path) {
  const chrome = await browser();
  try {
    const page = await (await chrome.newContext(devices.wide)).newPage();
    await page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector(".panes")) return;
        watch.disconnect();
        requestAnimationFrame(() => performance.mark("panes"));
      });
      watch.observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${studio.url}${path}`);
    return await page.evaluate(
      () =>
        new Promise((resolve) => {
          const look = () => {
            const first = performance.getEntriesByName("first-contentful-paint")[0];
            const panes = document.getElementById("app") ? performance.getEntriesByName("panes")[0] : first;
            if (first && panes) resolve([first.startTime, panes.startTime]);
            else setTimeout(look, 10);
          };
          look();
        }),
    );
  } finally {
    await chrome.close();
  }
}

const times = { "line.html": [], "": [] };
for (let run = 0; run < runs; ++run) for (const path of Object.keys(times)) times[path].push(await times_ms(path));
for (const [path, pairs] of Object.entries(times)) {
  for (const [index, what] of ["first contentful paint", "panes"].entries()) {
    const all = pairs.map((pair) => pair[index]).sort((a, b) => a - b);
    const at = (share) => Math.round(all[Math.floor(share * (all.length - 1))]);
    console.log(`${path || "the studio"}, ${what}: median ${at(0.5)} ms, ${at(0)} to ${at(1)} ms`);
  }
}
await studio.stop();
rmSync(folder, { recursive: true });
