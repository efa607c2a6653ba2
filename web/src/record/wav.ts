/** A WAV file of 32-bit floats, for what is sent whole. */

import { framesOf, interleaved, type Block } from "./sound";

const kFloat = 3;

/** RIFF WAVE, format 3 (IEEE float), with the fact chunk that formats other than PCM must have. */
export function wavOf(sound: Block, rate_hz: number): ArrayBuffer {
  const channels = sound.length;
  const data = interleaved(
    sound,
    sound.map((_, channel) => channel),
  );
  const bytes = new ArrayBuffer(58 + data.byteLength);
  const view = new DataView(bytes);
  const tag = (at: number, name: string) => [...name].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  tag(0, "RIFF");
  view.setUint32(4, bytes.byteLength - 8, true);
  tag(8, "WAVEfmt ");
  view.setUint32(16, 18, true);
  view.setUint16(20, kFloat, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate_hz, true);
  view.setUint32(28, rate_hz * channels * 4, true);
  view.setUint16(32, channels * 4, true);
  view.setUint16(34, 32, true);
  tag(38, "fact");
  view.setUint32(42, 4, true);
  view.setUint32(46, framesOf(sound), true);
  tag(50, "data");
  view.setUint32(54, data.byteLength, true);
  data.forEach((sample, at) => view.setFloat32(58 + 4 * at, sample, true));
  return bytes;
}
