// The Preview tab against clones that the test makes: every state of a run, every button, and every plug pulled.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { engineOf, FakeDesk, spoken } from "./fake_desk.mjs";
import { browser, devices, eventually, picture, Studio, watched } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const needsFlite = spawnSync("flite", ["--version"]).error === undefined ? {} : { skip: "SKIPPED: no flite" };
const folder = mkdtempSync(join(tmpdir(), "timbre-preview-"));
const kJson = { "Content-Type": "application/json" };
const kSpoken = "A take of the voice that is to be cloned, long enough to be judged.";
const kText = "Will you come with me tomorrow, when the ferry leaves at nine?";

let chrome, studio, first, second;
before(async () => {
  chrome = await browser();
  studio = await new Studio().start();
  if (needsFlite.skip) return;
  first = await studio.add("Ada in the morning", spoken(kSpoken, folder));
  const headers = { ...kJson, "If-Match": "*" };
  await studio.ask(`/takes/${first.id}`, { method: "PATCH", headers, body: JSON.stringify({ edited_text: " " }) });
  second = await studio.add("Ada in the evening", spoken("Another take of the same voice, spoken later in the day.", folder, "rms"));
});
after(async () => {
  await chrome?.close();
  await studio?.stop();
  rmSync(folder, { recursive: true });
});

/** Somebody vouches for a voice, and the browser knows whose voice is recorded. */
async function consented(context, name) {
  const body = JSON.stringify({ person: name, voice: name, language: "en", reason: "Signed on paper, in the drawer." });
  await studio.ask("/consents/attest", { method: "POST", body, headers: kJson });
  await context.addInitScript((voice) => localStorage.setItem("timbre.voice", voice), name);
}

/** What is gone after the test, however that ends: a server left behind would keep this program from ending. */
async function deskFor(t) {
  const desk = await new FakeDesk(studio).start();
  t.after(() => desk.stop());
  return desk;
}
async function contextFor(t, options) {
  const context = await chrome.newContext(options);
  t.after(() => context.close());
  return context;
}

async function openPreview(context, url, take) {
  const page = await watched(context, `${url}#/take/${take.id}`);
  await page.getByRole("tab", { name: "Preview" }).click();
  await page.getByRole("heading", { name: "Hear your clone" }).waitFor();
  return page;
}

const speakButton = (page) => page.getByRole("button", { name: "Speak", exact: true });

/** Orders what is typed by the keyboard, once the page knows all that it needs for that. */
async function orderByKey(page) {
  await eventually(async () => !(await speakButton(page).isDisabled()), "the page to be ready");
  await page.getByLabel("What shall be said").press("Control+Enter");
}

/** What a screen reader says of the button beyond its name. */
async function reason(page) {
  const id = await speakButton(page).getAttribute("aria-describedby");
  return id === null ? "" : page.locator(`#${id}`).innerText();
}

async function reasonIs(page, wanted) {
  await eventually(async () => wanted.test(await reason(page)), `the reason to be ${wanted}`);
  assert.equal(await speakButton(page).isDisabled(), true);
}

async function axeFinds(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const serious = found.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`);
}

const cards = (page) => page.locator(".clone");

const kOff = [
  engineOf("far", { title: "Far away", ready: false, needs: "No endpoint is named", step: "Name one in engines.json", runs_where: "cloud", what_leaves: "the text and the clip" }),
  engineOf("near", { title: "Nearby", ready: false, needs: "The model is not here.", step: "Run timbre models get near." }),
];
const kOn = engineOf("own", {
  ...{ title: "Own server", runs_where: "own_server", what_leaves: "the text and the clip, to 10.0.0.4", languages: ["en", "de"] },
  ...{ takes_speed: true, takes_seed: true, streams: true },
});

test("consent first, then exactly what each engine needs, then the text", needsFlite, async (t) => {
  const desk = await deskFor(t);
  desk.engines = kOff;
  const context = await contextFor(t, devices.wide);
  const page = await openPreview(context, desk.url, first);
  await reasonIs(page, /^Consent is missing/);
  await page.getByRole("button", { name: "Take me there" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.closest(".consent") !== null), true);

  await consented(context, "Ada");
  await page.reload();
  await page.getByRole("tab", { name: "Preview" }).click();
  await reasonIs(page, /^Nothing here is ready to speak/);
  const far = page.locator(".engine", { hasText: "Far away" });
  await far.getByText("Not ready").waitFor();
  assert.match(await far.innerText(), /No endpoint is named\. Name one in engines\.json\./);
  assert.match(await far.innerText(), /In the cloud\. Leaves this machine: the text and the clip\./);
  assert.match(await page.locator(".engine", { hasText: "Nearby" }).innerText(), /Run timbre models get near\.[^]*Nothing leaves/);

  desk.engines = [...kOff, { ...kOn, needs_transcript: true }];
  await page.getByRole("button", { name: "Look again" }).click();
  const choice = page.getByRole("radio", { name: "Own server" });
  await choice.waitFor();
  assert.equal(await choice.isChecked(), true);
  await page.getByText("2 more can be made ready").click();
  await far.waitFor();

  // the take has a person's words, and they are none; written down, they are what the engine wanted
  await reasonIs(page, /^Own server needs the words of the clip/);
  await page.getByRole("button", { name: "Write the words" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "tab-words");
  await page.getByRole("textbox", { name: "Words to export" }).fill(kSpoken);
  await page.getByRole("button", { name: "Save words" }).click();
  await eventually(async () => (await studio.ask(`/takes/${first.id}`)).edited_text === kSpoken, "the words to be saved");
  await page.getByRole("tab", { name: "Preview" }).click();
  await reasonIs(page, /^Type something/);
  await page.getByLabel("What shall be said").fill("x".repeat(30_000));
  await reasonIs(page, /characters too long/);
  for (const [chip, shape] of [["Statement", /\.$/], ["Question", /\?$/], ["Exclamation", /!$/]]) {
    await page.getByRole("button", { name: chip }).click();
    assert.match(await page.getByLabel("What shall be said").inputValue(), shape);
  }
  assert.equal(await speakButton(page).isDisabled(), false);
  await page.getByLabel("Language", { exact: true }).selectOption({ label: "German" });
  await page.getByRole("button", { name: "Statement" }).click();
  assert.match(await page.getByLabel("What shall be said").inputValue(), /Hafen/);
  assert.deepEqual(page.faults, []);
});

/** Gains of the two sources that were started last, as the page set them. */
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

test("speak, see it come, hear it, compare, take it away, try another clip", needsFlite, async (t) => {
  const desk = await deskFor(t);
  desk.engines = [kOn];
  const context = await contextFor(t, devices.wide);
  await watchVoices(context);
  await consented(context, "Ada two");
  const page = await openPreview(context, desk.url, first);
  await page.getByText("Somebody vouched", { exact: false }).or(page.getByText(/was attested on/)).first().waitFor();
  await page.getByLabel("What shall be said").fill(kText);
  await page.getByText("More", { exact: true }).click();
  assert.equal(await page.getByRole("slider", { name: "Pitch" }).count(), 0);
  await page.getByRole("slider", { name: "Speed" }).fill("1.2");
  await page.getByLabel("Seed").fill("7");
  await orderByKey(page);

  await cards(page).getByText("Waits for its turn").waitFor();
  const run = desk.newest();
  const { voices } = await studio.ask("/voices");
  const voice = voices.find(({ name }) => name === "Ada two").id;
  assert.deepEqual(
    { voice: run.voice, take: run.take, text: run.text, engine: run.engine, speed: run.speed, seed: run.seed },
    { voice, take: first.id, text: kText, engine: "own", speed: 1.2, seed: 7 },
  );
  desk.change(run.id, { state: "running", progress: 0.25, news: "speaking sentence 1 of 4" });
  await cards(page).getByText("Speaking sentence 1 of 4").waitFor();
  assert.equal(Number(await cards(page).getByRole("progressbar").getAttribute("value")), 0.25);
  await cards(page).getByText(/25 % · 0:0\d so far/).waitFor();
  await picture(page, "studio-preview-speaking");
  // the browser is told everything anew
  await page.reload();
  await page.getByRole("tab", { name: "Preview" }).click();
  await cards(page).getByText("Speaking sentence 1 of 4").waitFor();
  assert.equal(await page.getByLabel("What shall be said").inputValue(), kText);

  const sound = spoken(kText, folder, "slt");
  const likeness = { share: 0.62, anchor: "own", speaker: "undecided", sentence: "Sounds 62 % like Ada two: 100 % is two of her." };
  desk.change(run.id, { voice_name: "Ada two" });
  desk.finish(run.id, sound, { warnings: ["The words of the clip are a machine's"], first_audio_s: 0.8, took_s: 3.1, likeness });
  await page.getByText(/\d s of speech, first sound after 0\.8 s, took 3\.1 s, [\d.]+ times real time\./).first().waitFor();
  await page.getByText("The words of the clip are a machine's.").waitFor();
  await cards(page).getByText("Sounds 62 % like Ada two", { exact: true }).waitFor();
  const meter = cards(page).getByRole("meter", { name: "How much it sounds like Ada two" });
  assert.equal(await meter.getAttribute("aria-valuenow"), "62");
  assert.equal(await meter.getAttribute("aria-valuetext"), likeness.sentence);
  await cards(page).getByText("100 %: two recordings of Ada two").waitFor();
  await eventually(async () => ((await cards(page).locator(".clone-wave path").getAttribute("d")) ?? "").length > 500, "the waveform");

  await page.getByRole("button", { name: "Play the clone from Ada in the morning" }).click();
  const wave = page.getByRole("slider", { name: /^The clone from Ada in the morning/ });
  await eventually(async () => Number(await wave.getAttribute("aria-valuenow")) > 0.3, "the clone to play");
  await page.getByRole("button", { name: "Pause the clone from Ada in the morning" }).click();
  await wave.press("Home");
  assert.equal(Number(await wave.getAttribute("aria-valuenow")), 0);

  await page.getByRole("button", { name: "Compare with the clip" }).click();
  await page.getByText("Both at the same loudness.", { exact: false }).waitFor();
  await page.locator(".clone-ab").getByRole("button", { name: "Play", exact: true }).click();
  const gains = () => page.evaluate(() => window.voices.slice(-2).map(({ gain }) => gain.value));
  await eventually(async () => (await gains())[0] > 0.05 && (await gains())[1] < 0.01, "the clip to be heard");
  await page.locator(".clone-ab").getByRole("button", { name: "Hear B" }).click();
  await eventually(async () => (await gains())[1] > 0.05 && (await gains())[0] < 0.01, "the clone to be heard");
  await page.locator(".clone-ab").getByRole("button", { name: "Pause", exact: true }).click();
  await page.getByRole("button", { name: "Close the comparison" }).click();

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download, marked" }).click()]);
  assert.deepEqual(readFileSync(await download.path()), sound);

  desk.clips = [{ take: second.id, name: second.name, stars: 4, overall: 77, verdict: "keep", duration_s: 4, why: "4 s of it fit the model" }];
  await page.getByRole("button", { name: "Try another clip" }).click();
  await page.getByRole("button", { name: /Ada in the evening/ }).filter({ hasText: "4 s of it fit the model." }).click();
  await eventually(() => desk.newest().take === second.id, "the second clip to be ordered");
  assert.equal(desk.newest().text, kText);
  const untold = { share: null, anchor: null, speaker: null, sentence: "How much it sounds like Ada two cannot be told: no encoder." };
  desk.finish(desk.newest().id, spoken(kText, folder, "rms"), { from_cache: true, likeness: untold });
  await page.getByText(untold.sentence).waitFor();
  await page.getByText("made before and kept, so it took no time", { exact: false }).first().waitFor();
  assert.equal(await cards(page).count(), 2);
  const [left, right] = await Promise.all([0, 1].map((at) => cards(page).nth(at).boundingBox()));
  assert.ok(Math.abs(left.y - right.y) < 2 && right.x > left.x + 100, "they stand side by side");
  await page.locator(".clone-results").scrollIntoViewIfNeeded();
  await picture(page, "studio-preview-clips");
  assert.deepEqual(page.faults, []);
});

test("stop, failure, undo, refusal: each in words, with a way on", needsFlite, async (t) => {
  const desk = await deskFor(t);
  desk.engines = [kOn];
  const context = await contextFor(t, devices.wide);
  await consented(context, "Ada three");
  const page = await openPreview(context, desk.url, first);
  await page.getByLabel("What shall be said").fill(kText);
  await speakButton(page).click();
  await page.getByRole("button", { name: "Stop speaking from Ada in the morning" }).click();
  await page.getByText("Stopped. Nothing was made.").waitFor();

  await page.getByRole("button", { name: "Try again" }).click();
  await eventually(() => desk.runs.size === 2, "a second run");
  desk.change(desk.newest().id, { state: "failed", error: "The server closed the line after half of the speech", ended_ms: Date.now() });
  await page.getByText("It did not work: The server closed the line after half of the speech.").waitFor();
  assert.equal(await cards(page).count(), 1, "the try before it is gone");
  await page.getByRole("button", { name: "Try again" }).click();
  await eventually(() => desk.runs.size === 3, "a third run");
  const { id } = desk.newest();
  desk.finish(id, spoken(kText, folder));
  await page.getByRole("button", { name: /^Delete the clone/ }).click();
  await eventually(async () => (await cards(page).count()) === 0 || !(await cards(page).getByText("of speech").count()), "it to go");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: /^Play the clone/ }).waitFor();
  assert.ok(desk.runs.has(id));

  desk.refusal = "The consent for this voice was taken back. Ask for it again on the Preview tab.";
  await page.getByRole("button", { name: "Exclamation" }).click();
  await speakButton(page).click();
  await page.getByRole("alert").getByText(/It was not accepted: The consent for this voice was taken back/).waitFor();

  // deleted, and the page closed before anybody could undo it
  await page.getByRole("button", { name: /^Delete the clone/ }).click();
  await page.close({ runBeforeUnload: false });
  await eventually(() => !desk.runs.has(id), "it to be deleted for good");
  assert.deepEqual(page.faults.filter((fault) => !/403/.test(fault)), []);
});

test("the studio goes away mid-way: the page says so, keeps the text, and takes the run up again", needsFlite, async (t) => {
  const desk = await deskFor(t);
  desk.engines = [kOn];
  const context = await contextFor(t, devices.wide);
  await consented(context, "Ada four");
  const page = await openPreview(context, desk.url, first);
  await page.getByLabel("What shall be said").fill(kText);
  await speakButton(page).click();
  await eventually(() => desk.runs.size === 1, "a run");
  const { id } = desk.newest();
  desk.change(id, { state: "running", progress: 0.5, news: "half of it" });
  await page.getByText("Half of it", { exact: true }).waitFor();

  await desk.stop();
  await page.getByText("Connection to the studio lost.", { exact: false }).waitFor();
  await cards(page).getByText(/The studio does not answer just now/).waitFor();
  await reasonIs(page, /^The studio does not answer\. What you typed stays here/);
  await picture(page, "studio-preview-away");
  await page.getByLabel("What shall be said").fill(`${kText} And back again?`);

  await desk.start(desk.port);
  desk.finish(id, spoken(kText, folder));
  await page.getByRole("button", { name: "Play the clone from Ada in the morning" }).waitFor();
  await eventually(async () => !(await speakButton(page).isDisabled()), "the page to work again");
  await speakButton(page).click();
  await eventually(() => desk.newest().text === `${kText} And back again?`, "the next text to be ordered");
  await page.getByRole("heading", { name: "Earlier" }).waitFor();
  assert.deepEqual(page.faults.filter((fault) => !/ERR_|Failed to load/.test(fault)), []);
});

test("axe finds nothing serious, nothing is wider than the page, all of it by keyboard", needsFlite, async (t) => {
  const desk = await deskFor(t);
  desk.engines = [{ ...kOn, takes_instruction: true, takes_pitch: true, takes_expressiveness: true, takes_pauses: true }, ...kOff];
  desk.clips = [{ take: second.id, name: second.name, stars: null, overall: null, verdict: null, duration_s: null, why: "" }];
  for (const [size, device] of Object.entries(devices)) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await contextFor(t, { ...device, colorScheme, bypassCSP: true });
      await consented(context, `Ada ${size} ${colorScheme}`);
      const page = await openPreview(context, desk.url, first);
      await page.getByText("More", { exact: true }).press("Enter");
      await page.getByText("2 more can be made ready").press("Enter");
      await page.getByRole("button", { name: "Question" }).press("Enter");
      await orderByKey(page);
      await eventually(() => desk.newest()?.state === "waiting", "a run");
      desk.finish(desk.newest().id, spoken(kText, folder));
      await page.getByRole("button", { name: "Compare with the clip" }).press("Enter");
      await page.getByText("Both at the same loudness.", { exact: false }).waitFor();
      await page.getByRole("button", { name: "Try another clip" }).press("Enter");
      await page.getByRole("button", { name: /^Ada in the evening/ }).press("Enter");
      await eventually(() => desk.newest().state === "waiting", "another run");
      await cards(page).nth(1).waitFor();
      assert.deepEqual(await axeFinds(page), [], `${size}, ${colorScheme}`);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(sideways <= 0, `${size}: the page is ${sideways} px too wide`);
      await picture(page, `studio-preview-${size}-${colorScheme}`);
      assert.deepEqual(page.faults, []);
      await context.close();
      desk.runs.clear();
    }
  }
});
