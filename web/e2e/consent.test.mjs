// Consent from the Preview tab: the statement read aloud by a synthesiser into the page's microphone, and taken back.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { browser, devices, picture, Studio, watched } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const hasFlite = spawnSync("flite", ["--version"]).error === undefined;
const needsFlite = hasFlite ? {} : { skip: "SKIPPED: no flite" };

/** Long enough to be judged, and to tell who speaks. */
const kTakeText =
  "A take of the voice that is to be cloned. The boy was there when the sun rose, and a rod is used to catch pink salmon. " +
  "The source of the huge river is the clear spring. Kick the ball straight and follow through. Help the woman get back " +
  "to her feet, and a pot of tea helps to pass the evening.";

let chrome;
let studio;
before(async () => {
  chrome = await browser();
  studio = await new Studio().start();
});
after(async () => {
  await chrome?.close();
  await studio?.stop();
});

function spoken(text) {
  const file = join(studio.folder, "said.wav");
  const done = spawnSync("flite", ["-voice", "slt", "-t", text, "-o", file], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  return readFileSync(file);
}

/** From now on the page's microphone says this, once, from the moment it is opened. */
async function microphoneSays(page, wav) {
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    window.hasSpoken = false;
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext();
      const source = context.createBufferSource();
      source.buffer = await context.decodeAudioData(bytes.slice().buffer);
      const to = context.createMediaStreamDestination();
      source.connect(to);
      source.onended = () => (window.hasSpoken = true);
      setTimeout(() => source.start(), 400);
      return to.stream;
    };
  }, wav.toString("base64"));
}

async function openPreview(context, take) {
  const page = await watched(context, `${studio.url}#/take/${take}`);
  await page.getByRole("tab", { name: "Preview" }).click();
  return page;
}

async function startConsent(page, name) {
  await page.getByLabel("Your name, as you will say it").fill(name);
  await page.getByRole("button", { name: "Give consent" }).click();
  await page.getByRole("button", { name: "Record", exact: true }).last().waitFor();
  const script = await page.locator(".consent-script p.aloud").innerText();
  const words = await page.locator(".consent-script li").allInnerTexts();
  assert.equal(words.length, 8);
  assert.match(script, new RegExp(name));
  return { script, words };
}

async function readAloud(page, text) {
  await microphoneSays(page, spoken(text));
  await page.locator(".consent").getByRole("button", { name: "Record", exact: true }).click();
  await page.getByText("Recording. Read at your own pace.").waitFor();
  await page.waitForFunction(() => window.hasSpoken, null, { timeout: 60_000 });
  await page.getByRole("button", { name: "Done reading" }).click();
  await page.locator(".consent-checks").waitFor({ timeout: 60_000 });
}

async function axeFinds(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => `${v.id}: ${v.nodes[0].html}`);
}

test("my own voice: read the statement, be heard, asked once, take it back", needsFlite, async () => {
  const take = await studio.add("Ada", spoken(kTakeText));
  const context = await chrome.newContext({ ...devices.wide, bypassCSP: true });
  const page = await openPreview(context, take.id);
  const { script, words } = await startConsent(page, "Ada Lovelace");
  await picture(page, "studio-consent");
  assert.deepEqual(await axeFinds(page), []);

  // other words than those on the page do not pass, and the page says which were missed
  await readAloud(page, `${script} banana, window, hotel, garden, picture, traffic, monkey, velvet.`);
  await page.getByText(/Not yet\. You can read it again: 2 more tries/).waitFor();
  await page.getByText(/challenge words were heard\. Missing/).waitFor();
  await picture(page, "studio-consent-not-yet");
  await page.getByRole("button", { name: "Read again" }).click();

  const began_ms = Date.now();
  await readAloud(page, `${script} ${words.join(", ")}.`);
  await page.getByText("Thank you: Ada Lovelace may be cloned.").waitFor();
  await picture(page, "studio-consent-given");
  assert.deepEqual(await axeFinds(page), []);
  console.log(`reading and listening took ${((Date.now() - began_ms) / 1000).toFixed(1)} s`);
  await page.getByRole("button", { name: "Close", exact: true }).last().click();

  // asked once: the page says so, also after a reload, and offers no second statement
  await page.reload();
  await page.getByRole("tab", { name: "Preview" }).click();
  await page.getByText(/Ada Lovelace gave consent on/).waitFor();
  assert.equal(await page.getByRole("button", { name: "Give consent" }).count(), 0);

  // revoking asks first, says what goes, and deletes the take that served as reference
  await page.getByText("All consents").click();
  await page.getByRole("button", { name: "Revoke the consent for Ada Lovelace" }).click();
  await page.getByText(/This deletes the recording of consent/).waitFor();
  await picture(page, "studio-consent-revoke");
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Revoke the consent for Ada Lovelace" }).click();
  await page.getByRole("button", { name: "Revoke and delete" }).click();
  await page.getByText(/takes: 1/).waitFor();
  await assert.rejects(studio.ask(`/takes/${take.id}`), /404/);
  const { voices } = await studio.ask("/voices");
  assert.notEqual(voices[0].revoked_ms, null);
  assert.deepEqual(page.faults.filter((fault) => !/404/.test(fault)), []);
  await context.close();
});

test("a microphone that is not allowed is said in words, and the words stay", async () => {
  const take = await studio.add("Two", spoken("Another take of a voice that is to be cloned, a little longer."));
  const context = await chrome.newContext({ ...devices.phone, bypassCSP: true });
  for (const colorScheme of ["dark", "light"]) {
    const page = await openPreview(context, take.id);
    await page.emulateMedia({ colorScheme });
    await startConsent(page, `Grace ${colorScheme}`);
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await page.locator(".consent").getByRole("button", { name: "Record", exact: true }).click();
    await page.getByText(/The microphone could not be opened/).waitFor();
    await page.locator(".consent").getByRole("button", { name: "Record", exact: true }).waitFor();
    await page.locator(".consent").scrollIntoViewIfNeeded();
    await picture(page, `studio-consent-phone-${colorScheme}`);
    assert.deepEqual(await axeFinds(page), []);
    assert.deepEqual(page.faults, []);
    await page.close();
  }
  await context.close();
});
