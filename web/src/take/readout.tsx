/** What the pictures say at the moment pointed at. */

import { text } from "../text/en";
import { minus, moment, noteName } from "./figures";
import { levelDbAt, peakDbAt, type SoundData, valueAt } from "./sound_data";
import { pointed } from "./sound_state";

/** Pairs of what and how much; the first is the time. */
export function readings(data: SoundData, t: number, hz: number | null): [string, string][] {
  const found: [string, string][] = [["", data.durationS >= 90 ? moment(t) : `${t.toFixed(2)} s`]];
  const peak = peakDbAt(data, t);
  found.push([text.take.peak, peak === null ? text.take.silence : `${minus(peak.toFixed(0))} dBFS`]);
  const level = hz === null ? null : levelDbAt(data, t, hz);
  if (hz !== null && level !== null) found.push([`${(hz / 1000).toFixed(1)} kHz`, `${minus(level.toFixed(0))} dB`]);
  const loudness = valueAt(data.loudness, t);
  if (loudness !== null) found.push([text.take.loudness, `${minus(loudness.toFixed(1))} LUFS`]);
  const pitch = valueAt(data.pitch, t);
  found.push([text.take.pitch, pitch === null ? text.take.noVoice : `${Math.round(pitch)} Hz, ${noteName(pitch)}`]);
  return found;
}

const hasNoPointer = matchMedia("(hover: none)");

export function Readout({ data }: { data: SoundData }) {
  const at = pointed.value;
  if (!at) return <p class="readout">{hasNoPointer.matches ? text.take.touchHint : text.take.pointHint}</p>;
  return (
    <p class="readout">
      {readings(data, at.t, at.hz).map(([what, value]) => (
        <span key={what}>
          {what} <b>{value}</b>
        </span>
      ))}
    </p>
  );
}
