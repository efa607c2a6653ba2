/** How the whole recording is kept beside the clips. */

import { text } from "../text/en";

const words = text.exports;

/** "": as suits the samples. */
export type Master = "" | "flac" | "wav";

export function MasterChoice({ value, onChange }: { value: Master; onChange: (value: Master) => void }) {
  return (
    <label class="master">
      <span class="soft">{words.master}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as Master)}>
        <option value="">{words.masterAny}</option>
        <option value="flac">FLAC</option>
        <option value="wav">WAV</option>
      </select>
    </label>
  );
}
