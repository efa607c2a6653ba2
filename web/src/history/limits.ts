/** What may still be done, in words. */

import type { LimitLeft } from "../api/types";
import { fill, text } from "../text/en";
import { plain } from "./sentence";
import { grouped, voiceOf } from "./words";

const words = text.history.limits;
const kinds: Readonly<Record<string, readonly [string, string]>> = words.kinds;
const windows: Readonly<Record<number, string>> = words.windows;

/** "58 of 60 clones this minute left". */
export function limitSentence(limit: LimitLeft): string {
  const forms = kinds[limit.kind];
  const what = forms ? forms[limit.amount === 1 ? 0 : 1] : plain(limit.kind);
  const window = windows[limit.window_s] ?? fill(words.window, { n: grouped(limit.window_s) });
  const pattern = limit.left > 0 ? words.left : words.noneLeft;
  return fill(pattern, { left: grouped(Math.max(0, limit.left)), amount: grouped(limit.amount), what, window });
}

export interface LimitGroup {
  title: string;
  limits: LimitLeft[];
}

function titleOf(limit: LimitLeft, names: ReadonlyMap<string, string | null>): string {
  if (limit.scope === "installation") return words.installation;
  // the scope is "voice", with the voice beside it, or a voice itself
  const voice_id = limit.voice_id ?? (names.has(limit.scope) ? limit.scope : "");
  if (!voice_id) return words.voice;
  return fill(words.named, { voice: voiceOf({ voice_id, voice: names.get(voice_id) ?? null }) });
}

/** By whose they are: all voices together first, then each voice in the order given. */
export function limitGroups(limits: LimitLeft[], names: ReadonlyMap<string, string | null>): LimitGroup[] {
  const groups = new Map<string, LimitLeft[]>();
  for (const limit of limits) {
    const title = titleOf(limit, names);
    groups.set(title, [...(groups.get(title) ?? []), limit]);
  }
  const sorted = [...groups].sort(([a], [b]) => Number(b === words.installation) - Number(a === words.installation));
  return sorted.map(([title, own]) => ({ title, limits: own }));
}
