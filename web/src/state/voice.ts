/** Whose voice is recorded here: a name for people, kept in this browser until voices have a home of their own. */

import { signal } from "@preact/signals";

const kKey = "timbre.voice";

export const voice = signal(localStorage.getItem(kKey) ?? "");

export function setVoice(name: string): void {
  voice.value = name.trim();
  localStorage.setItem(kKey, voice.value);
}
