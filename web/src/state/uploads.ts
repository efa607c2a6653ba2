/** Files on their way to the server, a few at once. */

import { computed, signal } from "@preact/signals";

import type { TakeSummary } from "../api/types";
import { bytes } from "../takes/format";
import { send, type Sending } from "../takes/send_file";
import { changed, maybeSound, summed, toStart, type Upload } from "../takes/upload_queue";
import { fill, text } from "../text/en";
import { about } from "./about";
import { complain, say } from "./notices";
import { go } from "./route";
import { putTakes } from "./takes";

const words = text.takes.upload;

export const uploads = signal<readonly Upload[]>([]);
export const uploadSum = computed(() => summed(uploads.value));

const files = new Map<number, File>();
const underWay = new Map<number, Sending>();
let nextId = 1;

/** Until the server has said its own. */
const kUsualLimitBytes = 200 * 1024 * 1024;

function limitBytes(): number {
  return about.peek()?.limits.upload_bytes ?? kUsualLimitBytes;
}

/** Why a file need not even be sent; "" when it may. */
function refusal(file: File): string {
  if (!maybeSound(file.name, file.type)) return words.notSound;
  if (file.size === 0) return words.empty;
  if (file.size > limitBytes()) return fill(words.tooLarge, { size: bytes(file.size), limit: bytes(limitBytes()) });
  return "";
}

function update(id: number, change: Partial<Upload>): void {
  uploads.value = changed(uploads.peek(), id, change);
}

/** Queues files. From a folder, what is no sound is left out with one sentence; by itself, each says why. */
export function addFiles(list: File[], isFolder = false): void {
  const wanted = isFolder ? list.filter((file) => maybeSound(file.name, file.type)) : list;
  const left = list.length - wanted.length;
  if (left > 0) say(fill(left === 1 ? words.leftOutOne : words.leftOut, { n: left }));
  if (wanted.length === 0 && left === 0) complain(new Error(words.nothing));
  const isIdle = !uploadSum.peek().isBusy;
  const kept = isIdle ? uploads.peek().filter((upload) => upload.state === "failed") : uploads.peek();
  uploads.value = [...kept, ...wanted.map(queued)];
  pump();
}

function queued(file: File): Upload {
  const id = nextId++;
  const problem = refusal(file);
  if (!problem) files.set(id, file);
  return {
    id,
    name: file.name,
    size_bytes: file.size,
    state: problem ? "failed" : "waiting",
    sent_bytes: 0,
    problem,
  };
}

function pump(): void {
  for (const upload of toStart(uploads.peek())) {
    const file = files.get(upload.id);
    if (!file) continue;
    update(upload.id, { state: "sending", sent_bytes: 0, problem: "" });
    const sending = send(file, (sent_bytes) => update(upload.id, { sent_bytes }));
    underWay.set(upload.id, sending);
    void sending.answer.then(
      (take) => arrived(upload.id, take),
      (error: unknown) => failed(upload.id, error),
    );
  }
}

function arrived(id: number, take: TakeSummary): void {
  putTakes([take]);
  underWay.delete(id);
  files.delete(id);
  update(id, { state: "done" });
  const sum = uploadSum.peek();
  // one recording by itself is there to be looked at
  if (sum.total === 1) go({ at: "take", id: take.id });
  if (!sum.isBusy && sum.failed === 0) uploads.value = [];
  pump();
}

function failed(id: number, error: unknown): void {
  underWay.delete(id);
  update(id, { state: "failed", problem: error instanceof Error ? error.message : words.failed });
  pump();
}

export const canRetry = (id: number): boolean => files.has(id);

export function retry(id: number): void {
  update(id, { state: "waiting", problem: "" });
  pump();
}

/** Takes a file out of the queue, stopping it where it is on its way. */
export function drop(id: number): void {
  const sending = underWay.get(id);
  underWay.delete(id);
  files.delete(id);
  uploads.value = uploads.peek().filter((upload) => upload.id !== id);
  sending?.abort();
  pump();
}

addEventListener("beforeunload", (event) => {
  if (uploadSum.peek().isBusy) event.preventDefault();
});
