/** Everybody's consent, and the way to take it back. */

import { useState } from "preact/hooks";

import type { Consent } from "../api/types";
import { fill, text } from "../text/en";
import { consents, revoke, voices } from "./state";

const words = text.consent;

export const dayOf = (ms: number): string => new Date(ms).toLocaleDateString(undefined, { dateStyle: "long" });

const nameOf = (consent: Consent): string =>
  voices.value?.find((voice) => voice.id === consent.voice)?.name ?? consent.person;

function Row({ consent }: { consent: Consent }) {
  const [isAsking, setAsking] = useState(false);
  const name = nameOf(consent);
  const when = consent.revoked_ms ?? consent.given_ms ?? consent.started_ms;
  const state = consent.strength === "attested" && consent.state === "given" ? words.attested : words.states[consent.state];
  return (
    <li>
      <span>{fill(words.row, { name, state, date: dayOf(when) })}</span>
      {consent.state === "given" && !isAsking && (
        <button type="button" aria-label={fill(words.revokeOf, { name })} onClick={() => setAsking(true)}>
          {words.revoke}
        </button>
      )}
      {isAsking && consent.state === "given" && (
        <div class="consent-confirm" role="alertdialog" aria-label={fill(words.revokeOf, { name })}>
          <p>{fill(words.revokeAsk, { name })}</p>
          <div class="consent-line">
            <button class="danger" type="button" onClick={() => void revoke(consent)}>
              {words.revokeYes}
            </button>
            <button type="button" autoFocus onClick={() => setAsking(false)}>
              {words.revokeNo}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}

export function ConsentList() {
  const shown = consents.value.filter((consent) => consent.state !== "open");
  return (
    <details class="consent-list">
      <summary>{words.all}</summary>
      {shown.length === 0 ? (
        <p class="soft">{words.none}</p>
      ) : (
        <ul>
          {shown.map((consent) => (
            <Row key={consent.id} consent={consent} />
          ))}
        </ul>
      )}
    </details>
  );
}
