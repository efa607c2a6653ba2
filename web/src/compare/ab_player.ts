/** Plays two sounds in step, one of them heard: both run through gains on one clock, so that a switch comes at the same
 *  moment of both and without a click. */

import { signal } from "@preact/signals";

import { request, wordsOf } from "../api/client";
import { hushOthers, join } from "../take/player";
import { gainOf } from "./gain";

export type Side = "a" | "b";

/** Crossfade of a switch, and the fade at start and stop: no click, and no gap to hear. */
const kFadeS = 0.01;

/** Of something under /api/v1. */
async function bytesOf(path: string): Promise<ArrayBuffer> {
  const response = await request(path);
  return response.arrayBuffer();
}

/** Two takes of one text are heard to the end of the longer. A clone is heard against a clip that says something else:
 *  to its own end, and the clip begins anew where it is shorter. */
export type Span = "longer" | "b";

interface Voice {
  source: AudioBufferSourceNode;
  gain: GainNode;
}

export class AbPlayer {
  readonly side = signal<Side>("a");
  readonly isPlaying = signal(false);
  readonly isReady = signal(false);
  readonly problem = signal("");
  readonly time_s = signal(0);
  readonly duration_s = signal(0);
  readonly buffers = signal<Record<Side, AudioBuffer> | null>(null);
  private readonly context = new AudioContext();
  private gains: Record<Side, number> = { a: 1, b: 1 };
  private voices: Record<Side, Voice> | null = null;
  private readonly leave = join(this);
  private startedAt = 0;
  private frame = 0;

  constructor(private readonly span: Span = "longer") {}

  /** Fetches and decodes both, by their paths. */
  async load(a: string, b: string): Promise<void> {
    try {
      const sounds = await Promise.all([a, b].map(async (path) => this.context.decodeAudioData(await bytesOf(path))));
      const [first, second] = sounds;
      if (!first || !second) return;
      this.buffers.value = { a: first, b: second };
      this.duration_s.value = this.span === "b" ? second.duration : Math.max(first.duration, second.duration);
      this.isReady.value = true;
    } catch (error) {
      this.problem.value = wordsOf(error);
    }
  }

  /** To equal loudness, dB, at most 0 each. */
  setGains(db: Record<Side, number>): void {
    this.gains = { a: gainOf(db.a), b: gainOf(db.b) };
    this.fade();
  }

  toggle(): void {
    if (this.isPlaying.value) this.pause();
    else void this.play();
  }

  async play(): Promise<void> {
    if (!this.isReady.value || this.isPlaying.value) return;
    await this.context.resume();
    hushOthers(this);
    this.start(this.time_s.value >= this.duration_s.value ? 0 : this.time_s.value);
  }

  pause(): void {
    const at = this.now();
    this.stop();
    this.time_s.value = at;
  }

  seek(to_s: number): void {
    const at = Math.min(this.duration_s.value, Math.max(0, to_s));
    const wasPlaying = this.isPlaying.value;
    this.stop();
    this.time_s.value = at;
    if (wasPlaying) this.start(at);
  }

  hear(side: Side): void {
    this.side.value = side;
    this.fade();
  }

  other(): void {
    this.hear(this.side.value === "a" ? "b" : "a");
  }

  close(): void {
    this.leave();
    this.stop();
    void this.context.close();
  }

  private levelOf(side: Side): number {
    return this.side.peek() === side ? this.gains[side] : 0;
  }

  private start(from_s: number): void {
    const buffers = this.buffers.peek();
    if (!buffers) return;
    // a moment ahead, so that both begin on the same sample
    const when = this.context.currentTime + kFadeS;
    const voice = (side: Side): Voice => {
      const { duration } = buffers[side];
      const loop = this.span === "b" && side === "a";
      const source = new AudioBufferSourceNode(this.context, { buffer: buffers[side], loop });
      const gain = new GainNode(this.context, { gain: 0 });
      gain.gain.setValueAtTime(0, when);
      gain.gain.linearRampToValueAtTime(this.levelOf(side), when + kFadeS);
      source.connect(gain).connect(this.context.destination);
      if (loop) source.start(when, from_s % duration);
      else if (from_s < duration) source.start(when, from_s);
      return { source, gain };
    };
    this.voices = { a: voice("a"), b: voice("b") };
    this.startedAt = when - from_s;
    this.isPlaying.value = true;
    this.frame = requestAnimationFrame(this.look);
  }

  private fade(): void {
    if (!this.voices) return;
    const now = this.context.currentTime;
    for (const side of ["a", "b"] as const) {
      const { gain } = this.voices[side].gain;
      const from = gain.value;
      gain.cancelScheduledValues(now);
      gain.setValueAtTime(from, now);
      gain.linearRampToValueAtTime(this.levelOf(side), now + kFadeS);
    }
  }

  private stop(): void {
    cancelAnimationFrame(this.frame);
    this.isPlaying.value = false;
    if (!this.voices) return;
    const now = this.context.currentTime;
    for (const { source, gain } of Object.values(this.voices) as Voice[]) {
      gain.gain.cancelScheduledValues(now);
      gain.gain.setValueAtTime(gain.gain.value, now);
      gain.gain.linearRampToValueAtTime(0, now + kFadeS);
      // a source that was never started (its take is shorter) must not be stopped
      source.addEventListener("ended", () => gain.disconnect());
      try {
        source.stop(now + kFadeS);
      } catch {
        gain.disconnect();
      }
    }
    this.voices = null;
  }

  private now(): number {
    if (!this.isPlaying.peek()) return this.time_s.peek();
    return Math.min(this.duration_s.peek(), Math.max(0, this.context.currentTime - this.startedAt));
  }

  private readonly look = (): void => {
    const at = this.now();
    if (at >= this.duration_s.peek()) {
      this.stop();
      this.time_s.value = 0;
      return;
    }
    this.time_s.value = at;
    this.frame = requestAnimationFrame(this.look);
  };
}
