// The history page against a real studio: the log is shown, its check answers, and axe finds nothing serious.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { browser, devices, picture, Studio, watched } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let studio, chrome;
before(async () => {
  studio = await new Studio().start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await studio?.stop();
});

/** The log is there: as records, or in the words for an empty one. */
const shown = (page) => page.locator(".log li, .log p:text('Nothing has happened yet')").first().waitFor();

test("from the top bar to the log, and its check answers", async () => {
  const context = await chrome.newContext(devices.wide);
  const page = await watched(context, studio.url);
  await page.getByRole("link", { name: /^History/ }).click();
  await page.getByRole("heading", { name: "History", exact: true }).waitFor();
  await shown(page);
  const { size, records } = await studio.ask("/audit?limit=50");
  assert.equal(await page.locator(".log li").count(), records.length);
  await page.getByText(size === 1 ? "1 record, newest first" : `${size} records, newest first`).waitFor();
  await page.getByRole("button", { name: "Check the log" }).click();
  await page.getByText(/^The log is whole/).waitFor();
  await page.getByLabel("Show", { exact: true }).selectOption("Clones");
  await page.getByText("No record fits.").waitFor();
  await page.getByRole("button", { name: "Show everything" }).click();
  await shown(page);
  assert.deepEqual(page.faults, []);
  await context.close();
});

test("axe finds nothing serious, in light and dark, wide and narrow", async () => {
  for (const [size, device] of Object.entries(devices)) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await chrome.newContext({ ...device, colorScheme, bypassCSP: true });
      const page = await watched(context, `${studio.url}#/history`);
      await shown(page);
      await picture(page, `studio-history-${size}-${colorScheme}`);
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      const serious = found.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      assert.deepEqual(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" "))}`), []);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(sideways <= 0, `${size}: the page is ${sideways} px too wide`);
      assert.deepEqual(page.faults, []);
      await context.close();
    }
  }
});
