/** Exports under way or done on this page, by what they were started from, so that a change of tab forgets none. */

import { signal } from "@preact/signals";

import { ask, request, wordsOf } from "../api/client";
import type { Export } from "../api/types";
import { text } from "../text/en";
import { cancelJob, isOver, jobs } from "./jobs";
import { complain } from "./notices";

export interface ExportRun {
  /** "": not yet accepted. */
  export_id: string;
  job_id: string;
  /** What was written, once it is over. */
  result: Export | null;
  problem: string;
}

export interface ExportOrder {
  takes: string[];
  profiles: string[];
  window?: { start_s: number; end_s: number };
  ref_text?: string;
  master?: "flac" | "wav";
}

export const exportRuns = signal<ReadonlyMap<string, ExportRun>>(new Map());
/** What the server keeps of earlier ones, newest first; null: not asked yet. */
export const earlierExports = signal<Export[] | null>(null);

/** The key of an export of several takes; one take's is its id. */
export const kManyKey = "many";

const keyOf = (one: Export): string => (one.takes.length === 1 ? (one.takes[0]?.take ?? kManyKey) : kManyKey);

/** When no news of the job comes, the export is looked at that often. */
const kLookMs = 1500;

function update(key: string, change: Partial<ExportRun>): void {
  const before = exportRuns.peek().get(key);
  if (!before) return;
  exportRuns.value = new Map(exportRuns.peek()).set(key, { ...before, ...change });
}

export const isUnderWay = (run: ExportRun | undefined): boolean =>
  run !== undefined && run.result === null && run.problem === "";

export async function startExport(key: string, order: ExportOrder): Promise<void> {
  const run: ExportRun = { export_id: "", job_id: "", result: null, problem: "" };
  exportRuns.value = new Map(exportRuns.peek()).set(key, run);
  try {
    const accepted = await ask<{ export: string; job: string }>("/exports", { method: "POST", json: order });
    update(key, { export_id: accepted.export, job_id: accepted.job });
    await watch(key, accepted.export, accepted.job);
  } catch (error) {
    update(key, { problem: wordsOf(error) });
  }
}

async function watch(key: string, exportId: string, jobId: string): Promise<void> {
  for (;;) {
    await overOrLater(jobId);
    const result = await ask<Export>(`/exports/${encodeURIComponent(exportId)}`);
    if (exportRuns.peek().get(key)?.export_id !== exportId) return;
    if (result.state === "waiting" || result.state === "running") continue;
    const job = jobs.peek().get(jobId);
    update(key, { result, problem: result.state === "failed" ? result.error || job?.error || text.app.noAnswer : "" });
    void loadExports();
    return;
  }
}

/** Asks what was exported before, and takes up what is being made still: a reload forgets nothing. */
export async function loadExports(): Promise<void> {
  try {
    const { exports } = await ask<{ exports: Export[] }>("/exports");
    earlierExports.value = exports;
    for (const one of exports) {
      const isOpen = one.state === "waiting" || one.state === "running";
      if (isOpen && one.job && !exportRuns.peek().has(keyOf(one))) void follow(keyOf(one), one.id, one.job);
    }
  } catch (error) {
    complain(error);
  }
}

async function follow(key: string, export_id: string, job_id: string): Promise<void> {
  const run: ExportRun = { export_id, job_id, result: null, problem: "" };
  exportRuns.value = new Map(exportRuns.peek()).set(key, run);
  try {
    await watch(key, export_id, job_id);
  } catch (error) {
    update(key, { problem: wordsOf(error) });
  }
}

export async function removeExport(id: string): Promise<void> {
  try {
    await request(`/exports/${encodeURIComponent(id)}`, { method: "DELETE" });
    earlierExports.value = (earlierExports.peek() ?? []).filter((one) => one.id !== id);
  } catch (error) {
    complain(error);
  }
}

/** Resolves when news says that the job is over, or after a while. */
function overOrLater(jobId: string): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, kLookMs);
    const stop = jobs.subscribe((all) => {
      const job = all.get(jobId);
      if (job && isOver(job)) queueMicrotask(done);
    });
    function done(): void {
      clearTimeout(timer);
      stop();
      resolve();
    }
  });
}

export function cancelExport(key: string): void {
  const run = exportRuns.peek().get(key);
  if (run?.job_id) void cancelJob(run.job_id);
}
