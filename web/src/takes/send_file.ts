/** One file to the server, with progress (which fetch does not tell of). */

import type { TakeSummary } from "../api/types";
import { text } from "../text/en";

export interface Sending {
  answer: Promise<TakeSummary>;
  abort(): void;
}

function detailOf(xhr: XMLHttpRequest): string {
  const problem: unknown = xhr.response;
  if (problem !== null && typeof problem === "object" && "detail" in problem) return String(problem.detail);
  return text.takes.upload.failed;
}

/** `progress` hears how many bytes have gone. The answer fails with an Error in words. */
export function send(file: File, progress: (sent_bytes: number) => void): Sending {
  const xhr = new XMLHttpRequest();
  const answer = new Promise<TakeSummary>((resolve, reject) => {
    xhr.upload.addEventListener("progress", (event) => progress(event.loaded));
    xhr.addEventListener("load", () => {
      if (xhr.status === 201) resolve(xhr.response as TakeSummary);
      else reject(new Error(detailOf(xhr)));
    });
    xhr.addEventListener("error", () => reject(new Error(text.takes.upload.cutOff)));
    xhr.addEventListener("abort", () => reject(new Error(text.takes.upload.stopped)));
  });
  xhr.open("POST", `/api/v1/takes?name=${encodeURIComponent(file.name)}`);
  xhr.responseType = "json";
  xhr.setRequestHeader("X-Timbre", "1");
  xhr.setRequestHeader("Content-Type", file.type || "application/octet-stream");
  xhr.send(file);
  return { answer, abort: () => xhr.abort() };
}
