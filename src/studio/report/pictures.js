// The stack of pictures, its cursor, and the start of the page.
function pictureData() {
  const c = DATA.curves;
  const wave = c.waveform;
  const levels = decodeBytes(c.spectrogram.level);
  const sorted = Uint8Array.from(levels).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] || 0;
  const ceiling = Math.max(40, at(0.9995));
  const max = decodeWave(wave.max, wave.full_scale);
  const min = decodeWave(wave.min, wave.full_scale);
  let peak = 0;
  for (let i = 0; i < max.length; i++) peak = Math.max(peak, max[i], -min[i]);
  const loud = c.loudness.values.filter((v) => v !== null);
  const pitches = c.pitch.values.filter((v) => v !== null).sort((a, b) => a - b);
  const pitchAt = (share) => pitches[Math.floor(share * (pitches.length - 1))];
  const most = loud.length ? Math.max(...loud) : -20;
  const least = loud.length ? Math.min(...loud) : -60;
  return {
    duration: c.duration_s,
    nyquist: c.sample_rate_hz / 2,
    peak,
    wave: { min, max, rms: decodeWave(wave.rms, wave.full_scale), columnS: wave.column_s },
    // Levels are half decibels: 70 dB of range at most, and no deeper than what the take holds.
    spectrogram: { ...c.spectrogram, columnS: c.spectrogram.column_s, level: levels, ceiling, floor: Math.max(ceiling - 140, at(0.05) - 8) },
    loudness: { startS: c.loudness.start_s, stepS: c.loudness.step_s, values: c.loudness.values },
    loudnessReach: [Math.max(Math.floor(least - 2), Math.ceil(most) - 60), Math.ceil(most + 2)],
    integrated: valueOf("loudness_lufs"),
    pitch: { startS: c.pitch.start_s, stepS: c.pitch.step_s, values: c.pitch.values },
    pitchReach: pitches.length ? [pitchAt(0.03) / 1.25, pitchAt(0.97) * 1.25] : [75, 400],
    medianPitch: pitches.length ? valueOf("f0_median_hz") : null,
    bandwidth: valueOf("bandwidth_hz"),
    events: (CARD.events || []).filter((e) => typeof e.start_s === "number").map((e) => ({ ...e, end_s: e.end_s ?? e.start_s })),
  };
}

function eventLegend(events) {
  return Object.entries(EVENTS).flatMap(([kind, names]) => {
    const count = events.filter((e) => e.kind === kind).length;
    if (count === 0) return [];
    const shape = svg(markPath(kind, 6, 6, 5.4), 12);
    shape.style.color = `var(--${MARK_COLOUR[kind]})`;
    return [el("span", {}, shape, `${count} ${names[count === 1 ? 0 : 1]}`)];
  });
}
const dashed = (text) => el("span", {}, svg("M0 5H5V7H0ZM7 5H12V7H7Z", 12), text);

function showPictures() {
  const data = pictureData();
  if (!(data.duration > 0)) {
    byId("pictures").replaceChildren(el("p", { class: "nothing soft" }, "There is nothing to draw: the take is empty."));
    return () => {};
  }
  const take = withUnit(data.duration, { unit: "s", decimals: 1 });
  const hasVoice = data.pitch.values.some((v) => v !== null);
  const range = hasVoice ? `, mostly ${Math.round(data.pitchReach[0] * 1.25)} to ${Math.round(data.pitchReach[1] / 1.25)} Hz` : ", no voice found";
  const plots = [
    ["waveform", "Waveform", 128, drawWaveform, `Waveform of ${take}, ${data.events.length} marks`, eventLegend(data.events)],
    ["spectrogram", "Spectrogram, kHz", 232, drawSpectrogram, `Spectrogram from 0 to ${data.nyquist / 1000} kHz`, []],
    ["loudness", "Loudness, LUFS", 96, drawLoudness, "Momentary loudness over time", data.loudness.values.every((v) => v === null) ? [el("span", {}, "silence")] : data.integrated === null ? [] : [dashed("whole take " + withUnit(data.integrated, { unit: "LUFS", decimals: 1 }))]],
    ["pitch", "Pitch, Hz", 120, drawPitch, "Pitch of the voice over time" + range, !hasVoice ? [el("span", {}, "no voice found")] : data.medianPitch === null ? [] : [dashed("median " + withUnit(data.medianPitch, { unit: "Hz", decimals: 1 }))]],
  ].map(([name, title, height, draw, label, legend]) => ({ name, draw, picture: new Picture(name, height, label), title, legend }));
  const time = { name: "time", draw: drawTime, picture: new Picture("time", 24, "Time") };
  const cursor = el("div", { class: "cursor" });
  const dots = { loudness: el("div", { class: "dot" }), pitch: el("div", { class: "dot" }) };
  const readout = el("p", { class: "readout" });
  const stack = el("div", { class: "stack", tabindex: 0, role: "slider", "aria-label": "Time in the take", "aria-valuemin": 0, "aria-valuemax": data.duration.toFixed(2), "aria-valuenow": 0 },
    plots.map((p) => el("div", { class: "plot" }, el("header", {}, el("h3", {}, p.title), el("div", { class: "legend" }, p.legend)), p.picture.canvas)),
    time.picture.canvas, cursor, Object.values(dots));
  byId("pictures").replaceChildren(readout, stack);

  const draw = () => {
    const width = stack.clientWidth;
    for (const p of [...plots, time]) p.draw(p.picture, data, width);
  };
  draw();
  new ResizeObserver(draw).observe(stack);
  attachCursor({ data, stack, readout, cursor, dots, plots });
  return draw;
}

function sample(curve, t) {
  const value = curve.values[Math.round((t - curve.startS) / curve.stepS)];
  return value === undefined ? null : value;
}
function noteName(hz) {
  const n = Math.round(69 + 12 * Math.log2(hz / 440));
  return ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"][n % 12] + (Math.floor(n / 12) - 1);
}

/** What the pictures say at time t; hz where the pointer is on the spectrogram. */
function readings(data, t, hz) {
  const found = [["", data.duration >= 90 ? clock(t, 1) : t.toFixed(2) + " s"]];
  const i = Math.min(data.wave.max.length - 1, Math.floor(t / data.wave.columnS));
  if (i >= 0) {
    const peak = Math.max(data.wave.max[i], -data.wave.min[i]);
    found.push(["peak", peak > 0 ? minus((20 * Math.log10(peak)).toFixed(0)) + " dBFS" : "silence"]);
  }
  const s = data.spectrogram;
  if (hz !== null && s.columns > 0) {
    const column = Math.min(s.columns - 1, Math.floor(t / s.columnS));
    const band = Math.min(s.bands - 1, Math.floor(hz / s.band_hz));
    found.push([(hz / 1000).toFixed(1) + " kHz", minus((s.level[column * s.bands + band] / 2 - 127.5).toFixed(0)) + " dB"]);
  }
  const loudness = sample(data.loudness, t);
  if (loudness !== null) found.push(["loudness", minus(loudness.toFixed(1)) + " LUFS"]);
  const pitch = sample(data.pitch, t);
  found.push(["pitch", pitch === null ? "no voice" : `${Math.round(pitch)} Hz, ${noteName(pitch)}`]);
  return found;
}

function attachCursor({ data, stack, readout, cursor, dots, plots }) {
  let now = 0;
  const rest = () => {
    stack.classList.remove("reading");
    readout.replaceChildren("Point at the pictures, or use the arrow keys, to read them.");
  };
  const show = (t, hz) => {
    now = Math.min(data.duration, Math.max(0, t));
    const x = GUTTER + (now / (data.duration || 1)) * (stack.clientWidth - GUTTER);
    stack.classList.add("reading");
    cursor.style.left = x + "px";
    cursor.style.top = plots[0].picture.canvas.offsetTop + "px";
    for (const p of plots) {
      const dot = dots[p.name];
      if (!dot) continue;
      const value = sample(data[p.name], now);
      dot.classList.toggle("on", value !== null);
      if (value === null) continue;
      dot.style.left = x + "px";
      dot.style.top = p.picture.canvas.offsetTop + Math.min(p.picture.height, Math.max(0, p.picture.y(value))) + "px";
    }
    const found = readings(data, now, hz);
    readout.replaceChildren(...found.map(([what, value]) => el("span", {}, what ? what + " " : "", el("b", {}, value))));
    stack.setAttribute("aria-valuenow", now.toFixed(2));
    stack.setAttribute("aria-valuetext", found.map((pair) => pair.join(" ").trim()).join(", "));
  };
  const point = (e) => {
    const box = stack.getBoundingClientRect();
    const spectrum = plots[1].picture.canvas.getBoundingClientRect();
    const inside = e.clientY >= spectrum.top && e.clientY <= spectrum.bottom;
    show(((e.clientX - box.left - GUTTER) / (box.width - GUTTER)) * data.duration, inside ? ((spectrum.bottom - e.clientY) / spectrum.height) * data.nyquist : null);
  };
  stack.addEventListener("pointermove", point);
  stack.addEventListener("pointerdown", point);
  stack.addEventListener("pointerleave", () => stack.matches(":focus-visible") || rest());
  stack.addEventListener("focus", () => stack.matches(":focus-visible") && show(now, null));
  stack.addEventListener("blur", rest);
  stack.addEventListener("keydown", (e) => {
    const step = data.duration / (e.shiftKey ? 20 : 200);
    const to = { ArrowLeft: now - step, ArrowRight: now + step, Home: 0, End: data.duration }[e.key];
    if (e.key === "Escape") rest();
    if (to === undefined) return;
    e.preventDefault();
    show(to, null);
  });
  rest();
}

// ---- Start
function start() {
  showTop();
  showVerdict();
  showWords();
  showMeasures();
  showAdvice();
  showDetails();
  const draw = showPictures();
  const root = document.documentElement;
  const dress = (theme) => {
    root.dataset.theme = theme;
    draw();
  };
  const button = byId("theme");
  button.append(svg(SHAPES.halves));
  button.addEventListener("click", () => dress(root.dataset.theme === "dark" ? "light" : "dark"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (e) => dress(e.matches ? "dark" : "light"));
  // Paper is white: print in the light colours, then go back.
  let before = null;
  addEventListener("beforeprint", () => {
    before = root.dataset.theme;
    dress("light");
  });
  addEventListener("afterprint", () => dress(before));
  root.dataset.ready = "true";
}
start();
