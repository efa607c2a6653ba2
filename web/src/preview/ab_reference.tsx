/** The clone against the clip it was spoken from: one heard at a time, equally loud. */

import { useEffect, useMemo } from "preact/hooks";

import type { CloneRun } from "../api/types";
import { AbLanes } from "../compare/ab_lanes";
import { useAbPlayer } from "../compare/listen";
import { fill, text } from "../text/en";
import { clipName } from "./clips";
import { gainsToMatch, loudnessOf } from "./loudness";

const words = text.preview;

function channelsOf(buffer: AudioBuffer): Float32Array[] {
  return Array.from({ length: buffer.numberOfChannels }, (_, at) => buffer.getChannelData(at));
}

export function AbReference({ run }: { run: CloneRun }) {
  const player = useAbPlayer(
    `/takes/${encodeURIComponent(run.take)}/sound`,
    `/clones/${encodeURIComponent(run.id)}/audio`,
    "b",
  );
  const buffers = player.buffers.value;
  const gain_db = useMemo(() => {
    if (!buffers) return { a: 0, b: 0 };
    const of = (buffer: AudioBuffer) => loudnessOf(channelsOf(buffer), buffer.sampleRate);
    return gainsToMatch(of(buffers.a), of(buffers.b));
  }, [buffers]);
  useEffect(() => player.setGains(gain_db), [gain_db]);
  const names = { a: clipName(run.take), b: words.abSecond };
  if (player.problem.value) return <p class="problem">{fill(words.abProblem, { why: player.problem.value })}</p>;
  return (
    <section class="ab-listen clone-ab" aria-label={words.ab}>
      <p class="soft" role="status">
        {buffers ? words.abLead : words.abLoading}
      </p>
      <AbLanes player={player} names={names} gain_db={gain_db} />
    </section>
  );
}
