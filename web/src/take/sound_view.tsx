/** The sound of the open take: pictures over one axis of time, and the player. */

import { effect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";

import type { Take } from "../api/types";
import { type Key, useKeys } from "../app/keys";
import { isTaking } from "../record/recorder";
import { fill, text } from "../text/en";
import { EventLegend, EventList } from "./event_list";
import { lengthOf, moment, withUnit } from "./figures";
import { heardOf } from "./heard";
import { jobOf } from "./judging";
import { Overlay } from "./overlay";
import { Overview } from "./overview";
import { useIdleFor } from "./patience";
import { player } from "./player";
import { Plot } from "./plot";
import { drawLoudness, drawPitch, loudnessY, pitchY } from "./plot_curves";
import { drawSpectrogram } from "./plot_spectrogram";
import { drawTime, drawWords } from "./plot_time";
import { drawWaveform } from "./plot_waveform";
import { listenTo } from "./pointing";
import { Readout } from "./readout";
import { region } from "./region";
import { type SoundData, valueAt, withFindings } from "./sound_data";
import { closeSound, openSound, pan, pointed, seek, showAll, sound, soundId, soundProblem, visible, zoom } from "./sound_state";
import { SoundToolbar } from "./sound_toolbar";

const kSeekS = 1;

// the microphone would hear it
effect(() => {
  if (isTaking.value) player.pause();
});

/** Space belongs to the recorder while it records. */
function soundKeys(): Key[] {
  const play = { key: " ", words: text.take.keyPlay, act: () => player.toggle(), once: true };
  return [
    ...(isTaking.value ? [] : [play]),
    { key: "l", words: text.take.keyLoop, act: () => (player.isLooping.value = !player.isLooping.value) },
    { key: "ArrowLeft", words: text.take.keyBack, act: () => seek(player.time_s.peek() - kSeekS) },
    { key: "ArrowRight", words: text.take.keyOn, act: () => seek(player.time_s.peek() + kSeekS) },
    { key: "[", words: text.take.keySlower, act: () => player.stepRate(-1) },
    { key: "]", words: text.take.keyFaster, act: () => player.stepRate(1) },
    { key: "+", words: text.take.zoomIn, act: () => zoom(1.6) },
    { key: "=", words: "", act: () => zoom(1.6) },
    { key: "-", words: text.take.zoomOut, act: () => zoom(1 / 1.6) },
    { key: "0", words: text.take.zoomAll, act: showAll },
  ];
}

/** While the pictures have the focus: finer steps than elsewhere, and reading as one goes. */
function onStackKey(event: KeyboardEvent, durationS: number): void {
  const { start_s, end_s } = visible.peek();
  const step = (end_s - start_s) / (event.shiftKey ? 20 : 200);
  const now = player.time_s.peek();
  const to = { ArrowLeft: now - step, ArrowRight: now + step, Home: 0, End: durationS }[event.key];
  if (event.key === "Escape") region.value = pointed.value = null;
  if (event.key === " ") player.toggle();
  if (event.key === "PageUp") pan(start_s - end_s);
  if (event.key === "PageDown") pan(end_s - start_s);
  if (to !== undefined) {
    seek(to);
    pointed.value = { t: player.time_s.peek(), hz: null };
  } else if (![" ", "Escape", "PageUp", "PageDown"].includes(event.key)) {
    return;
  }
  event.preventDefault();
}

const Dashed = ({ words }: { words: string }) => (
  <span>
    <svg viewBox="0 0 12 12" aria-hidden="true">
      <path d="M0 5H5V7H0ZM7 5H12V7H7Z" fill="currentColor" />
    </svg>
    {words}
  </span>
);

function loudnessLegend({ loudness, wholeLufs }: SoundData) {
  if (loudness.values.every((v) => v === null)) return <span>{text.take.silence}</span>;
  if (wholeLufs === null) return null;
  return <Dashed words={fill(text.take.wholeTake, { value: withUnit(wholeLufs, { unit: "LUFS", decimals: 1 }) })} />;
}

function pitchLegend({ pitch, medianHz }: SoundData) {
  if (pitch.values.every((v) => v === null)) return <span>{text.take.noVoice}</span>;
  if (medianHz === null) return null;
  return <Dashed words={fill(text.take.median, { value: withUnit(medianHz, { unit: "Hz", decimals: 1 }) })} />;
}

function loudnessAt(data: SoundData, height: number, t: number): number | null {
  const value = valueAt(data.loudness, t);
  return value === null ? null : loudnessY(data, height, value);
}

function pitchAt(data: SoundData, height: number, t: number): number | null {
  const value = valueAt(data.pitch, t);
  return value === null ? null : pitchY(data, height, value);
}

function Plots({ data }: { data: SoundData }) {
  const length = lengthOf(data.durationS);
  const hasVoice = data.pitch.values.some((v) => v !== null);
  const [low, high] = data.pitchReach;
  const pitchLabel = hasVoice
    ? fill(text.take.pitchLabel, { low: Math.round(low * 1.25), high: Math.round(high / 1.25) })
    : text.take.noVoice;
  return (
    <>
      <Plot name="waveform" title={text.take.waveform} height={136} draw={drawWaveform} data={data} label={fill(text.take.waveformLabel, { length, count: data.marks.length })}>
        <EventLegend marks={data.marks} />
      </Plot>
      {data.words.length > 0 && <Plot name="words" height={24} draw={drawWords} data={data} label={text.take.wordsLabel} />}
      <Plot name="spectrogram" title={text.take.spectrogram} height={176} draw={drawSpectrogram} data={data} label={fill(text.take.spectrogramLabel, { khz: data.nyquistHz / 1000 })} />
      <Plot name="loudness" title={text.take.loudnessTitle} height={80} draw={drawLoudness} data={data} label={text.take.loudnessLabel} curve={loudnessAt}>
        {loudnessLegend(data)}
      </Plot>
      <Plot name="pitch" title={text.take.pitchTitle} height={96} draw={drawPitch} data={data} label={pitchLabel} curve={pitchAt}>
        {pitchLegend(data)}
      </Plot>
      <Plot name="time" height={24} draw={drawTime} data={data} label={text.take.timeLabel} />
    </>
  );
}

/** Over the pictures: takes the pointer, the fingers and the keys. */
function Ground({ data }: { data: SoundData }) {
  const ground = useRef<HTMLDivElement>(null);
  useEffect(() => (ground.current ? listenTo(ground.current, data) : undefined), [data]);
  return (
    <div
      class="ground"
      ref={ground}
      tabIndex={0}
      role="slider"
      aria-label={text.take.timeInTake}
      aria-valuemin={0}
      aria-valuemax={Number(data.durationS.toFixed(2))}
      aria-valuenow={Number(player.time_s.value.toFixed(1))}
      aria-valuetext={moment(player.time_s.value)}
      onKeyDown={(event) => onStackKey(event, data.durationS)}
    />
  );
}

export function SoundView({ take }: { take: Take }) {
  const { scorecard } = take;
  const transcript = heardOf(take);
  // the verdict comes first: drawing would take the machine's time from it
  const isLeftAlone = useIdleFor(!scorecard && jobOf(take.id, "score") === null);
  const isDue = scorecard !== null || isLeftAlone;
  useEffect(() => {
    if (isDue) void openSound(take.id);
    else closeSound();
  }, [take.id, isDue]);
  useKeys(soundKeys());
  const base = soundId.value === take.id ? sound.value : null;
  const data = useMemo(() => base && withFindings(base, scorecard, transcript?.words ?? []), [base, scorecard, transcript]);
  if (soundProblem.value) return <p class="card sound soft">{fill(text.take.noPictures, { why: soundProblem.value })}</p>;
  if (!data) return <div class="card sound waiting" aria-busy="true">{isDue ? text.take.drawing : text.take.drawnLater}</div>;
  if (!(data.durationS > 0)) return <p class="card sound soft">{text.take.nothingToDraw}</p>;
  return (
    <section class="card sound" aria-label={text.take.sound}>
      <SoundToolbar durationS={data.durationS} />
      {player.isBroken.value && <p class="soft">{text.take.cannotPlay}</p>}
      <Readout data={data} />
      <div class="pictures">
        <div class="stack" id="pictures">
          <Plots data={data} />
        </div>
        <Ground data={data} />
        <Overlay durationS={data.durationS} />
      </div>
      <Overview data={data} />
      <EventList marks={data.marks} />
    </section>
  );
}
