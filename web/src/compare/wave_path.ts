/** A waveform as a filled shape, for takes of any length. */

export interface Peaks {
  min: number[];
  max: number[];
}

/** The least and the greatest of each of `columns` equal parts of `duration_s`; silence beyond the samples' end. */
export function peaksOf(samples: Float32Array, rate_hz: number, duration_s: number, columns: number): Peaks {
  const peaks: Peaks = { min: [], max: [] };
  const step = (duration_s * rate_hz) / columns;
  for (let column = 0; column < columns; column++) {
    const end = Math.min(samples.length, Math.ceil((column + 1) * step));
    let least = 0;
    let most = 0;
    for (let i = Math.floor(column * step); i < end; i++) {
      const sample = samples[i] ?? 0;
      if (sample < least) least = sample;
      else if (sample > most) most = sample;
    }
    peaks.min.push(least);
    peaks.max.push(most);
  }
  return peaks;
}

/** The largest distance from silence. */
export const greatest = (peaks: Peaks): number => Math.max(1e-6, ...peaks.max, ...peaks.min.map((value) => -value));

/** An SVG path one unit wide for each column, from −1 (below, y = 2) to +1 (above, y = 0), scaled by `gain`. A hair's
 *  breadth stays where there is silence. */
export function wavePath(peaks: Peaks, gain: number): string {
  const kHair = 0.008;
  const y = (value: number) => (1 - Math.min(1, Math.max(-1, value * gain))).toFixed(3);
  const upper = peaks.max.map((value, x) => `L${x} ${y(Math.max(value, kHair / gain))}`);
  const lower = peaks.min.map((value, x) => `L${x} ${y(Math.min(value, -kHair / gain))}`).reverse();
  return `M0 1${upper.join("")}${lower.join("")}Z`;
}
