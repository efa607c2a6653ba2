/** Both takes to hear, one at a time, at the same loudness and the same moment. */

import { useEffect, useMemo } from "preact/hooks";

import type { Comparison, TakeSummary } from "../api/types";
import { useKeys } from "../app/keys";
import { isTaking } from "../record/recorder";
import { fill, text } from "../text/en";
import { AbLanes } from "./ab_lanes";
import { AbPlayer, type Span } from "./ab_player";

const words = text.compare;

/** Of two paths under /api/v1, for as long as the component is there. */
export function useAbPlayer(a: string, b: string, span: Span = "longer"): AbPlayer {
  const player = useMemo(() => new AbPlayer(span), []);
  useEffect(() => {
    void player.load(a, b);
    return () => player.close();
  }, []);
  // the microphone would hear it
  useEffect(() => {
    if (isTaking.value) player.pause();
  }, [isTaking.value]);
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

interface Props {
  a: string;
  b: string;
  takes: { a: TakeSummary | undefined; b: TakeSummary | undefined };
  comparison: Comparison | null;
}

const soundOf = (take: string): string => `/takes/${encodeURIComponent(take)}/sound`;

export function Listen({ a, b, takes, comparison }: Props) {
  const player = useAbPlayer(soundOf(a), soundOf(b));
  useListenKeys(player);
  const gain_db = comparison?.gain_db ?? { a: 0, b: 0 };
  useEffect(() => player.setGains(gain_db), [gain_db.a, gain_db.b]);
  const names = { a: takes.a?.name ?? text.app.loading, b: takes.b?.name ?? text.app.loading };
  return (
    <section class="card listen ab-listen" aria-label={words.listen}>
      <p class="soft">{comparison ? words.matched : words.notMatched}</p>
      {player.problem.value ? (
        <p class="problem">{fill(words.cannotPlay, { why: player.problem.value })}</p>
      ) : (
        <AbLanes player={player} names={names} gain_db={gain_db} hasKeys />
      )}
    </section>
  );
}
