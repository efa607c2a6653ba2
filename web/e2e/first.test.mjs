import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { browser, devices, Studio, watched } from "./harness.mjs";

let studio, chrome;
before(async () => {
  studio = await new Studio().start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await studio?.stop();
});

test("the page opens without a fault and asks no other machine", async () => {
  const context = await chrome.newContext(devices.wide);
  const page = await watched(context, studio.url);
  await page.getByRole("link", { name: "Timbre" }).waitFor();
  await page.waitForTimeout(300);
  const paint_ms = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  console.log(`# first contentful paint after ${Math.round(paint_ms)} ms`);
  assert.deepEqual(page.faults, []);
  await context.close();
});
