// How a take sounds to listeners, as a model predicts it: on a scale of five beside signal and delivery, or one quiet
// line on how to get it. The card's part for it is put in by most tests, so that no model file is needed; one listens.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { browser, clip, devices, models, needsTestdata, picture, Studio, watched } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const hasModels = models() !== null;
let chrome, studio, take;
before(async () => {
  chrome = await browser();
  studio = await new Studio().start();
  if (!needsTestdata.skip) take = await studio.add("Chenevert", readFileSync(clip("speech/librivox/en_ohenry_chenevert.wav")));
});
after(async () => {
  await chrome?.close();
  await studio?.stop();
});

/** The take's page, its card changed on the way. */
async function opened(change, options = devices.wide) {
  const context = await chrome.newContext({ ...options, bypassCSP: true });
  await context.route(`**/api/v1/takes/${take.id}`, async (route) => {
    const response = await route.fetch();
    const whole = await response.json();
    await route.fulfill({ response, json: { ...whole, scorecard: { ...whole.scorecard, ...change } } });
  });
  const page = await watched(context, `${studio.url}#/take/${take.id}`);
  await page.locator(".verdict .figures").waitFor();
  return page;
}

test("the score stands beside signal and delivery with its name, and each part on its scale", needsTestdata, async () => {
  const change = {
    perceptual: { name: "dnsmos_p835", mos: 3.42, sig: 3.7, bak: 4.1, p808: null },
    diagnosis: {
      denoiser: { name: "gtcrn", removed_db: 6.25, snr_db: 30 },
      pitch: { name: "swift_f0", f0_median_hz: 118.2, difference_st: 0.1, agree_percent: 97 },
    },
  };
  for (const [size, device] of Object.entries(devices)) {
    const page = await opened(change, device);
    const figure = page.locator(".figures > div", { hasText: "As heard" });
    assert.match((await figure.innerText()).replace(/\s+/g, " "), /As heard 3\.4 of 5 DNSMOS P\.835/);
    const part = page.getByRole("region", { name: "As heard", exact: true });
    assert.equal(await part.getByRole("listitem").count(), 3, "a part that is not there has no row");
    const ticks = await part.locator(".mos .tick").evaluateAll((all) =>
      all.map((one) => {
        const [own, scale] = [one.getBoundingClientRect(), one.parentElement.getBoundingClientRect()];
        return 1 + (4 * (own.left + own.width / 2 - scale.left)) / scale.width;
      }),
    );
    for (const [at, mos] of [3.42, 3.7, 4.1].entries()) assert.ok(Math.abs(ticks[at] - mos) < 0.06, `${ticks[at]} is not ${mos}`);
    await part.getByText(/GTCRN would take 6\.3 dB away\. It is never applied/).waitFor();
    await part.getByText(/SwiftF0 finds a median of 118 Hz and agrees in 97 %/).waitFor();
    await part.scrollIntoViewIfNeeded();
    await picture(page, `studio-heard-${size}`);
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(found.violations.filter(({ impact }) => /serious|critical/.test(impact)).map(({ id }) => id), []);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(sideways <= 0, `${size}: the page is ${sideways} px too wide`);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

test("missing: one line on how to get it, and no figure", needsTestdata, async () => {
  const page = await opened({ perceptual: null, perceptual_why: "its model is not here: run timbre models pull dnsmos-p835", diagnosis: null });
  await page.getByText("As heard: not known. Its model is not here: run timbre models pull dnsmos-p835.").waitFor();
  assert.equal(await page.locator(".figures > div", { hasText: "As heard" }).count(), 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

const heard = hasModels ? needsTestdata : { skip: "SKIPPED: no models" };
test("with the models there, a take is heard by itself", heard, async () => {
  const listening = await new Studio(undefined, undefined, models()).start();
  try {
    const { id } = await listening.add("Kennedy", readFileSync(clip("speech/jfk.wav")));
    const context = await chrome.newContext({ ...devices.wide });
    const page = await watched(context, `${listening.url}#/take/${id}`);
    const figure = page.locator(".figures > div", { hasText: "As heard" });
    await figure.waitFor({ timeout: 180_000 });
    assert.match((await figure.innerText()).replace(/\s+/g, " "), /As heard [1-5]\.\d of 5 DNSMOS P\.835/);
    await picture(page, "studio-heard-itself");
    assert.deepEqual(page.faults, []);
    await context.close();
  } finally {
    await listening.stop();
  }
});
