/** Recordings from the disk: files, or everything in a folder. */

import { useRef } from "preact/hooks";

import { addFiles } from "../state/uploads";
import { text } from "../text/en";

const words = text.takes.upload;

function Chooser({ label, isFolder }: { label: string; isFolder: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = () => {
    const files = [...(input.current?.files ?? [])];
    // the same file may be chosen again
    if (input.current) input.current.value = "";
    if (files.length > 0) addFiles(files, isFolder);
  };
  return (
    <>
      <button type="button" class="plain" onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        class="hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        aria-label={label}
        {...(isFolder ? { webkitdirectory: true } : { accept: "audio/*,.flac,.opus,.webm,.m4a,.caf,.w64" })}
        onChange={chosen}
      />
    </>
  );
}

export function AddButtons() {
  return (
    <span class="add">
      <Chooser label={words.add} isFolder={false} />
      <Chooser label={words.addFolder} isFolder={true} />
    </span>
  );
}
