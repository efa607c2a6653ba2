/** The microphones there are, as they come and go. */

import { signal } from "@preact/signals";

export interface Device {
  id: string;
  label: string;
}

const kKey = "timbre.microphone";

export const devices = signal<Device[]>([]);
/** The one wanted; empty: the system's choice. */
export const wanted = signal(localStorage.getItem(kKey) ?? "");

export function want(id: string): void {
  wanted.value = id;
  localStorage.setItem(kKey, id);
}

/** Names come only once the microphone was allowed. */
export async function lookForDevices(): Promise<Device[]> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  devices.value = all
    .filter((device) => device.kind === "audioinput" && device.deviceId !== "")
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return devices.value;
}

export function watchDevices(changed: (devices: Device[]) => void): void {
  navigator.mediaDevices?.addEventListener("devicechange", () => void lookForDevices().then(changed));
}
