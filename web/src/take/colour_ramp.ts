/** The colours of the spectrogram: a ramp whose lightness (OKLab, Ottosson 2020) rises evenly through a few hues, from
 *  the page's own background up. */

const kStops = {
  dark: ["#101014", "#2b174f", "#6a2a7c", "#b23c78", "#ee6260", "#fdab70", "#fcf5cb"],
  light: ["#fcfbf8", "#fbdfb6", "#f6a46c", "#dd5a5d", "#a02c72", "#551c6c", "#160d30"],
} as const;

type Triple = [number, number, number];

function toOklab(hex: string): Triple {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Triple;
  const l = Math.cbrt(0.4122 * r + 0.5363 * g + 0.0515 * b);
  const m = Math.cbrt(0.2119 * r + 0.6807 * g + 0.1074 * b);
  const s = Math.cbrt(0.0883 * r + 0.2817 * g + 0.63 * b);
  return [
    0.2105 * l + 0.7936 * m - 0.0041 * s,
    1.978 * l - 2.4286 * m + 0.4506 * s,
    0.0259 * l + 0.7828 * m - 0.8087 * s,
  ];
}

function fromOklab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963 * a + 0.2158 * b) ** 3;
  const m = (lightness - 0.1056 * a - 0.0639 * b) ** 3;
  const s = (lightness - 0.0895 * a - 1.2915 * b) ** 3;
  return [
    4.0767 * l - 3.3077 * m + 0.231 * s,
    -1.2684 * l + 2.6098 * m - 0.3413 * s,
    -0.0042 * l - 0.7034 * m + 1.7076 * s,
  ].map((c) => 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055)) as Triple;
}

/** 256 colours as red, green, blue in 0 to 255, from silence to the loudest. */
export function colourRamp(theme: "light" | "dark"): Uint8ClampedArray {
  const stops = kStops[theme].map(toOklab);
  const first = (stops[0] as Triple)[0];
  const reach = (stops[stops.length - 1] as Triple)[0] - first;
  const place = (k: number) => ((stops[k] as Triple)[0] - first) / reach;
  const table = new Uint8ClampedArray(256 * 3);
  let k = 0;
  for (let i = 0; i < 256; i++) {
    const t = i / 255;
    while (k < stops.length - 2 && place(k + 1) < t) k++;
    const u = Math.min(1, Math.max(0, (t - place(k)) / (place(k + 1) - place(k))));
    const [from, to] = [stops[k] as Triple, stops[k + 1] as Triple];
    table.set(fromOklab([0, 1, 2].map((j) => from[j]! + u * (to[j]! - from[j]!)) as Triple), 3 * i);
  }
  return table;
}
