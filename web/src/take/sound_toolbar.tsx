/** Play, speed, loop, the marked stretch and the zoom. */

import { fill, text } from "../text/en";
import { moment } from "./figures";
import { regionWords } from "./overlay";
import { kRates, player } from "./player";
import { region } from "./region";
import { Icon } from "./shapes";
import { isInView, showAll, visible, zoom } from "./sound_state";
import { isWhole } from "./visible";

const kMarkedS = 3;

/** For fingers and keyboards: a stretch to pull at its ends. */
export function markStretch(durationS: number): void {
  const now = player.time_s.peek();
  const { start_s, end_s } = visible.peek();
  const length = Math.min(kMarkedS, durationS, 0.5 * (end_s - start_s));
  const start = isInView(now) ? Math.min(now, durationS - length) : start_s;
  region.value = { start_s: start, end_s: start + length };
}

function Time({ durationS }: { durationS: number }) {
  return (
    <span class="time">
      <b>{moment(player.time_s.value)}</b> / {moment(durationS)}
    </span>
  );
}

function Speed() {
  const choose = (event: Event) => {
    const select = event.currentTarget as HTMLSelectElement;
    player.setRate(Number(select.value));
    // so that the keys work again
    select.blur();
  };
  return (
    <select class="speed" aria-label={text.take.speed} title={text.take.speed} value={String(player.rate.value)} onChange={choose}>
      {kRates.map((rate) => (
        <option key={rate} value={String(rate)}>
          {rate}×
        </option>
      ))}
    </select>
  );
}

function Marked({ durationS }: { durationS: number }) {
  const now = region.value;
  if (!now) {
    return (
      <button type="button" class="tool" title={text.take.mark} onClick={() => markStretch(durationS)}>
        <Icon of="mark" />
        <span>{text.take.mark}</span>
      </button>
    );
  }
  return (
    <span class="marked">
      <span>
        {regionWords(now)} · <b>{fill(text.take.seconds, { value: (now.end_s - now.start_s).toFixed(1) })}</b>
      </span>
      <button type="button" class="quiet" aria-label={text.take.unmark} title={text.take.unmark} onClick={() => (region.value = null)}>
        <Icon of="close" />
      </button>
    </span>
  );
}

export function SoundToolbar({ durationS }: { durationS: number }) {
  const isPlaying = player.isPlaying.value;
  const all = isWhole(visible.value, durationS);
  return (
    <div class="tools" role="toolbar" aria-label={text.take.playback}>
      <button type="button" class="play primary" aria-label={isPlaying ? text.take.pause : text.take.play} title={isPlaying ? text.take.pause : text.take.play} disabled={player.isBroken.value} onClick={() => player.toggle()}>
        <Icon of={isPlaying ? "pause" : "play"} />
      </button>
      <Time durationS={durationS} />
      <button type="button" class="tool" aria-pressed={player.isLooping.value} title={text.take.loop} onClick={() => (player.isLooping.value = !player.isLooping.value)}>
        <Icon of="loop" />
        <span>{text.take.loop}</span>
      </button>
      <Speed />
      <Marked durationS={durationS} />
      <span class="zoom">
        <button type="button" class="quiet" aria-label={text.take.zoomOut} title={text.take.zoomOut} disabled={all} onClick={() => zoom(1 / 1.6)}>
          <Icon of="zoomOut" />
        </button>
        <button type="button" class="quiet" aria-label={text.take.zoomIn} title={text.take.zoomIn} onClick={() => zoom(1.6)}>
          <Icon of="zoomIn" />
        </button>
        <button type="button" class="quiet" aria-label={text.take.zoomAll} title={text.take.zoomAll} disabled={all} onClick={showAll}>
          <Icon of="fit" />
        </button>
      </span>
    </div>
  );
}
