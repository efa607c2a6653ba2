// A clone heard in the studio: with nothing configured the page says what each engine needs; with a server that speaks
// OpenAI's audio API (its stand-in) a text is spoken, heard, compared and downloaded, and the plug is pulled.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";

import { browser, clip, devices, eventually, needsTestdata, picture, programs, source, Studio, watched } from "./harness.mjs";

const kJson = { "Content-Type": "application/json" };
const kText = "Will you come with me tomorrow, when the ferry leaves at nine? I would like that very much.";
const kLong = Array.from({ length: 12 }, (_, i) => `This is sentence number ${i + 1} of a text that takes a while.`).join(" ");

class StandIn {
  /** Starts, and later starts again on the same port. */
  async start(mode) {
    const program = join(source, "tests/stand_ins/openai_stand_in.py");
    const options = ["--dialect", "vllm-omni", "--mode", mode, "--port", String(this.port ?? 0), "--until-eof"];
    this.process = spawn("python3", [program, ...options], { stdio: ["pipe", "pipe", "inherit"] });
    const [line] = await once(createInterface({ input: this.process.stdout }), "line");
    this.port = Number(/PORT (\d+)/.exec(line)[1]);
    this.url = `http://127.0.0.1:${this.port}`;
    return this;
  }

  async mode(name) {
    await fetch(`${this.url}/_stand_in/mode`, { method: "POST", body: JSON.stringify({ mode: name }), headers: kJson });
  }

  async kill() {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill("SIGKILL");
    await once(this.process, "exit");
  }
}

// Of the engines that the program has, only those that a test configures: the built-in voice cannot read without this.
process.env.TIMBRE_ESPEAK_DATA = "/nowhere";

let chrome;
before(async () => {
  chrome = await browser();
});
after(() => chrome?.close());

async function withStudio(t, settings = null) {
  const folder = mkdtempSync(join(tmpdir(), "timbre-e2e-"));
  if (settings) writeFileSync(join(folder, "engines.json"), JSON.stringify(settings));
  const studio = await new Studio(folder).start();
  t.after(() => studio.stop());
  return studio;
}

/** A take of a reading, whose words a person has written. */
async function takeOf(studio, name, path, words) {
  const take = await studio.add(name, readFileSync(clip(path)));
  await eventually(async () => {
    const headers = { ...kJson, "If-Match": `"${(await studio.ask(`/takes/${take.id}`)).revision}"` };
    const body = JSON.stringify({ edited_text: words });
    return studio.ask(`/takes/${take.id}`, { method: "PATCH", headers, body }).catch(() => null);
  }, "the words to be written");
  return take;
}

async function consented(studio, name) {
  const body = JSON.stringify({ person: name, voice: name, language: "en", reason: "Signed on paper, in the drawer." });
  await studio.ask("/consents/attest", { method: "POST", body, headers: kJson });
  return (await studio.ask("/voices")).voices.find((voice) => voice.name === name);
}

async function openPreview(t, studio, take, voice) {
  const context = await chrome.newContext(devices.wide);
  t.after(() => context.close());
  if (voice) await context.addInitScript((name) => localStorage.setItem("timbre.voice", name), voice);
  const page = await watched(context, `${studio.url}#/take/${take.id}`);
  await page.getByRole("tab", { name: "Preview" }).click();
  await page.getByRole("heading", { name: "Hear your clone" }).waitFor();
  return page;
}

const speakButton = (page) => page.getByRole("button", { name: "Speak", exact: true });

/** Words as a person reads them, without the page's niceties of case and minus signs. */
const plain = (words) => words.toLowerCase().replaceAll("−", "-").replace(/\s+/g, " ").trim();

test("nothing configured: exactly what each engine needs, and nothing that cannot work can be pressed", needsTestdata, async (t) => {
  const studio = await withStudio(t);
  const take = await studio.add("Kennedy 1961", readFileSync(clip("speech/jfk.wav")));
  await consented(studio, "Ada");
  const page = await openPreview(t, studio, take, "Ada");
  const { engines } = await studio.ask("/engines");
  assert.ok(engines.length > 0, "there are engines");
  for (const engine of engines) {
    assert.equal(engine.ready, false, engine.name);
    const row = page.locator(".engine", { has: page.getByText(engine.title, { exact: true }) });
    const words = plain(await row.innerText());
    for (const part of [engine.needs, engine.step, engine.what_leaves]) assert.ok(words.includes(plain(part)), `${part}\n${words}`);
  }
  await page.getByLabel("What shall be said").fill(kText);
  assert.equal(await speakButton(page).isDisabled(), true);
  const why = await speakButton(page).getAttribute("aria-describedby");
  assert.match(await page.locator(`#${why}`).innerText(), /^Nothing here is ready to speak/);
  await page.locator(".preview-tab").scrollIntoViewIfNeeded();
  await page.getByText("Spoken by", { exact: true }).last().scrollIntoViewIfNeeded();
  await picture(page, "studio-preview-needs");
  assert.deepEqual(page.faults, []);
});

/** The whole way with a server of one's own. */
async function withServer(t) {
  const server = await new StandIn().start("ok");
  t.after(() => server.kill());
  const studio = await withStudio(t, { openai_audio: [{ name: "own", title: "Own server", base_url: server.url, dialect: "vllm-omni" }] });
  const first = await takeOf(studio, "Morning", "speech/librivox/en_ohenry_chenevert.wav", "One dollar and eighty-seven cents. That was all.");
  const voice = await consented(studio, "Ada");
  return { server, studio, first, voice };
}

const done = (page) => page.getByText(/s of speech, first sound after .* times real time\./);

test("a text is spoken by a server, heard, compared, downloaded with its mark, and tried from another clip", needsTestdata, async (t) => {
  const { studio, first, voice } = await withServer(t);
  const second = await takeOf(studio, "Evening", "speech/jfk.wav", "And so, my fellow Americans, ask not what your country can do for you, ask what you can do for your country.");
  await studio.ask(`/voices/${voice.id}/references`, { method: "POST", headers: kJson, body: JSON.stringify({ take: second.id }) });
  const page = await openPreview(t, studio, first, "Ada");
  await page.getByRole("radio", { name: "Own server" }).waitFor();
  await page.getByLabel("What shall be said").fill(kText);
  await speakButton(page).click();
  await done(page).first().waitFor({ timeout: 60_000 });
  await eventually(async () => ((await page.locator(".clone-wave path").getAttribute("d")) ?? "").length > 500, "the waveform");
  await page.getByRole("button", { name: "Play the clone from Morning" }).click();
  const wave = page.getByRole("slider", { name: /^The clone from Morning/ });
  await eventually(async () => Number(await wave.getAttribute("aria-valuenow")) > 0.3, "the clone to play");
  await page.getByRole("button", { name: "Compare with the clip" }).click();
  await page.getByText("Both at the same loudness.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Close the comparison" }).click();

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download, marked" }).click()]);
  assert.equal(readFileSync(await download.path()).subarray(0, 4).toString("latin1"), "RIFF");
  const file = join(studio.folder, "downloaded.wav");
  await download.saveAs(file);
  const found = spawnSync(join(programs, "timbre"), ["watermark", "detect", file, "--data", studio.folder], { encoding: "utf8" });
  assert.equal(found.status, 0, `the mark is found in the download:\n${found.stdout}${found.stderr}`);

  await page.getByRole("button", { name: "Try another clip" }).click();
  await page.getByRole("button", { name: /^Evening/ }).click();
  await page.getByRole("button", { name: "Play the clone from Evening" }).waitFor({ timeout: 60_000 });
  assert.equal(await page.locator(".clone").count(), 2);
  await page.locator(".clone-results").scrollIntoViewIfNeeded();
  await picture(page, "studio-preview");
  await page.reload();
  await page.getByRole("tab", { name: "Preview" }).click();
  await page.getByRole("button", { name: "Play the clone from Evening" }).waitFor();
  assert.equal(await page.locator(".clone").count(), 2, "a reload forgets nothing");
  assert.deepEqual(page.faults, []);
});

test("the server is slow, is stopped, dies mid-way and comes back", needsTestdata, async (t) => {
  const { server, studio, first } = await withServer(t);
  const page = await openPreview(t, studio, first, "Ada");
  await page.getByRole("radio", { name: "Own server" }).waitFor();
  await server.mode("slow");
  await page.getByLabel("What shall be said").fill(kLong);
  await speakButton(page).click();
  await page.getByText(/so far$/).first().waitFor();
  await page.getByRole("button", { name: "Stop speaking from Morning" }).click();
  await page.getByText("Stopped. Nothing was made.").waitFor();

  await page.getByLabel("What shall be said").fill(`And again. ${kLong}`);
  await speakButton(page).click();
  await page.getByRole("button", { name: "Stop speaking from Morning" }).waitFor();
  await page.waitForTimeout(1500);
  await server.kill();
  await page.getByText(/^It did not work: /).waitFor({ timeout: 60_000 });
  await picture(page, "studio-preview-failed");
  await page.getByText("Earlier", { exact: true }).waitFor();

  await server.start("ok");
  await page.getByLabel("What shall be said").fill(kText);
  await eventually(async () => {
    await page.getByRole("button", { name: "Look again" }).click({ timeout: 500 }).catch(() => undefined);
    return !(await speakButton(page).isDisabled());
  }, "the engine to be ready again");
  await speakButton(page).click();
  await done(page).first().waitFor({ timeout: 60_000 });
  assert.deepEqual(page.faults, []);
});
