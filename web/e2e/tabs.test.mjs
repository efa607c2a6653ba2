// Two tabs, ten thousand takes, the keyboard alone, and what axe finds.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { browser, clip, devices, eventually, needsTestdata, picture, programs, Studio, watched } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let chrome;
before(async () => {
  chrome = await browser();
});
after(() => chrome?.close());

async function withStudio(act, folder) {
  const studio = await new Studio(folder).start();
  try {
    await act(studio);
  } finally {
    await studio.stop();
  }
}

test("two tabs: each sees the other's change, and the slower of two edits is told", needsTestdata, async () => {
  await withStudio(async (studio) => {
    const take = await studio.add("Old name", readFileSync(clip("speech/jfk.wav")));
    const context = await chrome.newContext(devices.wide);
    const [one, two] = [await watched(context, `${studio.url}#/take/${take.id}`), await watched(context, `${studio.url}#/take/${take.id}`)];
    for (const page of [one, two]) await page.getByRole("heading", { name: "Old name" }).waitFor();
    await one.bringToFront();
    await one.keyboard.press("e");
    await one.getByRole("textbox", { name: "Name of the take" }).fill("New name");
    await one.keyboard.press("Enter");
    await two.getByRole("heading", { name: "New name" }).waitFor();

    await two.bringToFront();
    await two.keyboard.press("e");
    await two.getByRole("textbox", { name: "Name of the take" }).fill("Too late");
    // the edit is sent with the revision that the second tab knows; another is made just before it arrives
    await two.route("**/api/v1/takes/*", async (route) => {
      if (route.request().method() === "PATCH") {
        const now = await studio.ask(`/takes/${take.id}`);
        if (now.name === "New name") {
          await studio.ask(`/takes/${take.id}`, {
            method: "PATCH",
            headers: { "Content-Type": "application/json", "If-Match": `"${now.revision}"` },
            body: JSON.stringify({ name: "First come" }),
          });
        }
      }
      await route.continue();
    });
    await two.keyboard.press("Enter");
    await two.getByText(/changed elsewhere/).first().waitFor();
    await two.getByRole("heading", { name: "First come" }).waitFor();
    assert.equal((await studio.ask(`/takes/${take.id}`)).name, "First come");
    assert.deepEqual(one.faults, []);
    await context.close();
  });
});

test("ten thousand takes: listed, scrolled, searched, and few rows on the page", async () => {
  const folder = mkdtempSync(join(tmpdir(), "timbre-many-"));
  const filled = spawnSync(join(programs, "fill_store"), [folder, "10000"], { encoding: "utf8" });
  assert.equal(filled.status, 0, filled.stderr);
  await withStudio(async (studio) => {
    const context = await chrome.newContext(devices.wide);
    const page = await watched(context, studio.url);
    await page.getByText("Take 9999", { exact: true }).waitFor();
    await picture(page, "studio-many");
    assert.ok((await page.locator(".take-row").count()) < 100);
    const frames = await page.evaluate(async () => {
      const box = [...document.querySelectorAll("*")].find((e) => e.scrollHeight > 500_000 && /auto|scroll/.test(getComputedStyle(e).overflowY)) ?? document.scrollingElement;
      const times = [];
      let last = performance.now();
      for (let i = 0; i < 60; i++) {
        box.scrollTop += 4000;
        await new Promise(requestAnimationFrame);
        times.push(performance.now() - last);
        last = performance.now();
      }
      return times.sort((a, b) => a - b);
    });
    console.log(`# frames while scrolling: median ${frames[30].toFixed(1)} ms, 95 % ${frames[57].toFixed(1)} ms`);
    await page.keyboard.press("/");
    await page.getByRole("searchbox").fill("number 4321 go");
    await page.getByText("Take 4321", { exact: true }).waitFor();
    await eventually(async () => (await page.locator(".take-row").count()) === 1, "one row");
    assert.deepEqual(page.faults, []);
    await context.close();
  }, folder);
});

test("the keyboard alone: move, open, rename, delete, undo, help", needsTestdata, async () => {
  await withStudio(async (studio) => {
    const sound = readFileSync(clip("speech/jfk.wav"));
    await studio.add("First", sound);
    await studio.add("Second", sound);
    const context = await chrome.newContext(devices.wide);
    const page = await watched(context, studio.url);
    await page.getByText("Second", { exact: true }).first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.locator(".right").getByRole("heading", { name: "First" }).waitFor();
    await page.keyboard.press("e");
    await page.keyboard.type("By keyboard");
    await page.keyboard.press("Enter");
    await page.locator(".right").getByRole("heading", { name: "By keyboard" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await picture(page, "studio-keys");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.keyboard.press("Delete");
    await page.getByText(/is in the trash/).first().waitFor();
    assert.equal((await studio.ask("/takes")).total, 1);
    const undo = page.getByRole("button", { name: "Undo" });
    for (let i = 0; i < 200 && !(await undo.evaluate((element) => element === document.activeElement)); i++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await eventually(async () => (await studio.ask("/takes")).total === 2, "the take to be back");
    assert.deepEqual(page.faults, []);
    await context.close();
  });
});

test("axe finds nothing serious, in light and dark, wide and narrow", needsTestdata, async () => {
  await withStudio(async (studio) => {
    const a = await studio.add("Chenevert reads", readFileSync(clip("speech/librivox/en_ohenry_chenevert.wav")));
    const b = await studio.add("Kennedy 1961", readFileSync(clip("speech/jfk.wav")));
    const places = [["home", "#/"], ["take", `#/take/${a.id}`], ["compare", `#/compare/${a.id}/${b.id}`]];
    for (const [size, device] of Object.entries(devices)) {
      for (const colorScheme of ["light", "dark"]) {
        const context = await chrome.newContext({ ...device, colorScheme, bypassCSP: true });
        const page = await watched(context, studio.url);
        for (const [name, hash] of places) {
          await page.goto(studio.url + hash);
          await page.waitForTimeout(800);
          await picture(page, `studio-${name}-${size}-${colorScheme}`);
          await page.evaluate(axe);
          const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
          const serious = found.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
          assert.deepEqual(
            serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
            [],
            `${name}, ${size}, ${colorScheme}`,
          );
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(sideways <= 0, `${name}, ${size}: the page is ${sideways} px too wide`);
        }
        assert.deepEqual(page.faults, []);
        await context.close();
      }
    }
  });
});
