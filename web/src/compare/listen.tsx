/** Both takes to hear, one at a time, at the same loudness and the same moment. */

import { useEffect, useMemo } from "preact/hooks";

import type { Comparison, TakeSummary } from "../api/types";
import { useKeys } from "../app/keys";
import { isTaking } from "../record/recorder";
import { clockTenths, tidy } from "../takes/format";
import { fill, text } from "../text/en";
import { AbPlayer, type Side } from "./ab_player";
import { gainOf } from "./gain";
import { greatest, peaksOf, wavePath } from "./wave_path";

const words = text.compare;
const kColumns = 600;
const kSides = ["a", "b"] as const;

function useAbPlayer(a: string, b: string): AbPlayer {
  const player = useMemo(() => new AbPlayer(), []);
  useEffect(() => {
    void player.load(a, b);
    return () => player.close();
  }, []);
  return player;
}

function useListenKeys(player: AbPlayer): void {
  useKeys([
    // Space belongs to the recorder while it records
    ...(isTaking.value ? [] : [{ key: " ", words: words.keys.play, act: () => player.toggle() }]),
    { key: "x", words: words.keys.other, act: () => player.other() },
    { key: "a", words: words.keys.a, act: () => player.hear("a") },
    { key: "b", words: words.keys.b, act: () => player.hear("b") },
    { key: "ArrowLeft", words: words.keys.back, act: () => player.seek(player.time_s.peek() - 2) },
    { key: "ArrowRight", words: words.keys.ahead, act: () => player.seek(player.time_s.peek() + 2) },
  ]);
}

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
  take: TakeSummary | undefined;
  gain_db: number;
  path: string;
}

function Lane({ player, side, take, gain_db, path }: LaneProps) {
  const isHeard = player.side.value === side;
  return (
    <div class="lane" data-heard={isHeard}>
      <button type="button" class="side" aria-pressed={isHeard} onClick={() => player.hear(side)}>
        <b>{side.toUpperCase()}</b>
        <span>{take?.name ?? text.app.loading}</span>
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

function Controls({ player }: { player: AbPlayer }) {
  const { isPlaying, isReady, time_s, duration_s } = player;
  return (
    <div class="ab-controls">
      <button type="button" class="primary" disabled={!isReady.value} onClick={() => player.toggle()}>
        {isPlaying.value ? words.pause : words.play} <kbd>{text.app.keyNames[" "]}</kbd>
      </button>
      <button type="button" disabled={!isReady.value} onClick={() => player.other()}>
        {player.side.value === "a" ? words.hearB : words.hearA} <kbd>x</kbd>
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
  a: string;
  b: string;
  takes: { a: TakeSummary | undefined; b: TakeSummary | undefined };
  comparison: Comparison | null;
}

export function Listen({ a, b, takes, comparison }: Props) {
  const player = useAbPlayer(a, b);
  useListenKeys(player);
  // the microphone would hear it
  useEffect(() => {
    if (isTaking.value) player.pause();
  }, [isTaking.value]);
  const gain_db = comparison?.gain_db ?? { a: 0, b: 0 };
  const paths = usePaths(player, gain_db);
  useEffect(() => player.setGains(gain_db), [gain_db.a, gain_db.b]);
  return (
    <section class="card listen" aria-label={words.listen}>
      <p class="soft">{comparison ? words.matched : words.notMatched}</p>
      {kSides.map((side) => (
        <Lane key={side} player={player} side={side} take={takes[side]} gain_db={gain_db[side]} path={paths[side]} />
      ))}
      {player.problem.value ? (
        <p class="problem">{fill(words.cannotPlay, { why: player.problem.value })}</p>
      ) : (
        <Controls player={player} />
      )}
    </section>
  );
}
