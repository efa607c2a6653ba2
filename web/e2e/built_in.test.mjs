// A clone on a bare machine: nothing is configured, and the voice that comes with Timbre speaks.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { browser, clip, devices, eventually, needsTestdata, picture, Studio, watched } from "./harness.mjs";

const kJson = { "Content-Type": "application/json" };

let chrome;
before(async () => {
  chrome = await browser();
});
after(() => chrome?.close());

test("without any engine of one's own, the built-in voice is chosen, speaks and says how alike it is", needsTestdata, async (t) => {
  const studio = await new Studio(mkdtempSync(join(tmpdir(), "timbre-e2e-"))).start();
  t.after(() => studio.stop());
  const take = await studio.add("Kennedy 1961", readFileSync(clip("speech/jfk.wav")));
  const body = JSON.stringify({ person: "Jack", voice: "Jack", language: "en", reason: "Signed on paper, in the drawer." });
  await studio.ask("/consents/attest", { method: "POST", body, headers: kJson });
  const context = await chrome.newContext(devices.wide);
  t.after(() => context.close());
  await context.addInitScript(() => localStorage.setItem("timbre.voice", "Jack"));
  const page = await watched(context, `${studio.url}#/take/${take.id}`);
  await page.getByRole("tab", { name: "Preview" }).click();
  await page.getByLabel("What shall be said").fill("Nobody has to connect anything to hear this voice. It is made on the machine you have.");
  const speak = page.getByRole("button", { name: "Speak", exact: true });
  await eventually(async () => !(await speak.isDisabled()), "something that is ready to speak");
  await speak.click();
  await page.getByText(/s of speech, first sound after .* times real time\./).first().waitFor({ timeout: 60_000 });
  await page.getByText(/Sounds \d+ % like/).first().waitFor();
  await eventually(async () => ((await page.locator(".clone-wave path").getAttribute("d")) ?? "").length > 500, "the waveform");
  await picture(page, "studio-preview-built-in");
  assert.deepEqual(page.faults, []);
});
