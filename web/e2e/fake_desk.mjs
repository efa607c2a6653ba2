/** A studio whose clones come from the test: everything is passed on to a real one but engines, clones, the
 *  clips of a voice and, where a test wants it, richer advice, which answer as docs/api/openapi.json says. So a test can stop the time inside a run and choose its end. */

import { spawnSync } from "node:child_process";
import { createServer, request as ask } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const kAlike = {
  ...{ share: 0.88, anchor: "typical", speaker: "same" },
  sentence: "Sounds 88 % like Ada: 100 % is how alike two recordings of one person usually are.",
};

const kKind = { "Content-Type": "application/json" };

/** What an engine says of itself, with what a test wants of it. */
export const engineOf = (name, more = {}) => ({
  name,
  title: name,
  ready: true,
  needs: "",
  step: "",
  note: "",
  runs_where: "this_machine",
  what_leaves: "",
  languages: [],
  experimental_languages: [],
  streams: false,
  takes_speed: false,
  takes_pitch: false,
  takes_expressiveness: false,
  takes_pauses: false,
  takes_instruction: false,
  takes_seed: false,
  fits_voices: false,
  needs_transcript: false,
  sample_rate_hz: 24000,
  ...more,
});

/** Speech of any text, as WAV. */
export function spoken(text, folder, voice = "slt") {
  const file = join(folder, `said-${voice}.wav`);
  const done = spawnSync("flite", ["-voice", voice, "-t", text, "-o", file], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr || "flite is missing");
  return readFileSync(file);
}

/** Least and greatest of `columns` parts of a 16-bit mono WAV, and its length. */
function viewOf(wav, columns) {
  const rate_hz = wav.readUInt32LE(24);
  const data = wav.subarray(44);
  const count = Math.floor(data.length / 2);
  const min = [];
  const max = [];
  for (let at = 0; at < columns; at++) {
    let [least, most] = [0, 0];
    for (let i = Math.floor((at * count) / columns); i < Math.ceil(((at + 1) * count) / columns); i++) {
      const value = data.readInt16LE(2 * i) / 32768;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    min.push(least);
    max.push(most);
  }
  const duration_s = count / rate_hz;
  return { duration_s, sample_rate_hz: rate_hz, peaks: { step_s: duration_s / columns, min, max } };
}

export class FakeDesk {
  constructor(studio) {
    this.studio = studio;
    this.engines = [];
    this.clips = [];
    /** By id, newest first. */
    this.runs = new Map();
    this.sounds = new Map();
    this.listeners = new Set();
    this.next = 1;
    this.refusal = "";
    /** What GET /advice/service says, and what a take's richer advice is; null: the studio's own. */
    this.service = null;
    this.advice = null;
  }

  async start(port = 0) {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    this.port = this.server.address().port;
    this.url = `http://127.0.0.1:${this.port}/`;
    return this;
  }

  /** As if the program had been killed. */
  async stop() {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    this.listeners.clear();
    await closed;
  }

  /** Changes a run and tells the page. */
  change(id, change) {
    Object.assign(this.runs.get(id), change);
    this.tell(id, false);
  }

  finish(id, wav, change = {}) {
    this.sounds.set(id, wav);
    const { duration_s } = viewOf(wav, 1);
    this.change(id, {
      ...{ state: "done", progress: 1, news: null, duration_s, first_audio_s: 0.8, took_s: 0.7 * duration_s },
      ...{ ended_ms: Date.now(), payload: 7, likeness: kAlike, ...change },
    });
  }

  newest() {
    return [...this.runs.values()].at(-1);
  }

  tell(id, is_gone) {
    for (const to of this.listeners) to.write(`event: clone\ndata: ${JSON.stringify({ id, is_gone })}\n\n`);
  }

  async answer(request, response) {
    const url = new URL(request.url, this.url);
    const path = url.pathname.replace("/api/v1", "");
    const clone = /^\/clones\/([^/]+)(\/\w+)?$/.exec(path);
    if (this.service && path === "/advice/service") return this.json(response, 200, this.service);
    if (this.advice && path.endsWith("/richer-advice")) return this.ofAdvice(request, response);
    if (path === "/engines") return this.json(response, 200, this.enginesNow());
    if (/^\/voices\/[^/]+\/clips$/.test(path)) return this.json(response, 200, { clips: this.clips });
    if (path === "/clones" && request.method === "POST") return this.order(request, response);
    if (path === "/clones") return this.json(response, 200, { clones: this.list(url.searchParams) });
    if (clone) return this.ofRun(request, response, clone[1], clone[2] ?? "", url.searchParams);
    return this.pass(request, response, path === "/events");
  }

  async ofAdvice(request, response) {
    if (request.method !== "POST") return this.json(response, 200, this.advice);
    let body = "";
    for await (const part of request) body += part;
    this.asked = JSON.parse(body);
    if (this.asked.agreed) this.service.agreed = true;
    this.advice.state = "waiting";
    return this.json(response, 202, this.advice);
  }

  /** The advice changed: that comes as news of the take. */
  advise(take, change) {
    Object.assign(this.advice, change);
    for (const to of this.listeners) to.write(`event: take\ndata: ${JSON.stringify({ id: take, is_gone: false })}\n\n`);
  }

  enginesNow() {
    return { engines: this.engines, default: this.engines.find(({ ready }) => ready)?.name ?? null };
  }

  list(wanted) {
    const isWanted = (run) => ["voice", "take"].every((key) => !wanted.has(key) || wanted.get(key) === run[key]);
    return [...this.runs.values()].reverse().filter(isWanted);
  }

  async order(request, response) {
    let body = "";
    for await (const part of request) body += part;
    const wish = JSON.parse(body);
    if (this.refusal) return this.json(response, 403, { detail: this.refusal });
    const engine = this.engines.find(({ name }) => name === wish.engine);
    const run = {
      ...{ id: `run-${this.next++}`, voice_name: "Ada", engine_title: engine?.title ?? "", language: "en", speed: 1 },
      ...{ pitch_st: 0, expressiveness: 1, pauses: 1, instruction: "", seed: null, ...wish, state: "waiting", progress: null, news: null },
      ...{ error: null, warnings: [], created_ms: Date.now(), ended_ms: null, duration_s: null, first_audio_s: null },
      ...{ took_s: null, from_cache: false, payload: null, likeness: null },
    };
    this.runs.set(run.id, run);
    this.json(response, 202, run);
    this.tell(run.id, false);
  }

  ofRun(request, response, id, what, wanted) {
    const run = this.runs.get(id);
    if (!run) return this.json(response, 404, { detail: "There is no such clone." });
    if (what === "/cancel") {
      this.change(id, { state: "cancelled", ended_ms: Date.now() });
      return this.json(response, 200, run);
    }
    if (request.method === "DELETE") {
      this.runs.delete(id);
      this.tell(id, true);
      return response.writeHead(204).end();
    }
    if (what === "/view") return this.json(response, 200, viewOf(this.sounds.get(id), Number(wanted.get("columns"))));
    if (what === "/audio") return this.sound(request, response, id);
    return this.json(response, 200, run);
  }

  sound(request, response, id) {
    const wav = this.sounds.get(id);
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    const head = { "Content-Type": "audio/wav", "Accept-Ranges": "bytes" };
    head["Content-Disposition"] = 'attachment; filename="clone.wav"';
    if (!range) return response.writeHead(200, { ...head, "Content-Length": wav.length }).end(wav);
    const to = range[2] ? Number(range[2]) : wav.length - 1;
    const part = wav.subarray(Number(range[1]), to + 1);
    head["Content-Range"] = `bytes ${range[1]}-${to}/${wav.length}`;
    return response.writeHead(206, { ...head, "Content-Length": part.length }).end(part);
  }

  json(response, status, body) {
    const kind = status < 400 ? kKind : { "Content-Type": "application/problem+json" };
    response.writeHead(status, kind).end(JSON.stringify(body));
  }

  pass(request, response, isEvents) {
    const to = new URL(this.studio.url);
    const headers = { ...request.headers, host: to.host };
    if (headers.origin) headers.origin = to.origin;
    if (headers.referer) delete headers.referer;
    const asked = ask({ host: "127.0.0.1", port: to.port, path: request.url, method: request.method, headers }, (from) => {
      response.writeHead(from.statusCode, from.headers);
      if (isEvents) this.listeners.add(response);
      from.pipe(response);
    });
    asked.on("error", () => response.destroy());
    response.on("close", () => {
      this.listeners.delete(response);
      asked.destroy();
    });
    request.pipe(asked);
  }
}
