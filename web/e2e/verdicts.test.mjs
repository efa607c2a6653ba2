// A spoiled take is rejected, for the reason that spoiled it, and the page says so.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { browser, clip, devices, needsTestdata, picture, Studio, watched, wav } from "./harness.mjs";

const folder = mkdtempSync(join(tmpdir(), "timbre-verdict-"));
const speech = clip("speech/librivox/en_ohenry_chenevert.wav");
let studio, chrome;
before(async () => {
  studio = await new Studio().start();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await studio?.stop();
  rmSync(folder, { recursive: true });
});

async function upload(file) {
  const context = await chrome.newContext(devices.wide);
  const page = await watched(context, studio.url);
  await page.locator('input[type="file"]').first().setInputFiles(file);
  const name = file.split("/").pop().replace(".wav", "");
  await page.locator(".take-row").getByText(name, { exact: true }).first().click();
  await page.locator(".right").getByRole("heading", { name }).waitFor();
  return { context, page, verdict: page.locator(".right").getByText(/^(Keep|Review|Reject)$/).first() };
}

test("a clean take is kept", needsTestdata, async () => {
  const { context, page, verdict } = await upload(wav(speech, join(folder, "clean.wav")));
  await verdict.waitFor();
  assert.equal(await verdict.innerText(), "Keep");
  assert.deepEqual(page.faults, []);
  await context.close();
});

test("a noisy take is rejected for its noise", needsTestdata, async () => {
  const noisy = wav(speech, join(folder, "hissing.wav"), "aeval='val(0)+0.1*(random(0)-0.5)'");
  const { context, page, verdict } = await upload(noisy);
  await verdict.waitFor();
  assert.equal(await verdict.innerText(), "Reject");
  await page.locator(".right").getByText(/nois/i).first().waitFor();
  await picture(page, "studio-reject-noise");
  assert.deepEqual(page.faults, []);
  await context.close();
});

test("the same take clipped flips to reject, for the clipping", needsTestdata, async () => {
  const { context, page, verdict } = await upload(wav(speech, join(folder, "overloaded.wav"), "volume=24dB"));
  await verdict.waitFor();
  assert.equal(await verdict.innerText(), "Reject");
  await page.locator(".right").getByText(/clipp/i).first().waitFor();
  assert.deepEqual(page.faults, []);
  await context.close();
});

test("what is no recording is said at once, by name", async () => {
  const context = await chrome.newContext(devices.wide);
  const page = await watched(context, studio.url);
  await page.locator('input[type="file"]').first().setInputFiles({ name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from("Dear Ada") });
  await page.getByText("letter.txt").waitFor();
  await page.getByText(/This is no recording/).waitFor();
  assert.deepEqual(page.faults, []);
  await context.close();
});
