/** Why "Speak" cannot work now: the first thing that is missing, in the order in which a person would mend it. */

import type { EngineInfo } from "../api/types";

export type Hindrance =
  | { is: "asking" }
  | { is: "away" }
  | { is: "consent" }
  | { is: "no_engine" }
  | { is: "engine"; engine: EngineInfo }
  | { is: "transcript"; engine: EngineInfo }
  | { is: "empty" }
  | { is: "too_long"; over: number };

export interface Readiness {
  isConnected: boolean;
  /** null: not known yet. */
  engines: EngineInfo[] | null;
  engine: EngineInfo | null;
  /** null: not known yet. */
  hasConsent: boolean | null;
  hasTranscript: boolean;
  /** Characters of the text, and how many there may be. */
  length: number;
  most: number;
}

export function hindranceOf(now: Readiness): Hindrance | null {
  if (!now.isConnected) return { is: "away" };
  if (now.hasConsent === null || now.engines === null) return { is: "asking" };
  if (!now.hasConsent) return { is: "consent" };
  if (!now.engines.some((engine) => engine.ready)) return { is: "no_engine" };
  if (!now.engine) return { is: "no_engine" };
  if (!now.engine.ready) return { is: "engine", engine: now.engine };
  if (now.engine.needs_transcript && !now.hasTranscript) return { is: "transcript", engine: now.engine };
  if (now.length === 0) return { is: "empty" };
  if (now.length > now.most) return { is: "too_long", over: now.length - now.most };
  return null;
}
