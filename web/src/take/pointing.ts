/** Pointer, wheel and fingers on the pictures: point reads, click seeks, drag marks a stretch; two fingers or the wheel
 *  with Ctrl zoom, one finger moves what is zoomed. */

import { kGutter } from "./sheet";
import { player } from "./player";
import { region, regionBetween } from "./region";
import { hzAt } from "./plot_spectrogram";
import type { SoundData } from "./sound_data";
import { isInView, pan, pointed, seek, visible, zoom } from "./sound_state";
import { isWhole } from "./visible";

/** Less is a click. */
const kDragPx = 4;

interface Drag {
  id: number;
  startX: number;
  startT: number;
  isMoving: boolean;
  isFinger: boolean;
}

class Pointing {
  private drag: Drag | null = null;
  private fingers = new Map<number, number>();

  constructor(
    private readonly ground: HTMLElement,
    private readonly data: SoundData,
  ) {}

  private timeAt(clientX: number): number {
    const box = this.ground.getBoundingClientRect();
    const { start_s, end_s } = visible.peek();
    const share = (clientX - box.left - kGutter) / Math.max(1, box.width - kGutter);
    return Math.min(end_s, Math.max(start_s, start_s + share * (end_s - start_s)));
  }

  private secondsPerPx(): number {
    const { start_s, end_s } = visible.peek();
    return (end_s - start_s) / Math.max(1, this.ground.clientWidth - kGutter);
  }

  private point(event: PointerEvent): void {
    const picture = this.ground.parentElement?.querySelector("[data-picture=spectrogram]")?.getBoundingClientRect();
    const isInside = picture && event.clientY >= picture.top && event.clientY <= picture.bottom;
    const share = isInside ? (picture.bottom - event.clientY) / picture.height : null;
    const hz = share === null ? null : hzAt(this.data.spectrogram, share);
    pointed.value = { t: this.timeAt(event.clientX), hz };
  }

  down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const isFinger = event.pointerType === "touch";
    if (isFinger) this.fingers.set(event.pointerId, event.clientX);
    if (this.fingers.size > 1) {
      this.drag = null;
      return;
    }
    this.ground.setPointerCapture(event.pointerId);
    const startT = this.timeAt(event.clientX);
    this.drag = { id: event.pointerId, startX: event.clientX, startT, isMoving: false, isFinger };
    this.point(event);
  };

  move = (event: PointerEvent): void => {
    this.point(event);
    if (this.fingers.size === 2 && this.fingers.has(event.pointerId)) {
      this.pinch(event);
      return;
    }
    const drag = this.drag;
    if (!drag || drag.id !== event.pointerId) return;
    drag.isMoving ||= Math.abs(event.clientX - drag.startX) > kDragPx;
    if (!drag.isMoving) return;
    if (drag.isFinger) {
      const before = this.fingers.get(event.pointerId) ?? event.clientX;
      this.fingers.set(event.pointerId, event.clientX);
      if (!isWhole(visible.peek(), this.data.durationS)) pan((before - event.clientX) * this.secondsPerPx());
      return;
    }
    region.value = regionBetween(drag.startT, this.timeAt(event.clientX), this.data.durationS);
  };

  private pinch(event: PointerEvent): void {
    const [a, b] = [...this.fingers.values()] as [number, number];
    this.fingers.set(event.pointerId, event.clientX);
    const [c, d] = [...this.fingers.values()] as [number, number];
    const factor = Math.max(16, Math.abs(c - d)) / Math.max(16, Math.abs(a - b));
    zoom(factor, this.timeAt((c + d) / 2));
    pan(((a + b) / 2 - (c + d) / 2) * this.secondsPerPx());
  }

  up = (event: PointerEvent): void => {
    const drag = this.drag;
    this.fingers.delete(event.pointerId);
    this.drag = null;
    if (!drag || drag.id !== event.pointerId) return;
    if (!drag.isMoving) seek(drag.startT);
    else if (!drag.isFinger && region.peek() && !player.isPlaying.peek()) player.seek(region.peek()!.start_s);
  };

  leave = (): void => {
    if (!this.drag) pointed.value = null;
  };

  cancel = (event: PointerEvent): void => {
    this.fingers.delete(event.pointerId);
    this.drag = null;
    pointed.value = null;
  };

  wheel = (event: WheelEvent): void => {
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) * 0.01), this.timeAt(event.clientX));
    } else if (isSideways && !isWhole(visible.peek(), this.data.durationS)) {
      event.preventDefault();
      pan((event.deltaX || event.deltaY) * this.secondsPerPx());
    }
  };

  /** Read the pictures without a pointer: what the playhead is at. */
  focus = (): void => {
    const t = player.time_s.peek();
    if (this.ground.matches(":focus-visible") && isInView(t)) pointed.value = { t, hz: null };
  };
}

/** Listens until the returned function is called. */
export function listenTo(ground: HTMLElement, data: SoundData): () => void {
  const pointing = new Pointing(ground, data);
  const off = new AbortController();
  const { signal } = off;
  ground.addEventListener("pointerdown", pointing.down, { signal });
  ground.addEventListener("pointermove", pointing.move, { signal });
  ground.addEventListener("pointerup", pointing.up, { signal });
  ground.addEventListener("pointercancel", pointing.cancel, { signal });
  ground.addEventListener("pointerleave", pointing.leave, { signal });
  ground.addEventListener("wheel", pointing.wheel, { signal, passive: false });
  ground.addEventListener("focus", pointing.focus, { signal });
  ground.addEventListener("blur", pointing.leave, { signal });
  return () => off.abort();
}
