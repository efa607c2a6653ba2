/** News from the server. The browser connects again by itself; after a gap everything is asked for anew. */

import type { Job } from "./types";

export interface NewsListener {
  take(id: string): void;
  /** Deleted for good. */
  takeGone(id: string): void;
  job(job: Job): void;
  /** A text that is being spoken, or was. */
  clone(id: string, isGone: boolean): void;
  /** News was missed, or the connection is back after a gap. */
  lost(): void;
  connected(isConnected: boolean): void;
}

export function listen(listener: NewsListener): () => void {
  const source = new EventSource("/api/v1/events");
  let hadGap = false;
  source.addEventListener("open", () => {
    listener.connected(true);
    if (hadGap) listener.lost();
    hadGap = false;
  });
  source.addEventListener("error", () => {
    hadGap = true;
    listener.connected(false);
  });
  const on = (name: string, act: (data: unknown) => void) =>
    source.addEventListener(name, (event) => act(JSON.parse((event as MessageEvent<string>).data)));
  on("take", (data) => {
    const { id, is_gone } = data as { id: string; is_gone: boolean };
    if (is_gone) listener.takeGone(id);
    else listener.take(id);
  });
  on("job", (data) => listener.job(data as Job));
  on("clone", (data) => {
    const { id, is_gone } = data as { id: string; is_gone: boolean };
    listener.clone(id, is_gone);
  });
  source.addEventListener("lost", () => listener.lost());
  return () => source.close();
}
