/** The whole page takes recordings: dropped, with a word on what will happen, or pasted. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { about } from "../state/about";
import { complain } from "../state/notices";
import { setQuery } from "../state/takes";
import { addFiles } from "../state/uploads";
import { fill, text } from "../text/en";
import { filesOf, holdsFiles } from "./dropped_files";
import { bytes } from "./format";

const words = text.takes.upload;
const isOver = signal(false);
const kUsualLimitBytes = 200 * 1024 * 1024;

async function take(transfer: DataTransfer): Promise<void> {
  try {
    const { files, isFolder } = await filesOf(transfer);
    setQuery({ trashed: false });
    addFiles(files, isFolder);
  } catch (error) {
    complain(error);
  }
}

function listen(): () => void {
  // dragenter and dragleave come for every element passed; what counts is whether any is left
  let depth = 0;
  const over = (event: DragEvent) => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
  };
  const step = (by: number) => (event: DragEvent) => {
    if (!holdsFiles(event.dataTransfer)) return;
    depth = Math.max(0, depth + by);
    isOver.value = depth > 0;
  };
  const dropped = (event: DragEvent) => {
    depth = 0;
    isOver.value = false;
    if (!event.dataTransfer || !holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    void take(event.dataTransfer);
  };
  const pasted = (event: ClipboardEvent) => {
    if (!event.clipboardData || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    void take(event.clipboardData);
  };
  const gone = new AbortController();
  const options = { signal: gone.signal };
  addEventListener("dragenter", step(1), options);
  addEventListener("dragleave", step(-1), options);
  addEventListener("dragover", over, options);
  addEventListener("drop", dropped, options);
  addEventListener("paste", pasted, options);
  return () => gone.abort();
}

export function DropZone() {
  useEffect(listen, []);
  if (!isOver.value) return null;
  return (
    <div class="drop" role="status">
      <div>
        <strong>{words.drop}</strong>
        <p>{fill(words.dropHint, { limit: bytes(about.value?.limits.upload_bytes ?? kUsualLimitBytes) })}</p>
      </div>
    </div>
  );
}
