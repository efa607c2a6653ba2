/** Two sounds one above the other, one of them heard, and what moves both. */

import { useMemo } from "preact/hooks";

import { clockTenths, tidy } from "../takes/format";
import { text } from "../text/en";
import type { AbPlayer, Side } from "./ab_player";
import { gainOf } from "./gain";
import { greatest, peaksOf, wavePath } from "./wave_path";

const words = text.compare;
const kColumns = 600;
const kSides = ["a", "b"] as const;

function Playhead({ player }: { player: AbPlayer }) {
  const share = player.duration_s.value > 0 ? player.time_s.value / player.duration_s.value : 0;
  return <span class="playhead" style={{ left: `${100 * share}%` }} />;
}

/** Both waveforms as they sound: after their gains, the louder filling its lane. */
function usePaths(player: AbPlayer, gain_db: Record<Side, number>): Record<Side, string> {
  const buffers = player.buffers.value;
  const peaks = useMemo(() => {
    if (!buffers) return null;
    const of = (buffer: AudioBuffer) =>
      peaksOf(buffer.getChannelData(0), buffer.sampleRate, player.duration_s.peek(), kColumns);
    return { a: of(buffers.a), b: of(buffers.b) };
  }, [buffers]);
  return useMemo(() => {
    if (!peaks) return { a: "", b: "" };
    const gain = { a: gainOf(gain_db.a), b: gainOf(gain_db.b) };
    const scale = 0.96 / Math.max(greatest(peaks.a) * gain.a, greatest(peaks.b) * gain.b);
    return { a: wavePath(peaks.a, gain.a * scale), b: wavePath(peaks.b, gain.b * scale) };
  }, [peaks, gain_db.a, gain_db.b]);
}

interface LaneProps {
  player: AbPlayer;
  side: Side;
  name: string;
  gain_db: number;
  path: string;
}

function Lane({ player, side, name, gain_db, path }: LaneProps) {
  const isHeard = player.side.value === side;
  return (
    <div class="lane" data-heard={isHeard}>
      <button type="button" class="side" aria-pressed={isHeard} onClick={() => player.hear(side)}>
        <b>{side.toUpperCase()}</b>
        <span>{name}</span>
        <span class="soft">{gain_db < -0.05 ? `${tidy(gain_db)} dB` : words.asRecorded}</span>
      </button>
      <div
        class="wave"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          player.seek((player.duration_s.peek() * (event.clientX - box.left)) / box.width);
        }}
      >
        <svg viewBox={`0 0 ${kColumns} 2`} preserveAspectRatio="none" aria-hidden="true">
          <path d={path} />
        </svg>
        <Playhead player={player} />
      </div>
    </div>
  );
}

/** `hasKeys`: Space and x are registered for it. */
function Controls({ player, hasKeys }: { player: AbPlayer; hasKeys: boolean }) {
  const { isPlaying, isReady, time_s, duration_s } = player;
  return (
    <div class="ab-controls">
      <button type="button" class="primary" disabled={!isReady.value} onClick={() => player.toggle()}>
        {isPlaying.value ? words.pause : words.play} {hasKeys && <kbd>{text.app.keyNames[" "]}</kbd>}
      </button>
      <button type="button" disabled={!isReady.value} onClick={() => player.other()}>
        {player.side.value === "a" ? words.hearB : words.hearA} {hasKeys && <kbd>x</kbd>}
      </button>
      <input
        type="range"
        class="scrub"
        min={0}
        max={duration_s.value}
        step={0.1}
        value={time_s.value}
        disabled={!isReady.value}
        aria-label={words.position}
        aria-valuetext={clockTenths(time_s.value)}
        onInput={(event) => player.seek(event.currentTarget.valueAsNumber)}
      />
      <span class="time">
        {clockTenths(time_s.value)} / {clockTenths(duration_s.value)}
      </span>
    </div>
  );
}

interface Props {
  player: AbPlayer;
  names: Record<Side, string>;
  gain_db: Record<Side, number>;
  hasKeys?: boolean;
}

export function AbLanes({ player, names, gain_db, hasKeys = false }: Props) {
  const paths = usePaths(player, gain_db);
  return (
    <>
      {kSides.map((side) => (
        <Lane key={side} player={player} side={side} name={names[side]} gain_db={gain_db[side]} path={paths[side]} />
      ))}
      <Controls player={player} hasKeys={hasKeys} />
    </>
  );
}
