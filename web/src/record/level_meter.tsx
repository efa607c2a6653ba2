/** The level while it sounds: bar, held peak, target zone, the level in a word, and the clip lamp. It is drawn past
 *  Preact, many times a second. */

import { useEffect, useRef } from "preact/hooks";

import { fill, text } from "../text/en";
import { kFloorDb, kTarget, place, wordOf } from "./level";
import { isClipped, meter } from "./recorder";

const kTicks_db = [-60, -48, -36, -24, -12, 0];
/** Numbers and words change slowly enough to be read. */
const kWords_ms = 250;
const kCalm_ms = 200;

const words = text.record.meter;
const percent = (level_db: number) => `${100 * place(level_db)}%`;
const inWords = (level_db: number) =>
  level_db > kFloorDb ? fill(words.value, { db: Math.round(level_db).toString().replace("-", "−") }) : words.silence;

interface Parts {
  box: HTMLElement;
  bar: HTMLElement;
  peak: HTMLElement;
  value: HTMLElement;
}

function draw({ bar, peak }: Parts): void {
  bar.style.transform = `scaleX(${place(meter.shown_db)})`;
  peak.style.left = percent(meter.held_db);
  peak.hidden = meter.held_db <= kFloorDb;
}

function tell({ box, value }: Parts): void {
  const level = wordOf(meter.held_db);
  const said = `${inWords(meter.held_db)}, ${words.words[level]}`;
  box.dataset["word"] = level;
  box.setAttribute("aria-valuenow", String(Math.round(Math.max(kFloorDb, Math.min(0, meter.held_db)))));
  box.setAttribute("aria-valuetext", said);
  value.textContent = said;
}

/** Draws until the returned function is called; with reduced motion a few times a second. */
function run(parts: Parts): () => void {
  const pace_ms = matchMedia("(prefers-reduced-motion: reduce)").matches ? kCalm_ms : 0;
  let drawn_ms = -Infinity;
  let told_ms = -Infinity;
  let frame = requestAnimationFrame(function step(now_ms) {
    if (now_ms - drawn_ms >= pace_ms) {
      draw(parts);
      drawn_ms = now_ms;
    }
    if (now_ms - told_ms >= kWords_ms) {
      tell(parts);
      told_ms = now_ms;
    }
    frame = requestAnimationFrame(step);
  });
  return () => cancelAnimationFrame(frame);
}

function Scale() {
  return (
    <div class="meter-scale" aria-hidden="true">
      {kTicks_db.map((tick) => (
        <span key={tick} style={{ left: percent(tick) }}>
          {tick === 0 ? "0" : `−${-tick}`}
        </span>
      ))}
    </div>
  );
}

export function ClipLamp() {
  const lit = isClipped.value;
  return (
    <p class="lamp" data-lit={lit} role="status" title={lit ? words.clippedLong : undefined}>
      {lit ? words.clipped : words.notClipped}
    </p>
  );
}

export function LevelMeter() {
  const box = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const peak = useRef<HTMLDivElement>(null);
  const value = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!box.current || !bar.current || !peak.current || !value.current) return;
    return run({ box: box.current, bar: bar.current, peak: peak.current, value: value.current });
  }, []);
  const zone = { left: percent(kTarget.from), width: `${100 * (place(kTarget.to) - place(kTarget.from))}%` };
  return (
    <div class="mic-level">
      <div
        class="meter"
        ref={box}
        role="meter"
        aria-label={words.label}
        aria-valuemin={kFloorDb}
        aria-valuemax={0}
        aria-valuenow={kFloorDb}
      >
        <div class="meter-zone" style={zone} title={words.target} />
        <div class="meter-bar" ref={bar} />
        <div class="meter-peak" ref={peak} hidden />
      </div>
      <Scale />
      <div class="level-words">
        <p class="level-value" ref={value} aria-hidden="true" />
        <ClipLamp />
      </div>
    </div>
  );
}
