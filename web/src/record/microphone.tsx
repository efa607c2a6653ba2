/** Which microphone, and what the browser says it does to the sound. */

import { fill, text } from "../text/en";
import type { Capture } from "./capture";
import { devices, wanted } from "./devices";
import { isRaw, rawness } from "./raw";
import { capture, isMuted, phase, turnOff, useDevice } from "./recorder";

const words = text.record.microphone;
const khz = (rate_hz: number) => String(Math.round(rate_hz / 10) / 100);
const named = (names: readonly (keyof typeof words.processing)[]) =>
  names.map((name) => words.processing[name]).join(", ");

function rateOf(opened: Capture): string {
  const device = opened.settings.sampleRate ?? opened.rate_hz;
  return opened.isResampled
    ? fill(words.resampled, { khz: khz(opened.rate_hz), device: khz(device) })
    : fill(words.rate, { khz: khz(opened.rate_hz) });
}

function Rawness({ opened }: { opened: Capture }) {
  const found = rawness(opened.settings);
  if (isRaw(found)) {
    return (
      <p class="rawness" data-level="good">
        <strong>{words.raw}</strong> <span class="soft">{fill(words.rawLong, { rate: rateOf(opened) })}</span>
      </p>
    );
  }
  return (
    <p class="rawness" data-level="fair">
      <strong>{words.notRaw}</strong>{" "}
      <span>
        {found.on.length > 0 && fill(words.on, { what: named(found.on) })}{" "}
        {found.unknown.length > 0 && fill(words.unknown, { what: named(found.unknown) })}
      </span>{" "}
      <span class="soft">{rateOf(opened)}</span>
    </p>
  );
}

function Picker({ opened }: { opened: Capture }) {
  const chosen = opened.settings.deviceId ?? wanted.value;
  const isListed = devices.value.some(({ id }) => id === chosen);
  return (
    <select
      aria-label={words.label}
      value={isListed ? chosen : ""}
      disabled={phase.value !== "ready"}
      onChange={(event) => void useDevice(event.currentTarget.value)}
    >
      {!isListed && <option value="">{opened.label || words.system}</option>}
      {devices.value.map(({ id, label }, index) => (
        <option key={id} value={id}>
          {label || fill(words.unnamed, { n: index + 1 })}
        </option>
      ))}
    </select>
  );
}

export function Microphone() {
  const opened = capture.value;
  if (!opened) return null;
  return (
    <div class="microphone">
      <div class="microphone-line">
        <Picker opened={opened} />
        <button type="button" aria-label={text.record.turnOffLong} onClick={turnOff} disabled={phase.value !== "ready"}>
          {text.record.turnOff}
        </button>
      </div>
      <Rawness opened={opened} />
      {isMuted.value && (
        <p class="problem" role="alert">
          {words.muted}
        </p>
      )}
    </div>
  );
}
