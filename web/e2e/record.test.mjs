// From the microphone to an exported clip, as a person goes.
import assert from "node:assert/strict";
import { readFileSync, rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { browser, clip, delivered, devices, eventually, hasTestdata, keepDelivered, needsTestdata, picture, Studio, turnOnMicrophone, watched, wav } from "./harness.mjs";
import { agreement, followed, readWav } from "./wav.mjs";

const folder = mkdtempSync(join(tmpdir(), "timbre-feed-"));
const kSeconds = 17;
let studio, chrome, fed;
before(async () => {
  if (!hasTestdata) return;
  fed = wav(clip("speech/librivox/en_ohenry_chenevert.wav"), join(folder, "feed.wav"), "volume=0.8,adelay=3000", 25);
  studio = await new Studio().start();
  chrome = await browser({ microphone: fed });
});
after(async () => {
  await chrome?.close();
  await studio?.stop();
  rmSync(folder, { recursive: true });
});

test("record, read the verdict, rename, edit words, compare, export, reload", needsTestdata, async () => {
  const context = await chrome.newContext({ ...devices.wide, acceptDownloads: true });
  await keepDelivered(context);
  const page = await watched(context, studio.url);
  await page.locator(".right").getByText("Keep", { exact: true }).first().waitFor();
  await page.waitForTimeout(500);
  await picture(page, "studio-first-visit");
  await page.getByRole("button", { name: "Got it" }).click();
  await turnOnMicrophone(page);
  await page.getByText("Raw capture").first().waitFor();
  await page.getByLabel(/Count 3, 2, 1/).uncheck();
  await picture(page, "studio-microphone");
  await page.getByRole("button", { name: /^Record/ }).click();
  await page.waitForTimeout(6000);
  await picture(page, "studio-recording");
  await page.waitForTimeout((kSeconds - 6) * 1000);
  const open = new URL(page.url()).hash;
  const stopped = Date.now();
  await page.getByRole("button", { name: /^Stop/ }).click();
  await page.waitForURL((url) => url.hash !== open);
  const verdict = page.locator(".right").getByText(/^(Keep|Review|Reject)$/).first();
  await verdict.waitFor();
  console.log(`# verdict on screen ${Date.now() - stopped} ms after stop, take of ${kSeconds} s`);
  const id = /take\/([^/]+)/.exec(page.url())[1];

  // lossless: what lies in the store is, to 24 bits, what the browser gave, and that is what the microphone heard
  const kept = readWav(new Uint8Array(await (await fetch(`${studio.url}api/v1/takes/${id}/audio`)).arrayBuffer()));
  const source = readWav(readFileSync(fed));
  assert.equal(kept.rate_hz, source.rate_hz, "recorded at the device's own rate");
  const given = agreement(await delivered(page), kept.samples);
  const heard = followed(source.samples, kept.samples, kept.rate_hz);
  console.log(`# kept as given: ${given.compared} samples, SNR ${given.snr_db.toFixed(1)} dB`);
  console.log(`# heard as played: ${heard.same} of ${heard.loud} loud stretches, ${heard.jumps} jumps of the fake microphone`);
  assert.equal(given.compared, kept.samples.length, "every sample kept was given, in one piece");
  assert.ok(given.compared > (kSeconds - 1) * kept.rate_hz, `only ${given.compared} samples were kept`);
  assert.ok(given.snr_db > 110, `SNR ${given.snr_db} dB`);
  assert.ok(heard.loud > 100 && heard.same + heard.jumps > 0.9 * heard.loud, "what was kept is what was played");
  assert.ok(heard.same > 0.5 * heard.loud, "the fake microphone jumps too often to say what was played");

  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: "Name of the take" }).fill("Tuesday, second try");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Tuesday, second try" }).waitFor();
  await picture(page, "studio-take");

  await page.getByRole("tab", { name: "Words" }).click();
  await page.getByRole("textbox", { name: "Words to export" }).fill("One dollar and eighty-seven cents.");
  await page.getByRole("button", { name: "Save words" }).click();
  await eventually(async () => (await studio.ask(`/takes/${id}`)).edited_text === "One dollar and eighty-seven cents.", "the words to be saved");

  await page.getByRole("tab", { name: "Fit & export" }).click();
  await page.getByText("Exactly what will be written").waitFor();
  await page.getByRole("button", { name: /^Export (this clip|for|\d)/ }).first().click();
  const link = page.getByRole("link", { name: "Download all (zip)" });
  await link.waitFor({ timeout: 60_000 });
  await picture(page, "studio-export");
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const zip = readFileSync(await download.path());
  assert.equal(zip.subarray(0, 4).toString("latin1"), "PK\x03\x04");
  assert.ok(zip.includes("clip.wav") && zip.includes("ref_text.txt"), "the zip holds clip and words");

  const other = await studio.add("Kennedy 1961", readFileSync(clip("speech/jfk.wav")));
  await page.goto(`${studio.url}#/compare/${id}/${other.id}`);
  await page.getByText(/is the better reference|Either will do/).first().waitFor();
  await picture(page, "studio-compare");

  await page.goto(`${studio.url}#/take/${id}`);
  await page.reload();
  await page.getByRole("heading", { name: "Tuesday, second try" }).waitFor();
  assert.deepEqual(page.faults, []);
  await context.close();
});
