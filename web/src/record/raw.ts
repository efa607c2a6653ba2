/** What the browser does to the sound, read back from it. */

export type Processing = "echoCancellation" | "noiseSuppression" | "autoGainControl";
const kAll: readonly Processing[] = ["echoCancellation", "noiseSuppression", "autoGainControl"];

export interface Rawness {
  /** What could not be switched off. */
  on: Processing[];
  /** What the browser does not speak of. */
  unknown: Processing[];
}

export function rawness(settings: MediaTrackSettings): Rawness {
  // newer browsers name the kind of echo cancellation in place of true
  return {
    on: kAll.filter((name) => Boolean(settings[name])),
    unknown: kAll.filter((name) => settings[name] === undefined),
  };
}

export const isRaw = ({ on, unknown }: Rawness): boolean => on.length === 0 && unknown.length === 0;

/** As asked of the browser: nothing between the microphone and the file. */
export function rawConstraints(deviceId: string): MediaTrackConstraints {
  const constraints: MediaTrackConstraints = {
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
  };
  if (deviceId) constraints.deviceId = { exact: deviceId };
  return constraints;
}
