/** Which recordings are being made now, in this tab or another one: those are not unfinished. The browser lets go of a
 *  tab's locks when the tab closes or crashes. */

const kPrefix = "timbre.recording.";

/** Marks the recording as being made; returns what ends that. */
export function holdRecording(id: string): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  void navigator.locks?.request(kPrefix + id, () => held).catch(() => {});
  return release;
}

export async function heldRecordings(): Promise<Set<string>> {
  const state = await navigator.locks?.query();
  const names = (state?.held ?? []).map((lock) => lock.name ?? "").filter((name) => name.startsWith(kPrefix));
  return new Set(names.map((name) => name.slice(kPrefix.length)));
}
