/** Integrated loudness as ITU-R BS.1770-4 defines it, for sounds that the page itself has decoded: so that a clone and
 *  its reference are heard equally loud. */

interface Biquad {
  b: [number, number, number];
  a: [number, number];
}

/** The two filters of the K weighting at any rate, from the analogue prototypes that give the standard's coefficients
 *  at 48 kHz. */
function weighting(rate_hz: number): Biquad[] {
  const shelf = { f_hz: 1681.974450955533, q: 0.7071752369554196, gain_db: 3.999843853973347 };
  const pass = { f_hz: 38.13547087602444, q: 0.5003270373238773 };
  const k = Math.tan((Math.PI * shelf.f_hz) / rate_hz);
  const high = 10 ** (shelf.gain_db / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / shelf.q + k * k;
  const slope = (band * k) / shelf.q;
  const l = Math.tan((Math.PI * pass.f_hz) / rate_hz);
  const c0 = 1 + l / pass.q + l * l;
  return [
    {
      b: [(high + slope + k * k) / a0, (2 * (k * k - high)) / a0, (high - slope + k * k) / a0],
      a: [(2 * (k * k - 1)) / a0, (1 - k / shelf.q + k * k) / a0],
    },
    { b: [1, -2, 1], a: [(2 * (l * l - 1)) / c0, (1 - l / pass.q + l * l) / c0] },
  ];
}

/** Each sample weighted, squared. */
function power(samples: Float32Array, rate_hz: number): Float64Array {
  const out = Float64Array.from(samples);
  for (const { b, a } of weighting(rate_hz)) {
    let x1 = 0, x2 = 0, y1 = 0, y2 = 0;
    for (let i = 0; i < out.length; i++) {
      const x = out[i] ?? 0;
      const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
      [x2, x1, y2, y1] = [x1, x, y1, y];
      out[i] = y;
    }
  }
  return out.map((value) => value * value);
}

const lufsOf = (mean: number): number => -0.691 + 10 * Math.log10(mean);
const meanOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean powers of the blocks of 0.4 s that overlap by three quarters; one shorter block where there is no more. */
function blocksOf(power: Float64Array, rate_hz: number): number[] {
  const size = Math.min(power.length, Math.round(0.4 * rate_hz));
  const hop = Math.max(1, Math.round(0.1 * rate_hz));
  const blocks: number[] = [];
  for (let from = 0; from + size <= power.length && size > 0; from += hop) {
    let sum = 0;
    for (let i = from; i < from + size; i++) sum += power[i] ?? 0;
    blocks.push(sum / size);
  }
  return blocks;
}

/** LUFS of channels of equal length; null for silence. */
export function loudnessOf(channels: Float32Array[], rate_hz: number): number | null {
  const each = channels.map((samples) => blocksOf(power(samples, rate_hz), rate_hz));
  const blocks = (each[0] ?? []).map((_, at) => each.reduce((sum, own) => sum + (own[at] ?? 0), 0));
  const audible = blocks.filter((mean) => lufsOf(mean) > -70);
  if (audible.length === 0) return null;
  const gate = lufsOf(meanOf(audible)) - 10;
  return lufsOf(meanOf(audible.filter((mean) => lufsOf(mean) > gate)));
}

/** What brings the louder of two down to the other, dB, at most 0 each; nothing where one is silent. */
export function gainsToMatch(a: number | null, b: number | null): { a: number; b: number } {
  if (a === null || b === null) return { a: 0, b: 0 };
  return { a: Math.min(0, b - a), b: Math.min(0, a - b) };
}
