/** A canvas to draw one picture on, with the axis of time that all pictures of a take share. */

import type { Range } from "../api/types";
import { minus } from "./figures";
import type { SoundData } from "./sound_data";

/** Left of every picture, for the numbers of its own axis. */
export const kGutter = 56;
/** Above the waveform, for the marks. */
export const kLane = 18;

const kColours = ["paper", "surface", "ink", "soft", "line", "accent", "keep", "review", "reject"] as const;
export type Colour = (typeof kColours)[number];
export type Palette = Record<Colour, string>;

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(kColours.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Palette;
}

/** What a picture is drawn from. */
export interface Scene {
  data: SoundData;
  visible: Range;
  theme: "light" | "dark";
}

interface LevelLook {
  isDashed?: boolean;
  colour?: Colour;
  hasLine?: boolean;
}

export class Sheet {
  readonly g: CanvasRenderingContext2D;
  readonly colours = palette();
  readonly density = devicePixelRatio || 1;
  readonly left = kGutter;
  readonly width: number;
  private readonly pxPerS: number;

  /** Empties the canvas at the width it has on the page. */
  constructor(
    canvas: HTMLCanvasElement,
    readonly height: number,
    private readonly visible: Range,
  ) {
    const width = canvas.clientWidth;
    canvas.width = Math.round(width * this.density);
    canvas.height = Math.round(height * this.density);
    this.g = canvas.getContext("2d") as CanvasRenderingContext2D;
    this.g.scale(this.density, this.density);
    this.g.font = "13px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
    this.width = Math.max(1, width - kGutter);
    this.pxPerS = this.width / Math.max(1e-9, visible.end_s - visible.start_s);
  }

  get right(): number {
    return this.left + this.width;
  }

  x(t: number): number {
    return this.left + (t - this.visible.start_s) * this.pxPerS;
  }

  /** Draws only right of the gutter. */
  inside(draw: () => void): void {
    this.g.save();
    this.g.beginPath();
    this.g.rect(this.left, 0, this.width, this.height);
    this.g.clip();
    draw();
    this.g.restore();
  }

  line(y: number, colour: Colour, dash: number[] = [], width = 1): void {
    const g = this.g;
    g.strokeStyle = this.colours[colour];
    g.lineWidth = width;
    g.setLineDash(dash);
    g.beginPath();
    g.moveTo(this.left, y);
    g.lineTo(this.right, y);
    g.stroke();
    g.setLineDash([]);
  }

  /** A line across with its label in the gutter. */
  level(y: number, label: string, { isDashed = false, colour = "line", hasLine = true }: LevelLook = {}): void {
    if (hasLine) this.line(Math.round(y) + 0.5, colour, isDashed ? [4, 4] : []);
    this.g.fillStyle = this.colours.soft;
    this.g.textAlign = "right";
    this.g.textBaseline = "middle";
    this.g.fillText(minus(label), this.left - 8, Math.min(this.height - 7, Math.max(7, y)));
  }
}

/** The first step of a list with which a reach has no more than `count` of them. */
export function stepFor(reach: number, count: number, nice: number[]): number {
  return nice.find((step) => reach / step <= count) ?? nice[nice.length - 1] ?? 1;
}
