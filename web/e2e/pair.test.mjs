// Two takes at once: compared by ear, exported together, deleted for good while another tab looks on.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { browser, clip, devices, eventually, needsTestdata, Studio, turnOnMicrophone, watched, wav } from "./harness.mjs";

const folder = mkdtempSync(join(tmpdir(), "timbre-pair-"));
let studio, chrome, loud, quiet;
before(async () => {
  studio = await new Studio().start();
  chrome = await browser();
  const speech = clip("speech/librivox/en_ohenry_chenevert.wav");
  if (!speech) return;
  loud = await studio.add("Loud", readFileSync(wav(speech, join(folder, "loud.wav"), "anull", 12)));
  quiet = await studio.add("Quiet", readFileSync(wav(speech, join(folder, "quiet.wav"), "volume=-9dB", 12)));
});
after(async () => {
  await chrome?.close();
  await studio?.stop();
  rmSync(folder, { recursive: true });
});

/** The gains of the two voices that were started last, as the page set them. */
async function watchVoices(context) {
  await context.addInitScript(() => {
    window.voices = [];
    window.GainNode = class extends GainNode {
      constructor(...given) {
        super(...given);
        window.voices.push(this);
      }
    };
  });
}
const gains = (page) => page.evaluate(() => window.voices.slice(-2).map((voice) => voice.gain.value));

test("A and B play in step at one loudness, and rest when a recording begins", needsTestdata, async () => {
  const context = await chrome.newContext(devices.wide);
  await watchVoices(context);
  const page = await watched(context, `${studio.url}#/compare/${loud.id}/${quiet.id}`);
  await page.getByRole("button", { name: /^Play/ }).click();
  const isHeard = async ([a, b]) => {
    await eventually(async () => {
      const [inA, inB] = await gains(page);
      return Math.abs(inA - a) < 0.02 && Math.abs(inB - b) < 0.02;
    }, `the gains to be ${a} and ${b}`);
  };
  // −9 dB, to which the louder is brought down
  const equal = 10 ** (-9 / 20);
  await isHeard([equal, 0]);
  const position = page.getByRole("slider", { name: "Position" });
  await eventually(async () => Number(await position.inputValue()) > 0.3, "the sound to run");
  const before = Number(await position.inputValue());
  await page.keyboard.press("x");
  await isHeard([0, 1]);
  assert.equal(await page.getByRole("button", { name: /^B Quiet/ }).getAttribute("aria-pressed"), "true");
  assert.ok(Number(await position.inputValue()) >= before, "the switch keeps the moment");
  const words = await page.locator(".compare").innerText();
  assert.doesNotMatch(words, /(^|\s)-\d/, "a hyphen is no minus sign");

  await turnOnMicrophone(page);
  await page.getByLabel(/Count 3, 2, 1/).check();
  await page.getByRole("button", { name: /^Record/ }).click();
  await eventually(async () => /^Play/.test(await page.locator(".ab-controls .primary").textContent()), "the player to rest");
  assert.deepEqual(page.faults, []);
  await context.close();
});

test("several takes are exported together, as one zip", needsTestdata, async () => {
  const context = await chrome.newContext(devices.wide);
  const page = await watched(context, studio.url);
  await page.getByRole("checkbox", { name: "Choose Loud" }).check();
  await page.getByRole("checkbox", { name: "Choose Quiet" }).check();
  await page.locator(".chosen").getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("heading", { name: "Export 2 takes" }).waitFor();
  await page.getByRole("button", { name: "Export (2 clips)" }).click();
  const link = page.getByRole("link", { name: "Download all (zip)" }).first();
  await link.waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const zip = readFileSync(await download.path());
  assert.equal(zip.subarray(0, 4).toString("latin1"), "PK\x03\x04");
  const [done] = (await studio.ask("/exports")).exports;
  assert.deepEqual(done.takes.map(({ take }) => take).sort(), [loud.id, quiet.id].sort());
  for (const { files } of done.takes) {
    assert.ok(files.some(({ name }) => name.endsWith("clip.wav")));
    for (const { name } of files) assert.ok(zip.includes(name), `${name} is not in the zip`);
  }
  assert.deepEqual(page.faults, []);
  await context.close();
});

test("a take deleted for good leaves another tab that shows it without a fault", needsTestdata, async () => {
  const context = await chrome.newContext(devices.wide);
  const take = await studio.add("Short-lived", readFileSync(clip("speech/jfk.wav")));
  const page = await watched(context, `${studio.url}#/take/${take.id}`);
  await page.getByRole("heading", { name: "Short-lived" }).waitFor();
  // into the trash, which the page asks about, as it must; then nothing is left to ask for
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith(`/takes/${take.id}`)),
    studio.ask(`/takes/${take.id}`, { method: "DELETE" }),
  ]);
  await studio.ask(`/trash/${take.id}`, { method: "DELETE" });
  await page.getByRole("heading", { name: "This take is not here any more." }).waitFor();
  assert.deepEqual(page.faults, []);
  await context.close();
});

test("the phone's first page has its heading and its main part", async () => {
  const context = await chrome.newContext(devices.phone);
  const page = await watched(context, studio.url);
  await page.getByRole("main").waitFor();
  await page.getByRole("heading", { level: 1, name: "Timbre" }).waitFor();
  assert.deepEqual(page.faults, []);
  await context.close();
});
