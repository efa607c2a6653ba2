/** Plays one sound at a time. The take pane has one player for the open take; whoever needs another makes it. */

import { effect, signal } from "@preact/signals";

import type { Range } from "../api/types";
import { region } from "./region";

export const kRates = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

interface Pausable {
  pause(): void;
}

/** Whatever sounds on this page: when one begins, the others rest. */
const all = new Set<Pausable>();

/** Takes part in that until what it returns is called. */
export function join(one: Pausable): () => void {
  all.add(one);
  return () => all.delete(one);
}

export function hushOthers(than: Pausable): void {
  for (const other of all) if (other !== than) other.pause();
}

export class Player {
  readonly isPlaying = signal(false);
  /** Moves with every frame while it plays. */
  readonly time_s = signal(0);
  readonly duration_s = signal(0);
  readonly rate = signal(1);
  /** Where it goes round, while isLooping; null: the whole sound. */
  readonly loop = signal<Range | null>(null);
  readonly isLooping = signal(false);
  /** The sound cannot be played here. */
  readonly isBroken = signal(false);

  private readonly audio = new Audio();
  private source = "";
  private frame = 0;

  constructor() {
    this.audio.preload = "auto";
    join(this);
    const on = (name: string, act: () => void) => this.audio.addEventListener(name, act);
    on("play", () => this.began());
    on("pause", () => this.rested());
    on("ended", () => this.ended());
    on("timeupdate", () => this.look());
    on("seeked", () => this.look());
    on("durationchange", () => {
      this.duration_s.value = Number.isFinite(this.audio.duration) ? this.audio.duration : 0;
    });
    on("error", () => {
      this.isBroken.value = this.source !== "";
      this.rested();
    });
  }

  /** Opens a sound by its address, at its beginning; "" closes. The same address again changes nothing. */
  open(address: string): void {
    if (address === this.source) return;
    this.pause();
    this.source = address;
    this.isBroken.value = false;
    this.time_s.value = 0;
    this.duration_s.value = 0;
    if (address) this.audio.src = address;
    else this.audio.removeAttribute("src");
    this.audio.load();
    this.audio.playbackRate = this.rate.value;
  }

  play(): void {
    if (!this.source || this.isBroken.value) return;
    const stretch = this.isLooping.value ? this.loop.value : null;
    const now = this.audio.currentTime;
    if (stretch && (now < stretch.start_s || now >= stretch.end_s)) this.seek(stretch.start_s);
    else if (this.audio.ended) this.seek(0);
    // a refusal (no sound device, no gesture yet) leaves it paused, which the button shows
    this.audio.play().catch(() => this.rested());
  }

  pause(): void {
    this.audio.pause();
  }

  toggle(): void {
    if (this.isPlaying.value) this.pause();
    else this.play();
  }

  seek(toS: number): void {
    const end = this.duration_s.value || this.audio.duration || toS;
    this.audio.currentTime = Math.min(end, Math.max(0, toS));
    this.time_s.value = this.audio.currentTime;
  }

  setRate(rate: number): void {
    this.rate.value = rate;
    this.audio.playbackRate = rate;
  }

  /** The next of kRates in a direction, +1 or −1. */
  stepRate(direction: 1 | -1): void {
    const at = kRates.findIndex((rate) => rate >= this.rate.value);
    this.setRate(kRates[Math.min(kRates.length - 1, Math.max(0, at + direction))] ?? 1);
  }

  /** 0 to 1; for two takes at equal loudness. */
  setVolume(volume: number): void {
    this.audio.volume = Math.min(1, Math.max(0, volume));
  }

  private began(): void {
    hushOthers(this);
    this.isPlaying.value = true;
    const tick = () => {
      this.look();
      this.frame = requestAnimationFrame(tick);
    };
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(tick);
  }

  private rested(): void {
    cancelAnimationFrame(this.frame);
    this.isPlaying.value = false;
    this.time_s.value = this.audio.currentTime;
  }

  private ended(): void {
    if (this.isLooping.value) {
      this.seek(this.loop.value?.start_s ?? 0);
      this.play();
    } else {
      this.rested();
    }
  }

  private look(): void {
    const stretch = this.isLooping.value && this.isPlaying.value ? this.loop.value : null;
    if (stretch && this.audio.currentTime >= stretch.end_s) this.audio.currentTime = stretch.start_s;
    this.time_s.value = this.audio.currentTime;
  }
}

/** Plays the open take. */
export const player = new Player();

effect(() => {
  player.loop.value = region.value;
});

export const soundOf = (takeId: string): string => `/api/v1/takes/${encodeURIComponent(takeId)}/sound`;
