/** One picture of the stack: its title, its legend, its canvas, and a dot on the curve where one points. */

import { effect, useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { theme } from "../state/theme";
import { type Scene, Sheet } from "./sheet";
import type { SoundData } from "./sound_data";
import { pointed, visible } from "./sound_state";

export interface PlotProps {
  name: string;
  title?: string;
  height: number;
  /** The text alternative of the picture. */
  label: string;
  data: SoundData;
  draw: (sheet: Sheet, scene: Scene) => void;
  /** Always the whole take. */
  isWhole?: boolean;
  /** Height of the curve at a moment, null without one. */
  curve?: (data: SoundData, height: number, t: number) => number | null;
  children?: ComponentChildren;
}

function Dot({ data, height, curve }: { data: SoundData; height: number; curve: NonNullable<PlotProps["curve"]> }) {
  const dot = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    if (!dot.current) return;
    const t = pointed.value?.t ?? null;
    const y = t === null ? null : curve(data, height, t);
    dot.current.hidden = y === null;
    if (t === null || y === null) return;
    const { start_s, end_s } = visible.value;
    dot.current.style.left = `${(100 * (t - start_s)) / (end_s - start_s)}%`;
    dot.current.style.top = `${Math.min(height, Math.max(0, y))}px`;
  });
  return <div class="dot" ref={dot} hidden />;
}

export function Plot(props: PlotProps) {
  const { name, title, height, label, data, draw, isWhole, curve, children } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const at = canvas.current;
    if (!at) return undefined;
    let frame = 0;
    const paint = () => {
      frame = 0;
      const stretch = isWhole ? { start_s: 0, end_s: data.durationS } : visible.peek();
      draw(new Sheet(at, height, stretch), { data, visible: stretch, theme: theme.peek() });
    };
    const askFor = () => {
      if (!frame) frame = requestAnimationFrame(paint);
    };
    const stop = effect(() => {
      void theme.value;
      if (!isWhole) void visible.value;
      askFor();
    });
    const watch = new ResizeObserver(askFor);
    watch.observe(at);
    return () => {
      stop();
      watch.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [data, draw, height, isWhole]);
  return (
    <div class="plot">
      {title && (
        <header>
          <h3>{title}</h3>
          <div class="legend">{children}</div>
        </header>
      )}
      <div class="picture">
        <canvas ref={canvas} role="img" aria-label={label} data-picture={name} style={{ height: `${height}px` }} />
        {curve && (
          <div class="plane">
            <Dot data={data} height={height} curve={curve} />
          </div>
        )}
      </div>
    </div>
  );
}
