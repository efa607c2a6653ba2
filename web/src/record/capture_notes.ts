/** What the take remembers of how it was captured; shown, never interpreted by the server. */

import type { Capture } from "./capture";
import { isRaw, rawness } from "./raw";

export function captureNotes(opened: Capture, channels: number[], pre_roll_s: number): Record<string, unknown> {
  const { on, unknown } = rawness(opened.settings);
  const { sampleRate, sampleSize, channelCount, latency } = opened.settings as MediaTrackSettings & { latency?: number };
  return {
    microphone: opened.label,
    is_raw: isRaw({ on, unknown }),
    could_not_switch_off: on,
    not_said_by_browser: unknown,
    device_sample_rate_hz: sampleRate ?? null,
    device_sample_bits: sampleSize ?? null,
    device_channels: channelCount ?? null,
    device_latency_s: latency ?? null,
    is_resampled: opened.isResampled,
    kept_channels: channels,
    pre_roll_s,
    browser: navigator.userAgent,
  };
}
