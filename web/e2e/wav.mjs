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

/** Where the `size` samples of `part` from `from` on lie in `whole`, searched from `first` to `last`; -1 for nowhere. */
function place(whole, part, from, size, first, last) {
  let best = -1;
  let least = Infinity;
  for (let at = Math.max(0, first); at <= Math.min(last, whole.length - size); at++) {
    let error = 0;
    for (let i = 0; i < size && error < least; i++) error += (whole[at + i] - part[from + i]) ** 2;
    if (error < least) [least, best] = [error, at];
  }
  return best;
}

function loudestStretch(samples, size) {
  let loudest = 0;
  let most = -1;
  for (let at = 0; at + size < samples.length; at += size) {
    let energy = 0;
    for (let i = 0; i < size; i++) energy += samples[at + i] ** 2;
    if (energy > most) [most, loudest] = [energy, at];
  }
  return loudest;
}

/** Signal and error over `part` from `from` to `end`, lying in `whole` at an offset: 10·log10(Σ whole² / Σ (whole − part)²). */
function snrDb(whole, part, from, end, offset) {
  let signal = 0;
  let noise = 0;
  for (let i = from; i < end; i++) {
    signal += whole[i + offset] ** 2;
    noise += (whole[i + offset] - part[i]) ** 2;
  }
  return noise === 0 ? Infinity : 10 * Math.log10(signal / noise);
}

/** Where `part` lies in `whole`, found by the loudest stretch of its first half, and how well the two agree where both
 *  are: `part` may go on for as long again after `whole` has ended. */
export function agreement(whole, part) {
  const size = 400;
  const loudest = loudestStretch(part.subarray(0, part.length / 2), size);
  const offset = place(whole, part, loudest, size, 0, whole.length) - loudest;
  const first = Math.max(0, -offset);
  const end = Math.min(part.length, whole.length - offset);
  return { offset, compared: end - first, snr_db: snrDb(whole, part, first, end, offset) };
}

/** Whether a busy machine gave exact silence in the midst of sound (web/src/record/gap_finder.ts). */
function hasGap(stretch) {
  let zeros = 0;
  return stretch.some((sample) => (zeros = sample === 0 ? zeros + 1 : 0) >= 64);
}

/** How many of the loud stretches of 50 ms of `part` are found in `whole` at more than 60 dB, followed on both sides from
 *  the loudest one. Stretches with a gap do not count. Where a browser's own microphone drops or repeats up to half a
 *  second the thread is taken up again: each of those `jumps` breaks the one stretch in which it lies. */
export function followed(whole, part, rate_hz) {
  const size = Math.round(0.05 * rate_hz);
  const farthest = 10 * size;
  const loudest = loudestStretch(part, size);
  const start = place(whole, part, loudest, 400, 0, whole.length) - loudest;
  const found = { loud: 0, same: 0, jumps: 0 };
  const walk = (step) => {
    let offset = start;
    for (let at = step > 0 ? loudest : loudest - size; at >= 0 && at + size <= part.length; at += step * size) {
      const stretch = part.subarray(at, at + size);
      if (Math.max(...stretch.map(Math.abs)) < 0.05 || hasGap(stretch)) continue;
      found.loud++;
      const isThere = () => at + offset >= 0 && at + size + offset <= whole.length && snrDb(whole, part, at, at + size, offset) > 60;
      if (!isThere()) {
        const near = place(whole, part, at, size, at + offset - farthest, at + offset + farthest);
        if (near >= 0 && snrDb(whole, part, at, at + size, near - at) > 60) [offset, found.jumps] = [near - at, found.jumps + 1];
      }
      if (isThere()) found.same++;
    }
  };
  walk(1);
  walk(-1);
  return found;
}
