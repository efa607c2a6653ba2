// What goes wrong around a recording: permission, plug, tab, server. Nothing said is lost, and the page says what to do.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { browser, clip, delivered, devices, eventually, hasTestdata, keepDelivered, needsTestdata, picture, Studio, turnOnMicrophone, watched, wav } from "./harness.mjs";
import { agreement, readWav } from "./wav.mjs";

const folder = mkdtempSync(join(tmpdir(), "timbre-trouble-"));
let studio, fed;
before(async () => {
  if (hasTestdata) fed = wav(clip("speech/librivox/en_ohenry_chenevert.wav"), join(folder, "feed.wav"), "volume=0.8,adelay=4000", 28);
  studio = await new Studio().start();
});
after(async () => {
  await studio?.stop();
  rmSync(folder, { recursive: true });
});

/** A browser that is gone after the test, however that ends. */
async function opened(t, options) {
  const chrome = await browser(options);
  t.after(() => chrome.close());
  return chrome;
}

async function recording(chrome) {
  const context = await chrome.newContext(devices.wide);
  await keepDelivered(context);
  const page = await watched(context, studio.url);
  await turnOnMicrophone(page);
  await page.getByLabel(/Count 3, 2, 1/).uncheck();
  await page.getByRole("button", { name: /^Record/ }).click();
  await page.getByRole("button", { name: /^Stop/ }).waitFor();
  return { context, page };
}

const audioOf = async (id) => readWav(new Uint8Array(await (await fetch(`${studio.url}api/v1/takes/${id}/audio`)).arrayBuffer()));
const newest = async () => (await studio.ask("/takes?order=newest")).takes[0];

test("the microphone is denied: the page says how to allow it", async (t) => {
  const chrome = await opened(t, { allows: false });
  const context = await chrome.newContext(devices.wide);
  const page = await watched(context, studio.url);
  await page.getByRole("button", { name: "Turn on the microphone" }).click();
  await page.getByRole("alert").getByText(/does not let Timbre use the microphone/).waitFor();
  await picture(page, "studio-microphone-denied");
  await page.getByRole("button", { name: "Try again" }).waitFor();
  assert.deepEqual(page.faults, []);
});

test("the microphone is unplugged mid-take: what was said is kept", needsTestdata, async (t) => {
  const chrome = await opened(t, { microphone: fed });
  const context = await chrome.newContext(devices.wide);
  // Chromium's fake microphone has no plug: its track is told what a real one is told
  await context.addInitScript(() => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await real(wanted);
      window.pulled = () => {
        for (const track of stream.getTracks()) {
          track.stop();
          track.dispatchEvent(new Event("ended"));
        }
      };
      return stream;
    };
  });
  const page = await watched(context, studio.url);
  await turnOnMicrophone(page);
  await page.getByLabel(/Count 3, 2, 1/).uncheck();
  await page.getByRole("button", { name: /^Record/ }).click();
  await page.waitForTimeout(4000);
  await page.evaluate(() => window.pulled());
  await page.getByText(/was unplugged/).first().waitFor();
  const take = await eventually(newest, "the take");
  assert.ok((await studio.judged(take.id)).duration_s > 3);
  assert.deepEqual(page.faults, []);
});

test("the tab is closed mid-take: the take is offered again and loses at most a second", needsTestdata, async (t) => {
  const chrome = await opened(t, { microphone: fed });
  const before = (await studio.ask("/takes")).total;
  const { context, page } = await recording(chrome);
  await page.waitForTimeout(5000);
  const given = await delivered(page);
  await page.close();
  const next = await watched(context, studio.url);
  await next.getByText(/An unfinished take of 0:0\d was found/).waitFor();
  await picture(next, "studio-unfinished");
  await next.getByRole("button", { name: "Keep it" }).click();
  await eventually(async () => (await studio.ask("/takes")).total === before + 1, "the take to be kept");
  const take = await studio.judged((await newest()).id);
  assert.ok(take.duration_s >= 4, `${take.duration_s} s of 5 were kept`);
  assert.ok(agreement(given, (await audioOf(take.id)).samples).snr_db > 110);
  assert.deepEqual(next.faults, []);
});

test("the server is killed mid-take: the take goes on and is whole", needsTestdata, async (t) => {
  const chrome = await opened(t, { microphone: fed });
  const { page } = await recording(chrome);
  await page.waitForTimeout(3000);
  await studio.kill();
  await page.waitForTimeout(2000);
  await studio.start();
  await page.waitForTimeout(4000);
  const known = new Set((await studio.ask("/takes")).takes.map((take) => take.id));
  await page.getByRole("button", { name: /^Stop/ }).click();
  const take = await eventually(async () => (await studio.ask("/takes")).takes.find(({ id }) => !known.has(id)), "the take");
  const kept = await audioOf(take.id);
  assert.ok(kept.samples.length >= 8.5 * kept.rate_hz, `${kept.samples.length / kept.rate_hz} s of 9 were kept`);
  const found = agreement(await delivered(page), kept.samples);
  assert.equal(found.compared, kept.samples.length, "every sample kept was given, in one piece");
  assert.ok(found.snr_db > 110, `SNR ${found.snr_db} dB: there is a gap`);
  await page.locator(".right").getByText(/^(Keep|Review|Reject)$/).first().waitFor();
  // the browser itself notes connections that fail; nothing else may be wrong
  assert.deepEqual(page.faults.filter((fault) => !/ERR_CONNECTION|Failed to load resource|ERR_INCOMPLETE|ERR_EMPTY/.test(fault)), []);
});
