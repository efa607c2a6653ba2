// The stacked pictures: waveform, spectrogram, loudness and pitch over one axis of time.
const GUTTER = 54;
const LANE = 16; // above the waveform, for the marks

function decodeBytes(text) {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}
function decodeWave(text, fullScale) {
  const view = new DataView(decodeBytes(text).buffer);
  return Float32Array.from({ length: view.byteLength / 2 }, (_, i) => view.getInt16(2 * i, true) / fullScale);
}

// ---- Colour: a ramp whose lightness (OKLab) rises evenly through a few hues.
const RAMPS = {
  dark: ["#101014", "#2b174f", "#6a2a7c", "#b23c78", "#ee6260", "#fdab70", "#fcf5cb"],
  light: ["#fcfbf8", "#fbdfb6", "#f6a46c", "#dd5a5d", "#a02c72", "#551c6c", "#160d30"],
};
function toOklab(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const l = Math.cbrt(0.4122 * r + 0.5363 * g + 0.0515 * b);
  const m = Math.cbrt(0.2119 * r + 0.6807 * g + 0.1074 * b);
  const s = Math.cbrt(0.0883 * r + 0.2817 * g + 0.63 * b);
  return [0.2105 * l + 0.7936 * m - 0.0041 * s, 1.978 * l - 2.4286 * m + 0.4506 * s, 0.0259 * l + 0.7828 * m - 0.8087 * s];
}
function fromOklab([L, a, b]) {
  const l = (L + 0.3963 * a + 0.2158 * b) ** 3;
  const m = (L - 0.1056 * a - 0.0639 * b) ** 3;
  const s = (L - 0.0895 * a - 1.2915 * b) ** 3;
  return [4.0767 * l - 3.3077 * m + 0.231 * s, -1.2684 * l + 2.6098 * m - 0.3413 * s, -0.0042 * l - 0.7034 * m + 1.7076 * s].map(
    (c) => 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055));
}
function colourRamp(theme) {
  const stops = RAMPS[theme].map(toOklab);
  const first = stops[0][0];
  const reach = stops[stops.length - 1][0] - first;
  const table = new Uint8ClampedArray(256 * 3);
  for (let i = 0; i < 256; i++) {
    const t = i / 255;
    let k = 0;
    while (k < stops.length - 2 && (stops[k + 1][0] - first) / reach < t) k++;
    const from = (stops[k][0] - first) / reach;
    const to = (stops[k + 1][0] - first) / reach;
    const u = Math.min(1, Math.max(0, (t - from) / (to - from)));
    table.set(fromOklab(stops[k].map((x, j) => x + u * (stops[k + 1][j] - x))), 3 * i);
  }
  return table;
}

function palette() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue("--" + name).trim();
  return Object.fromEntries(["paper", "surface", "ink", "soft", "line", "accent", "keep", "review", "reject"].map((n) => [n, colour(n)]));
}

// ---- Axes
function steps(reach, count, nice) {
  return nice.find((step) => reach / step <= count) || nice[nice.length - 1];
}
const TIME_STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800];
function clock(seconds, step) {
  if (step < 1) return seconds.toFixed(1) + " s";
  const whole = Math.round(seconds);
  const two = (n) => String(n).padStart(2, "0");
  if (whole >= 3600) return Math.floor(whole / 3600) + ":" + two(Math.floor(whole / 60) % 60) + ":" + two(whole % 60);
  return Math.floor(whole / 60) + ":" + two(whole % 60);
}

class Picture {
  constructor(name, height, label) {
    this.height = height;
    this.canvas = el("canvas", { role: "img", "aria-label": label });
    this.canvas.dataset.picture = name;
    this.canvas.style.height = height + "px";
  }
  begin(width, duration) {
    const density = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * density);
    this.canvas.height = Math.round(this.height * density);
    const g = this.canvas.getContext("2d");
    g.scale(density, density);
    g.font = "13px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
    this.g = g;
    this.left = GUTTER;
    this.width = width - GUTTER;
    this.x = (t) => this.left + (t / (duration || 1)) * this.width;
    this.colours = palette();
    return g;
  }
  /** A line across with its label in the gutter. */
  level(y, label, { dashed = false, colour = "line", line = true } = {}) {
    const g = this.g;
    if (line) {
      g.strokeStyle = this.colours[colour];
      g.lineWidth = 1;
      g.setLineDash(dashed ? [4, 4] : []);
      g.beginPath();
      g.moveTo(this.left, Math.round(y) + 0.5);
      g.lineTo(this.left + this.width, Math.round(y) + 0.5);
      g.stroke();
      g.setLineDash([]);
    }
    g.fillStyle = this.colours.soft;
    g.textAlign = "right";
    g.textBaseline = "middle";
    g.fillText(label, this.left - 8, Math.min(this.height - 7, Math.max(7, y)));
  }
}

// ---- Marks: a shape of its own for each kind, so that colour is never alone.
function markPath(kind, x, y, r) {
  if (kind === "clip") return `M${x - r} ${y - r}H${x + r}L${x} ${y + r}Z`;
  if (kind === "click") return `M${x} ${y - r}L${x + r * 0.8} ${y}L${x} ${y + r}L${x - r * 0.8} ${y}Z`;
  if (kind === "plosive") return `M${x - r} ${y}A${r} ${r} 0 1 0 ${x + r} ${y}A${r} ${r} 0 1 0 ${x - r} ${y}Z`;
  if (kind === "other_voice") {
    return `M${x} ${y - r}L${x + r / 2} ${y - r / 10}L${x - r / 2} ${y - r / 10}ZM${x - r} ${y + r}V${y + r / 5}H${x + r}V${y + r}Z`;
  }
  return `M${x - r * 0.8} ${y - r * 0.8}H${x + r * 0.8}V${y + r * 0.8}H${x - r * 0.8}Z`;
}
const MARK_COLOUR = { other_voice: "reject", clip: "reject", click: "review", plosive: "accent", sibilance: "soft" };

function drawWaveform(picture, data, width) {
  const g = picture.begin(width, data.duration);
  const { min, max, rms, columnS } = data.wave;
  const c = picture.colours;
  const peak = data.peak;
  // The scale ends at the next whole decibel, and beyond full scale only where the wave does.
  const full = peak > 1 ? peak : 10 ** (Math.max(-60, Math.ceil(20 * Math.log10(peak || 1e-3))) / 20);
  const middle = LANE + (picture.height - LANE) / 2;
  const half = (picture.height - LANE) / 2 - 1;
  const y = (v) => middle - (v / full) * half;
  const db = (v) => minus(Math.round(20 * Math.log10(v))) + " dB";
  picture.level(y(full), full > 1 ? "" : db(full));
  picture.level(middle, "silence");
  picture.level(y(-full), full > 1 ? "" : db(full));
  if (full > 1) for (const v of [1, -1]) picture.level(y(v), "0 dB", { dashed: true, colour: "reject" });

  for (const event of data.events) {
    if (event.kind !== "clip") continue;
    g.fillStyle = c.reject;
    g.globalAlpha = 0.16;
    const x = picture.x(event.start_s);
    g.fillRect(x - 1, LANE, Math.max(2, picture.x(event.end_s) - x) + 1, picture.height - LANE);
    g.globalAlpha = 1;
  }
  // One bar per device pixel: the extremes light, the RMS body solid.
  const density = window.devicePixelRatio || 1;
  const bar = 1 / density;
  const at = (x) => Math.min(max.length, Math.max(0, Math.floor(((x - picture.left) / picture.width) * data.duration / columnS)));
  for (let x = picture.left; x < picture.left + picture.width && max.length; x += bar) {
    const from = Math.min(at(x), max.length - 1);
    const to = Math.max(from + 1, at(x + bar));
    let low = Infinity, high = -Infinity, square = 0;
    for (let i = from; i < to; i++) {
      low = Math.min(low, min[i]);
      high = Math.max(high, max[i]);
      square += rms[i] * rms[i];
    }
    const body = Math.sqrt(square / (to - from));
    g.fillStyle = c.accent;
    g.globalAlpha = 0.42;
    g.fillRect(x, y(high), bar, Math.max(bar, y(low) - y(high)));
    g.globalAlpha = 1;
    g.fillRect(x, y(body), bar, y(-body) - y(body));
  }
  for (const event of data.events) {
    const x = picture.x((event.start_s + event.end_s) / 2);
    g.fillStyle = c[MARK_COLOUR[event.kind] || "soft"];
    g.strokeStyle = c.surface;
    const path = new Path2D(markPath(event.kind, x, LANE / 2 - 1, 5));
    g.stroke(path);
    g.fill(path);
  }
}

function drawSpectrogram(picture, data, width) {
  const g = picture.begin(width, data.duration);
  const s = data.spectrogram;
  const c = picture.colours;
  const top = data.nyquist;
  const y = (hz) => picture.height - (hz / top) * picture.height;
  if (s.columns > 0) {
    const ramp = colourRamp(document.documentElement.dataset.theme);
    const image = new ImageData(s.columns, s.bands);
    for (let column = 0; column < s.columns; column++) {
      for (let band = 0; band < s.bands; band++) {
        const t = (s.level[column * s.bands + band] - s.floor) / (s.ceiling - s.floor);
        const shade = 3 * Math.round(255 * Math.min(1, Math.max(0, t)));
        const pixel = 4 * ((s.bands - 1 - band) * s.columns + column);
        image.data[pixel] = ramp[shade];
        image.data[pixel + 1] = ramp[shade + 1];
        image.data[pixel + 2] = ramp[shade + 2];
        image.data[pixel + 3] = 255;
      }
    }
    const sheet = document.createElement("canvas");
    sheet.width = s.columns;
    sheet.height = s.bands;
    sheet.getContext("2d").putImageData(image, 0, 0);
    g.imageSmoothingEnabled = true;
    g.imageSmoothingQuality = "high";
    g.drawImage(sheet, picture.left, 0, picture.x(s.columns * s.columnS) - picture.left, picture.height);
  }
  const step = steps(top, 6, [500, 1000, 2000, 4000, 5000, 8000, 10000, 20000]);
  for (let hz = 0; hz <= top; hz += step) picture.level(y(hz), hz === 0 ? "0 kHz" : String(hz / 1000), { line: false });
  if (data.bandwidth) drawBandwidth(picture, y(data.bandwidth), data.bandwidth);
}
function drawBandwidth(picture, y, hz) {
  const g = picture.g;
  const c = picture.colours;
  for (const [colour, w] of [[c.surface, 4], [c.ink, 1.5]]) {
    g.strokeStyle = colour;
    g.globalAlpha = w === 4 ? 0.5 : 1;
    g.lineWidth = w;
    g.setLineDash([6, 4]);
    g.beginPath();
    g.moveTo(picture.left, y);
    g.lineTo(picture.left + picture.width, y);
    g.stroke();
  }
  g.globalAlpha = 1;
  g.setLineDash([]);
  const label = "bandwidth " + withUnit(hz, { unit: "Hz", decimals: 0 });
  const w = g.measureText(label).width + 16;
  const top = y > 32 ? y - 28 : y + 6;
  g.fillStyle = c.surface;
  g.beginPath();
  g.roundRect(picture.left + picture.width - w - 8, top, w, 22, 11);
  g.fill();
  g.fillStyle = c.ink;
  g.textAlign = "left";
  g.textBaseline = "middle";
  g.fillText(label, picture.left + picture.width - w, top + 11.5);
}

/** A line through values with gaps where there are none; a lone value is a dot. */
function strokeCurve(picture, curve, y, colour, w) {
  const g = picture.g;
  g.strokeStyle = g.fillStyle = picture.colours[colour];
  g.lineWidth = w;
  g.lineJoin = g.lineCap = "round";
  g.beginPath();
  let open = false;
  curve.values.forEach((value, i) => {
    if (value === null) {
      open = false;
      return;
    }
    const x = picture.x(curve.startS + i * curve.stepS);
    if (open) g.lineTo(x, y(value));
    else {
      g.moveTo(x, y(value));
      g.lineTo(x + 0.01, y(value));
    }
    open = true;
  });
  g.stroke();
}

function drawLoudness(picture, data, width) {
  const g = picture.begin(width, data.duration);
  const [low, high] = data.loudnessReach;
  const y = (v) => 4 + ((high - Math.max(low, v)) / (high - low)) * (picture.height - 8);
  const step = steps(high - low, 4, [3, 6, 10, 20]);
  for (let v = Math.ceil(low / step) * step; v <= high; v += step) picture.level(y(v), minus(v));
  const values = data.loudness.values;
  g.fillStyle = picture.colours.accent;
  g.globalAlpha = 0.12;
  g.beginPath();
  const { startS, stepS } = data.loudness;
  g.moveTo(picture.x(startS), picture.height);
  values.forEach((v, i) => g.lineTo(picture.x(startS + i * stepS), y(v === null ? low : v)));
  g.lineTo(picture.x(startS + (values.length - 1) * stepS), picture.height);
  g.fill();
  g.globalAlpha = 1;
  strokeCurve(picture, data.loudness, y, "accent", 1.5);
  if (data.integrated !== null) dashedLine(picture, y(data.integrated));
  picture.y = y;
}
function dashedLine(picture, y) {
  const g = picture.g;
  g.strokeStyle = picture.colours.ink;
  g.lineWidth = 1;
  g.setLineDash([6, 4]);
  g.beginPath();
  g.moveTo(picture.left, y);
  g.lineTo(picture.left + picture.width, y);
  g.stroke();
  g.setLineDash([]);
}

function drawPitch(picture, data, width) {
  picture.begin(width, data.duration);
  // A stray frame at twice the pitch may leave the picture rather than flatten it.
  const [low, high] = data.pitchReach;
  const y = (hz) => 6 + (Math.log(high / hz) / Math.log(high / low)) * (picture.height - 12);
  const candidates = [50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600, 800];
  let last = Infinity;
  for (const hz of candidates) {
    if (hz < low || hz > high || last - y(hz) < 20) continue;
    picture.level(y(hz), String(hz));
    last = y(hz);
  }
  if (data.medianPitch !== null) dashedLine(picture, y(data.medianPitch));
  strokeCurve(picture, data.pitch, y, "accent", 2.25);
  picture.y = y;
}

function drawTime(picture, data, width) {
  const g = picture.begin(width, data.duration);
  const step = steps(data.duration, Math.max(3, Math.floor(picture.width / 88)), TIME_STEPS);
  g.fillStyle = g.strokeStyle = picture.colours.soft;
  g.textBaseline = "bottom";
  for (let i = 0; i * step <= data.duration + 1e-9; i++) {
    const x = picture.x(i * step);
    g.fillRect(Math.min(x, width - 1), 0, 1, 5);
    g.textAlign = i === 0 ? "left" : x > width - 24 ? "right" : "center";
    g.fillText(clock(i * step, step), x, picture.height - 1);
  }
}
