/** Enough of WAV to compare what was played to the microphone with what was kept. */

/** First channel as numbers from −1 to 1. */
export function readWav(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at) => String.fromCharCode(...bytes.subarray(at, at + 4));
  let format;
  for (let at = 12; at + 8 <= bytes.length; at += 8 + view.getUint32(at + 4, true) + (view.getUint32(at + 4, true) & 1)) {
    const start = at + 8;
    if (tag(at) === "fmt ") {
      format = {
        isFloat: view.getUint16(start, true) === 3 || view.getUint16(start + 24, true) === 3,
        channels: view.getUint16(start + 2, true),
        rate_hz: view.getUint32(start + 4, true),
        bits: view.getUint16(start + 14, true),
      };
    }
    if (tag(at) !== "data") continue;
    const { isFloat, channels, bits } = format;
    const step = (bits / 8) * channels;
    const frames = Math.floor(Math.min(view.getUint32(at + 4, true), bytes.length - start) / step);
    const samples = new Float64Array(frames);
    for (let i = 0; i < frames; i++) {
      const place = start + i * step;
      if (isFloat) samples[i] = view.getFloat32(place, true);
      else if (bits === 16) samples[i] = view.getInt16(place, true) / 32768;
      else samples[i] = (view.getInt8(place + 2) * 65536 + view.getUint16(place, true)) / 8388608;
    }
    return { ...format, samples };
  }
  throw new Error("no sound in this WAV file");
}

/** Where `part` lies in `whole`, found by its loudest stretch, and how well the two agree there:
 *  10·log10(Σ whole² / Σ (whole − part)²). */
export function agreement(whole, part) {
  const size = 400;
  let loudest = 0;
  let best = -1;
  for (let at = 0; at + size < part.length; at += size) {
    let energy = 0;
    for (let i = 0; i < size; i++) energy += part[at + i] ** 2;
    if (energy > best) [best, loudest] = [energy, at];
  }
  let offset = 0;
  let least = Infinity;
  for (let at = 0; at + size <= whole.length; at++) {
    let error = 0;
    for (let i = 0; i < size && error < least; i++) error += (whole[at + i] - part[loudest + i]) ** 2;
    if (error < least) [least, offset] = [error, at - loudest];
  }
  const first = Math.max(0, -offset);
  const end = Math.min(part.length, whole.length - offset);
  let signal = 0;
  let noise = 0;
  for (let i = first; i < end; i++) {
    signal += whole[i + offset] ** 2;
    noise += (whole[i + offset] - part[i]) ** 2;
  }
  return { offset, compared: end - first, snr_db: noise === 0 ? Infinity : 10 * Math.log10(signal / noise) };
}
