/** What was checked of a consent, in the server's words: a shape and a word for each outcome, never colour alone. */

import type { ConsentCheck } from "../api/types";
import { LevelMark } from "../take/shapes";
import { text } from "../text/en";

const words = text.consent;
const kLevel = { passed: "good", failed: "poor", undecided: "fair", not_checked: "fair" } as const;

export function Checks({ checks }: { checks: ConsentCheck[] }) {
  return (
    <ul class="consent-checks" aria-label={words.checks}>
      {checks.map((check) => (
        <li key={check.name} data-level={kLevel[check.outcome]}>
          <LevelMark level={kLevel[check.outcome]} />
          <span>
            <b>{words.outcome[check.outcome]}.</b> {check.sentence}
          </span>
        </li>
      ))}
    </ul>
  );
}
