/** Files on their way in: at most a few at once, in the order in which they came. Values, never changed in place. */

export type UploadState = "waiting" | "sending" | "done" | "failed";

export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly size_bytes: number;
  readonly state: UploadState;
  readonly sent_bytes: number;
  /** Why it failed, in words. */
  readonly problem: string;
}

export const kAtOnce = 3;

/** The uploads that may start now. */
export function toStart(uploads: readonly Upload[], atOnce = kAtOnce): Upload[] {
  const sending = uploads.filter((upload) => upload.state === "sending").length;
  return uploads.filter((upload) => upload.state === "waiting").slice(0, Math.max(0, atOnce - sending));
}

export function changed(uploads: readonly Upload[], id: number, change: Partial<Upload>): Upload[] {
  return uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload));
}

export interface UploadSum {
  total: number;
  done: number;
  failed: number;
  isBusy: boolean;
  /** 0 to 1, by bytes; failed ones count as over. */
  progress: number;
}

export function summed(uploads: readonly Upload[]): UploadSum {
  let size = 0;
  let sent = 0;
  const sum = { total: uploads.length, done: 0, failed: 0, isBusy: false, progress: 0 };
  for (const upload of uploads) {
    // an empty file still is one
    const weight = Math.max(1, upload.size_bytes);
    const isOver = upload.state === "done" || upload.state === "failed";
    size += weight;
    sent += isOver ? weight : Math.min(weight, upload.sent_bytes);
    if (upload.state === "done") sum.done += 1;
    if (upload.state === "failed") sum.failed += 1;
    if (!isOver) sum.isBusy = true;
  }
  sum.progress = size === 0 ? 0 : sent / size;
  return sum;
}

const kSound = /\.(wav|wave|w64|rf64|aiff?|aifc|flac|mp3|m4a|mp4|aac|ogg|oga|opus|webm|mka|caf|amr|wma)$/i;

/** Whether a file may be a recording, by what the system calls it or by its name. The server looks inside. */
export function maybeSound(name: string, type: string): boolean {
  if (type.startsWith("audio/")) return true;
  return kSound.test(name);
}
