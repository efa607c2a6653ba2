/** Long work on the server, by id. */

import { computed, signal } from "@preact/signals";

import { ask, request } from "../api/client";
import type { Job } from "../api/types";
import { complain } from "./notices";

export const jobs = signal<Map<string, Job>>(new Map());

export const isOver = (job: Job): boolean => job.state !== "waiting" && job.state !== "running";

/** What is under way, by the take it works on. */
export const bySubject = computed(() => {
  const all = new Map<string, Job>();
  for (const job of jobs.value.values()) if (!isOver(job)) all.set(job.subject, job);
  return all;
});

export function jobChanged(job: Job): void {
  const all = new Map(jobs.value);
  all.set(job.id, job);
  jobs.value = all;
}

export async function loadJobs(): Promise<void> {
  try {
    const list = await ask<{ jobs: Job[] }>("/jobs");
    jobs.value = new Map(list.jobs.map((job) => [job.id, job]));
  } catch (error) {
    complain(error);
  }
}

export async function cancelJob(id: string): Promise<void> {
  await request(`/jobs/${encodeURIComponent(id)}`, { method: "DELETE" }).catch(complain);
}
