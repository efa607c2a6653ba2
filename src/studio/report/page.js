// The page itself. Everything that came from outside is set as text, never as markup.
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}
function svg(path, box = 24, attributes = {}) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  node.setAttribute("viewBox", `0 0 ${box} ${box}`);
  node.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({ d: path, fill: "currentColor", "fill-rule": "evenodd", ...attributes })) {
    shape.setAttribute(name, value);
  }
  node.append(shape);
  return node;
}
const SHAPES = {
  good: "M12 0a12 12 0 1 0 0 24a12 12 0 1 0 0-24Z",
  fair: "M12 0L24 12L12 24L0 12Z",
  poor: "M7 0H17L24 7V17L17 24H7L0 17V7Z",
  check: "M10.2 17.6L5.2 12.6L7.1 10.7L10.2 13.8L17 7L18.9 8.9Z",
  think: "M10.7 5.6H13.3V13.8H10.7ZM10.7 15.9H13.3V18.5H10.7Z",
  cross: "M7.9 6L12 10.1L16.1 6L18 7.9L13.9 12L18 16.1L16.1 18L12 13.9L7.9 18L6 16.1L10.1 12L6 7.9Z",
  star: "M12 1.6L15.2 8.3L22.5 9.3L17.2 14.4L18.5 21.7L12 18.2L5.5 21.7L6.8 14.4L1.5 9.3L8.8 8.3Z",
  halves: "M12 1a11 11 0 1 0 0 22a11 11 0 1 0 0-22ZM12 3.5a8.5 8.5 0 0 1 0 17Z",
};
const MARKS = { good: SHAPES.good, fair: SHAPES.fair, poor: SHAPES.poor + SHAPES.cross };
const EMBLEM = { keep: SHAPES.good + SHAPES.check, review: SHAPES.fair + SHAPES.think, reject: SHAPES.poor + SHAPES.cross };

// ---- Numbers for people: no digit that means nothing.
function minus(value) {
  return String(value).replace("-", "−");
}
function shown(value, measure) {
  if (value === 0) return "0";
  const fine = ["s", "%", ""].includes(measure.unit);
  const size = Math.abs(value);
  const useful = size >= 100 ? 0 : size >= 1 ? 1 : 1 - Math.floor(Math.log10(size));
  const text = value.toFixed(Math.min(useful, fine ? measure.decimals : Math.min(1, measure.decimals)));
  return minus(Number(text) === 0 ? "0" : fine && measure.unit !== "s" ? String(Number(text)) : text);
}
function parts(value, measure) {
  if (measure.unit === "Hz" && measure.decimals === 0 && Math.abs(value) >= 1000) {
    return [minus(Number((value / 1000).toFixed(1))), "kHz"];
  }
  return [shown(value, measure), measure.unit];
}
function withUnit(value, measure) {
  return parts(value, measure).join("\u00a0").trim();
}
function sentence(text) {
  return text ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
function humanised(key) {
  return sentence(String(key).replaceAll("_", " "));
}

const DATA = JSON.parse(document.getElementById("data").textContent);
const CARD = DATA.scorecard;
const byId = (id) => document.getElementById(id);
const READINGS = CARD.measures || {};
const valueOf = (name) => (READINGS[name] && typeof READINGS[name].value === "number" ? READINGS[name].value : null);
/** Advice may be a plain text or an object with one. */
const textOf = (item) => (item && typeof item === "object" ? item.text || "" : item || "");

// ---- Top and verdict
function showTop() {
  const path = String(CARD.file || "Take");
  const file = byId("file");
  file.textContent = path.split(/[\\/]/).pop();
  file.title = path;
  const audio = CARD.audio || {};
  const seconds = valueOf("duration_s") ?? DATA.curves.duration_s;
  const channels = audio.channel_layout || { 1: "mono", 2: "stereo" }[audio.channel_count];
  byId("format").textContent = [
    seconds >= 90 ? clock(seconds, 1) + " min" : withUnit(seconds, { unit: "s", decimals: 1 }),
    audio.sample_rate_hz ? withUnit(audio.sample_rate_hz, { unit: "Hz", decimals: 0 }) : null,
    audio.bit_depth ? audio.bit_depth + " bit" + (audio.is_float ? " float" : "") : audio.codec,
    channels,
  ].filter(Boolean).join(" · ");
}

function stars(count) {
  const row = el("span", { class: "stars", role: "img", "aria-label": `${count} of 5 stars` });
  for (let i = 1; i <= 5; i++) {
    row.append(svg(SHAPES.star, 24, i <= count ? {} : { fill: "none", stroke: "currentColor", "stroke-width": 1.5, "stroke-linejoin": "round" }));
  }
  return row;
}

function figure(title, value, unit) {
  return el("div", {}, el("dt", {}, title), el("dd", {}, value, unit ? el("small", {}, " " + unit) : null));
}

function showVerdict() {
  const verdict = VERDICTS[CARD.verdict] ? CARD.verdict : "review";
  const section = byId("verdict");
  section.dataset.verdict = verdict;
  const known = DATA.measures.reduce((all, m) => ({ ...all, [m.name]: m }), {});
  const reasons = (CARD.rejects || []).map((reject) => {
    const measure = known[reject.measure] || { title: humanised(reject.measure || ""), unit: "", decimals: 1 };
    const unit = measure.unit ? "\u00a0" + measure.unit : "";
    const hasValue = typeof reject.value === "number";
    const why = reject.why || measure.title + (hasValue ? `: ${withUnit(reject.value, measure)}.` : ".");
    const limit = hasValue && typeof reject.limit === "number" ? `The limit is ${minus(reject.limit)}${unit}.` : "";
    return el("li", {}, svg(MARKS.poor), el("span", {}, sentence(why) + " ", el("span", { class: "soft" }, limit)));
  });
  const first = textOf(CARD.first) || textOf((CARD.advice || [])[0]);
  const main = el("div", {},
    el("div", { class: "word" }, svg(EMBLEM[verdict]), el("strong", {}, VERDICTS[verdict].word), typeof CARD.stars === "number" ? stars(CARD.stars) : null),
    el("p", { class: "summary" }, sentence(CARD.summary || VERDICTS[verdict].means)),
    reasons.length ? el("ul", { class: "reasons", "aria-label": "Why" }, reasons) : null,
    (CARD.labels || []).length ? el("ul", { class: "chips", "aria-label": "Labels" }, CARD.labels.map((label) => el("li", {}, label))) : null,
    first ? el("div", { class: "next" }, el("h2", {}, "Next time"), el("p", {}, sentence(first))) : null);
  const figures = el("dl", { class: "figures" });
  const whole = (score) => (typeof score === "number" ? String(Math.round(score)) : "–");
  if (typeof CARD.overall === "number") figures.append(figure("Overall", whole(CARD.overall), "of 100"));
  if (CARD.acoustic) figures.append(figure("Signal", whole(CARD.acoustic.score)));
  if (CARD.delivery) figures.append(figure("Delivery", whole(CARD.delivery.score)));
  if (CARD.perceptual && typeof CARD.perceptual.mos === "number") {
    const model = PERCEPTUAL[CARD.perceptual.name] || CARD.perceptual.name;
    const parts = [["sig", "voice"], ["bak", "background"], ["p808", "P.808"]].filter(([key]) => typeof CARD.perceptual[key] === "number");
    const said = parts.map(([key, word]) => `${word} ${CARD.perceptual[key].toFixed(1)}`).join(", ");
    figures.append(el("div", { title: `Estimated by ${model}${said ? ": " + said : ""}` }, el("dt", {}, "As heard"), el("dd", {}, CARD.perceptual.mos.toFixed(1), el("small", {}, " of 5"))));
  } else if (textOf(CARD.perceptual_why)) {
    figures.append(el("div", { title: sentence(CARD.perceptual_why) }, el("dt", {}, "As heard"), el("dd", {}, "–")));
  }
  section.replaceChildren(main, figures);
}

// ---- Measures
function inZone(zone, value) {
  return (zone.from === null || zone.from === undefined || value >= zone.from) && (zone.to === null || zone.to === undefined || value <= zone.to);
}
/** The level of a measure by its zones; none where the scorecard chose not to judge it. */
function levelOf(name) {
  const scale = DATA.zones[name];
  const value = valueOf(name);
  if (!scale || value === null || READINGS[name].grade === null) return null;
  // The zones end where the bar does; a value beyond it belongs to the last one.
  const seen = Math.min(scale.max, Math.max(scale.min, value));
  const hits = (scale.zones || []).filter((zone) => inZone(zone, seen)).map((zone) => zone.level);
  return ["good", "fair", "poor"].find((level) => hits.includes(level)) || null;
}
function bar(scale, value, level) {
  const log = scale.scale === "log" && scale.min > 0;
  const f = log ? Math.log : (x) => x;
  const percent = (x) => Math.min(100, Math.max(0, (100 * (f(Math.max(x, log ? scale.min : -Infinity)) - f(scale.min))) / (f(scale.max) - f(scale.min))));
  const node = el("div", { class: "bar", "aria-hidden": "true" });
  for (const zone of scale.zones || []) {
    const from = percent(zone.from ?? scale.min);
    const to = percent(zone.to ?? scale.max);
    if (to <= from) continue;
    const piece = el("span", { class: "zone", "data-level": zone.level });
    piece.style.left = `calc(${from}% + ${from > 0 ? 1 : 0}px)`;
    piece.style.width = `calc(${to - from}% - ${from > 0 ? 1 : 0}px)`;
    node.append(piece);
  }
  const tick = el("span", { class: "tick", "data-level": level });
  tick.style.left = `clamp(2px, ${percent(value)}%, calc(100% - 2px))`;
  node.append(tick);
  return node;
}

/** The good range in words, for a measure whose scorecard entry does not say it. */
function goodRange(scale, measure) {
  const good = ((scale && scale.zones) || []).find((zone) => zone.level === "good");
  if (!good) return "";
  const has = (x) => x !== null && x !== undefined;
  if (has(good.from) && has(good.to)) return `${withUnit(good.from, measure)} to ${withUnit(good.to, measure)} is good`;
  return has(good.from) ? `${withUnit(good.from, measure)} or more is good` : has(good.to) ? `${withUnit(good.to, measure)} or less is good` : "";
}

function measureRow(measure) {
  const reading = READINGS[measure.name] || { value: null, why: "not measured" };
  const scale = DATA.zones[measure.name];
  const title = (scale && scale.title) || measure.title;
  const value = valueOf(measure.name);
  const level = levelOf(measure.name);
  const id = "about-" + measure.name;
  const limit = [reading.limit || goodRange(scale, measure), reading.source ? `(${reading.source})` : ""].filter(Boolean).join(" ");
  const detail = el("div", { class: "detail", id, role: "tooltip" },
    el("p", {}, ABOUT[measure.name] || ""),
    limit ? el("p", { class: "soft" }, scale ? "Limit: " + limit : sentence(limit)) : null,
    reading.next && value !== null ? el("p", {}, sentence(reading.next)) : null);
  const spoken = value === null ? "no value: " + (reading.why || "not measured") : withUnit(value, measure) + (level ? ", " + LEVELS[level] : "");
  const [number, unit] = value === null ? [] : parts(value, measure);
  const row = el("li", {
    class: "measure", tabindex: 0, "data-measure": measure.name, "data-level": level, "aria-label": `${title}: ${spoken}`, "aria-describedby": id,
  },
    el("span", { class: "name" }, title),
    value === null
      ? el("span", { class: "value" }, el("span", {}, "no value"))
      : el("span", { class: "value" }, level ? svg(MARKS[level]) : null, number, unit ? el("span", {}, "\u00a0" + unit) : null),
    value !== null && scale ? bar(scale, value, level) : null,
    value === null ? el("p", { class: "why" }, sentence(reading.why || "not measured")) : null,
    detail);
  row.addEventListener("keydown", (e) => row.classList.toggle("quieted", e.key === "Escape"));
  row.addEventListener("blur", () => row.classList.remove("quieted"));
  row.addEventListener("mouseleave", () => row.classList.remove("quieted"));
  return row;
}

function showMeasures() {
  const groups = [["signal", "Signal", CARD.acoustic], ["delivery", "Delivery", CARD.delivery]];
  byId("measures").replaceChildren(...groups.map(([key, title, part]) => {
    const all = DATA.measures.filter((m) => m.group === key);
    const judged = all.filter((m) => DATA.zones[m.name]);
    const also = all.filter((m) => !DATA.zones[m.name]);
    const score = part && typeof part.score === "number" ? String(Math.round(part.score)) : "–";
    return el("section", { class: "group " + key, "aria-label": title },
      el("header", {}, el("h2", {}, title), el("b", {}, score)),
      part && part.why ? el("p", { class: "unscored soft" }, sentence(part.why)) : null,
      judged.length ? el("ul", { class: "rows" }, judged.map(measureRow)) : null,
      also.length ? el("div", { class: "also" }, el("h3", {}, "Also measured"), el("ul", { class: "rows" }, also.map(measureRow))) : null);
  }));
}

// ---- Words
const DOUBTFUL_BELOW = 0.5;
function wordsHead(heard) {
  const facts = [];
  const pace = valueOf("words_per_minute");
  if (pace !== null) facts.push(`${Math.round(pace)} a minute`);
  if (heard.engine) facts.push("heard by " + heard.engine);
  if (heard.uncertain) facts.push("uncertain, check them");
  return el("header", {}, el("h2", {}, "Words"), el("span", { class: "soft" }, facts.join(" · ")));
}
/** Words and the rests between them, in time order; a rest belongs before the first word that begins after its middle. */
function wordsAndRests(words, pauses) {
  const rests = [...pauses];
  const nodes = [];
  for (const word of words) {
    while (rests.length && (rests[0].start_s + rests[0].end_s) / 2 <= word.start_s) {
      const rest = rests.shift();
      if (nodes.length) nodes.push(el("span", { class: "rest", title: `a rest of ${(rest.end_s - rest.start_s).toFixed(1)} s`, "aria-label": "rest" }, "·"), " ");
    }
    const isDoubtful = typeof word.confidence === "number" && word.confidence < DOUBTFUL_BELOW;
    const at = typeof word.start_s === "number" ? word.start_s.toFixed(2) + " s" : "";
    nodes.push(el(isDoubtful ? "u" : "span", { title: isDoubtful ? at + ", heard unsurely" : at }, word.text || ""), " ");
  }
  return nodes;
}
function showWords() {
  const section = byId("words");
  const heard = CARD.transcript;
  const words = heard && Array.isArray(heard.words) ? heard.words : [];
  section.hidden = !heard && !CARD.transcript_why;
  if (section.hidden) return;
  if (!words.length) {
    const why = heard ? "No words were heard." : sentence(CARD.transcript_why);
    section.replaceChildren(wordsHead(heard || {}), el("p", { class: "soft" }, why));
    return;
  }
  const doubtful = words.some((word) => word.confidence < DOUBTFUL_BELOW);
  const pauses = CARD.pauses || [];
  const key = [pauses.length ? "A dot is a rest" : "", doubtful ? "underlined words were heard unsurely" : ""].filter(Boolean).join("; ");
  section.replaceChildren(wordsHead(heard), el("p", { class: "said" }, wordsAndRests(words, pauses)), key ? el("p", { class: "soft" }, sentence(key) + ".") : "");
}

// ---- Advice and details
function showAdvice() {
  const list = (CARD.advice || []).filter((item) => textOf(item));
  const gain = (item) => (typeof item.gain === "number" && item.gain >= 0.5 ? `up to ${Math.round(item.gain)} point${item.gain >= 1.5 ? "s" : ""}` : "");
  const section = byId("advice");
  section.hidden = list.length === 0;
  section.replaceChildren(el("h2", {}, "Advice, what gains most first"),
    el("ol", {}, list.map((item) => el("li", {}, el("span", {}, sentence(textOf(item))), el("span", { class: "soft" }, gain(item))))));
}

function channelText() {
  const channels = CARD.channels;
  const layout = channels && typeof channels === "object" ? channels.layout : channels;
  if (!layout || layout === "mono") return [];
  const judged = channels.analysis_signal ? ` Judged: ${channels.analysis_signal}.` : "";
  return [(CHANNELS[layout] || humanised(layout)) + "." + judged];
}
function factValue(key, value) {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && key.endsWith("_hz")) return withUnit(value, { unit: "Hz", decimals: 0 });
  if (typeof value === "number" && key.endsWith("_s")) return withUnit(value, { unit: "s", decimals: 1 });
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
function findingText(key, value) {
  const number = typeof value === "number" ? (key.endsWith("_hz") ? withUnit(value, { unit: "Hz", decimals: 0 }) : String(value)) : "";
  return (FINDINGS[key] || humanised(key) + (number ? ": {}" : "")).replace("{}", () => number);
}
function findings() {
  const found = CARD.findings || {};
  if (Array.isArray(found)) return found.map((item) => sentence(textOf(item)));
  return Object.entries(found).filter(([, value]) => value).map(([key, value]) => findingText(key, value));
}

function table() {
  const rows = DATA.measures.map((m) => {
    const reading = READINGS[m.name] || {};
    const value = valueOf(m.name);
    const level = levelOf(m.name);
    return el("tr", {}, el("th", { scope: "row" }, m.title), el("td", { class: "number" }, value === null ? "–" : withUnit(value, m)),
      el("td", {}, level ? LEVELS[level] : ""), el("td", {}, value === null ? sentence(reading.why || "not measured") : reading.limit || goodRange(DATA.zones[m.name], m)), el("td", {}, reading.source || ""));
  });
  const head = ["Measure", "Value", "Level", "Limit", "Source"].map((text, i) => el("th", { scope: "col", class: i === 1 ? "number" : null }, text));
  return el("details", {}, el("summary", {}, "All numbers as a table"), el("div", { class: "scroll", tabindex: 0 }, el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows))));
}

function showDetails() {
  const audio = Object.entries({ ...CARD.audio, profile: CARD.profile }).filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  const notes = [...channelText(), ...findings(), ...(CARD.notes || []).map((note) => sentence(textOf(note)))];
  byId("details").replaceChildren(
    el("h2", {}, "The file"),
    el("div", { class: "columns" },
      el("dl", { class: "facts" }, audio.flatMap(([key, value]) => [el("dt", {}, FACTS[key] || humanised(key)), el("dd", {}, factValue(key, value))])),
      el("ul", { class: "notes" }, notes.length ? notes.map((text) => el("li", {}, text)) : el("li", { class: "soft" }, "Nothing unusual was found."))),
    table());
}
