/** What every browser test stands on: a studio of its own, a real Chromium with a fake microphone, and a watch over
 *  what the page must never do (console errors, requests to other machines). */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

export const source = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const programs = process.env.TIMBRE_BIN ?? join(source, "build/release/bin");
const testdata = process.env.TIMBRE_TESTDATA ?? join(source, "../shared/testdata");

/** For work on the page: a folder to serve it from instead of the one in the binary. */
const page = process.env.TIMBRE_WEB_DIR ? ["--web-dir", process.env.TIMBRE_WEB_DIR] : [];

/** A file of the test data; null where there is none, which is a failure under continuous integration. */
export function clip(path) {
  const file = join(testdata, path);
  if (existsSync(file)) return file;
  if (process.env.CI === "true") throw new Error(`${file} is missing; TIMBRE_TESTDATA names the folder of test data`);
  return null;
}

/** The folder of models; null where there is none, which is a failure under continuous integration. */
export function models() {
  const folder = process.env.TIMBRE_MODELS ?? join(source, "../shared/models");
  if (existsSync(join(folder, "dnsmos_p835_sig_bak_ovr.onnx"))) return folder;
  if (process.env.CI === "true") throw new Error(`${folder} has no models; TIMBRE_MODELS names their folder`);
  return null;
}

export const hasTestdata = clip("speech") !== null;
/** For `test(name, options, …)`. */
export const needsTestdata = hasTestdata ? {} : { skip: "SKIPPED: no test data" };

export class Studio {
  /** `options` come after those of every test. `models`: the folder of models, else one without any, since listening
   *  with networks takes seconds of processor a take, at the lowest priority. */
  constructor(folder, options = page, models) {
    this.options = options;
    this.folder = folder ?? mkdtempSync(join(tmpdir(), "timbre-e2e-"));
    this.models = models ?? join(this.folder, "models");
    this.port = 0;
  }

  /** Starts, and later starts again on the same port and folder. */
  async start() {
    const { TIMBRE_DATA, TIMBRE_ENGINES, ...environment } = process.env;
    this.process = spawn(
      join(programs, "timbre"),
      ["serve", "--host", "127.0.0.1", "--port", String(this.port), "--data", this.folder, ...this.options],
      { stdio: ["ignore", "pipe", "inherit"], env: { ...environment, TIMBRE_MODELS: this.models } },
    );
    const lines = createInterface({ input: this.process.stdout });
    const line = await new Promise((resolve, reject) => {
      lines.once("line", resolve);
      this.process.once("exit", (code) => reject(new Error(`timbre serve ended with ${code}`)));
    });
    this.url = /http:\S+/.exec(line)[0];
    this.port = Number(new URL(this.url).port);
    return this;
  }

  async kill(signal = "SIGKILL") {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill(signal);
    await once(this.process, "exit");
  }

  async stop() {
    await this.kill("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }

  async ask(path, options = {}) {
    const response = await fetch(`${this.url}api/v1${path}`, {
      ...options,
      headers: { "X-Timbre": "1", ...options.headers },
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  }

  /** Uploads bytes and waits until they are judged. */
  async add(name, bytes) {
    const take = await this.ask(`/takes?name=${encodeURIComponent(name)}.wav`, {
      method: "POST",
      body: bytes,
      headers: { "Content-Type": "audio/wav" },
    });
    return this.judged(take.id);
  }

  async judged(id) {
    return eventually(async () => {
      const take = await this.ask(`/takes/${id}`);
      return take.verdict !== null || take.problem !== null ? take : null;
    }, `take ${id} to be judged`);
  }
}

/** The first truthy answer of `look`, asked again and again for a minute. */
export async function eventually(look, what, limit_ms = 60_000) {
  const end = Date.now() + limit_ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${limit_ms / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A mono 44.1 kHz 16-bit WAV made from any clip with ffmpeg's filters. That is the rate of Chromium's fake microphone:
 *  nothing between the file and the page converts it. */
export function wav(input, output, filters = "anull", seconds = 0) {
  const arguments_ = ["-y", "-v", "error", "-i", input, "-af", `aresample=44100:resampler=soxr,${filters}`, "-ac", "1"];
  if (seconds > 0) arguments_.push("-t", String(seconds));
  arguments_.push("-c:a", "pcm_s16le", "-bitexact", output);
  const done = spawnSync("ffmpeg", arguments_, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
  return output;
}

export const devices = {
  wide: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
};

/** A browser whose microphone plays `microphone` (a WAV file) once, or beeps; `allows` answers the permission. */
export async function browser({ microphone = null, allows = true } = {}) {
  const flags = ["--headless=new", "--no-sandbox", "--use-fake-device-for-media-stream", "--autoplay-policy=no-user-gesture-required"];
  flags.push(allows ? "--use-fake-ui-for-media-stream" : "--deny-permission-prompts");
  if (microphone) flags.push(`--use-file-for-fake-audio-capture=${microphone}%noloop`);
  return chromium.launch({
    executablePath: process.env.TIMBRE_CHROMIUM ?? "/usr/bin/chromium",
    headless: false,
    args: flags,
  });
}

/** A page under watch: `page.faults` holds what it did wrong. */
export async function watched(context, url) {
  const page = await context.newPage();
  page.faults = [];
  const own = new URL(url).host;
  page.on("console", (message) => {
    if (message.type() === "error") page.faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.faults.push(`thrown: ${error.message}`));
  page.on("request", (request) => {
    const asked = new URL(request.url());
    if (/^(http|ws)/.test(asked.protocol) && asked.host !== own) page.faults.push(`left the machine: ${asked}`);
  });
  await page.goto(url);
  return page;
}

/** Chromium's fake microphone now and then repeats a buffer of 10 ms in its first moments: what is compared sample by
 *  sample is fed after some seconds of silence, and a take begins later. */
export async function turnOnMicrophone(page) {
  await page.getByRole("button", { name: "Turn on the microphone" }).click();
  await page.getByRole("button", { name: /^Record/ }).waitFor();
  await page.waitForTimeout(1500);
}

/** Keeps every sample that the browser hands to a page of this context, for `delivered`. */
export async function keepDelivered(context) {
  await context.addInitScript(() => {
    window.delivered = [];
    window.AudioWorkletNode = class extends AudioWorkletNode {
      constructor(...given) {
        super(...given);
        this.port.addEventListener("message", ({ data }) => window.delivered.push(data[0].slice()));
      }
    };
  });
}

/** What the browser gave this page since it was loaded: the truth that a stored take is held against. A browser's fake
 *  microphone drops or repeats buffers on a busy machine, before any page sees them. */
export async function delivered(page) {
  const text = await page.evaluate(() => {
    const bytes = new Uint8Array(window.delivered.reduce((sum, block) => sum + block.byteLength, 0));
    let at = 0;
    for (const block of window.delivered) {
      bytes.set(new Uint8Array(block.buffer), at);
      at += block.byteLength;
    }
    let binary = "";
    for (let from = 0; from < bytes.length; from += 32768) binary += String.fromCharCode(...bytes.subarray(from, from + 32768));
    return btoa(binary);
  });
  return new Float32Array(new Uint8Array(Buffer.from(text, "base64")).buffer);
}

/** Writes a picture of the page; into docs/pictures when TIMBRE_PICTURES asks for it, else into the build folder. */
export async function picture(page, name) {
  const folder = process.env.TIMBRE_PICTURES ?? join(source, "build/web/pictures");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
