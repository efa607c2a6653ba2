/** A record of the audit log as one sentence. What acts there are and what they note: src/safety/audit_log.h and whoever
 *  appends. A field that is missing shortens the sentence; an act that is not known is shown as it stands. */

import type { AuditRecord } from "../api/types";
import { fill, text } from "../text/en";
import { capital, counted, grouped, lengthOf, voiceOf } from "./words";

const words = text.history;
const acts = words.acts;

const kPayloadKeyEpochs = 256;

type Details = AuditRecord["details"];

const textIn = (details: Details, key: string): string => {
  const value = details[key];
  return typeof value === "string" ? value : "";
};

const numberIn = (details: Details, key: string): number | null => {
  const value = details[key];
  return typeof value === "number" ? value : null;
};

/** "espeak_ng" → "espeak ng". */
export const plain = (name: string): string => name.replaceAll("_", " ");

/** The pattern's words, or nothing where there is nothing to say. */
const maybe = (pattern: string, key: string, value: string): string => (value ? fill(pattern, { [key]: value }) : "");

function known(table: Readonly<Record<string, string>>, key: string, otherwise = plain(key)): string {
  return Object.hasOwn(table, key) ? (table[key] ?? "") : otherwise;
}

function lengthIn(details: Details): string {
  const ms = numberIn(details, "duration_ms");
  return ms === null ? "" : lengthOf(ms / 1000);
}

function lengthOfText(details: Details): string {
  const length = numberIn(details, "text_characters");
  return length === null ? "" : fill(acts.ofText, { n: grouped(length) });
}

/** Why a recording of consent did not do. */
function failedChecks(details: Details): string {
  const failed = Object.entries(words.checks).filter(([name]) => details[name] === "failed" || details[name] === "undecided");
  return failed.map(([, said]) => said).join(", ") || words.unsaid;
}

function checkedPattern(details: Details): string {
  if (details["passed"] === true) return acts.consent_checked_passed;
  return details["passed"] === false ? acts.consent_checked_failed : acts.consent_checked;
}

function givenPattern(details: Details): string {
  const strength = textIn(details, "strength");
  if (strength === "recorded") return acts.consent_given_recorded;
  return strength === "attested" ? acts.consent_given_attested : acts.consent_given;
}

function startedSentence(details: Details, voice: string): string {
  const purpose = textIn(details, "purpose");
  if (!purpose) return fill(acts.consent_started, { voice });
  return fill(acts.consent_started_for, { voice, purpose: known(words.purposes, purpose) });
}

function refusedSentence(details: Details, voice: string): string {
  const tries = numberIn(details, "tries");
  return tries === null ? fill(acts.consent_refused, { voice }) : counted(tries, acts.consent_refused_tries, { voice });
}

/** The mark's number is that of the record of the clone, and a byte for the key: src/safety/watermark_payload.h. */
function pointsTo(details: Details): string {
  const payload = numberIn(details, "payload");
  return payload === null ? "" : fill(acts.points, { n: grouped(Math.floor(payload / kPayloadKeyEpochs)) });
}

function limitName(details: Details): string {
  const kind = textIn(details, "limit");
  const named: Readonly<Record<string, readonly [string, string]>> = words.limits.kinds;
  return maybe(acts.which, "what", Object.hasOwn(named, kind) ? (named[kind]?.[1] ?? "") : plain(kind));
}

const withEngine = (details: Details): string => maybe(acts.with, "engine", textIn(details, "engine"));
const whichKey = (details: Details): string => maybe(acts.which, "what", known(words.keys, textIn(details, "key")));

type Say = (details: Details, voice: string, hasVoice: boolean) => string;

const sayings: Readonly<Record<string, Say>> = {
  voice_made: (_, voice) => fill(acts.voice_made, { voice }),
  consent_started: startedSentence,
  consent_checked: (details, voice) => fill(checkedPattern(details), { voice, failed: failedChecks(details) }),
  consent_given: (details, voice) => fill(givenPattern(details), { voice }),
  consent_refused: refusedSentence,
  consent_revoked: (_, voice) => fill(acts.consent_revoked, { voice }),
  clone_asked: (details, voice) =>
    fill(acts.clone_asked, {
      voice,
      by: maybe(acts.by, "who", textIn(details, "asked_by")),
      with: withEngine(details),
      of: lengthOfText(details),
    }),
  clone_made: (details, voice) =>
    fill(acts.clone_made, { voice, with: withEngine(details), length: maybe(acts.length, "length", lengthIn(details)) }),
  clone_refused: (details, voice) => {
    const kind = textIn(details, "kind");
    return fill(acts.clone_refused, { voice, why: known(words.refusals, kind, maybe(acts.which, "what", plain(kind))) });
  },
  watermark_embedded: () => acts.watermark_embedded,
  watermark_detected: (details) =>
    fill(acts.watermark_detected, { of: maybe(acts.ofSound, "length", lengthIn(details)), points: pointsTo(details) }),
  exported: (_, voice, hasVoice) => (hasVoice ? fill(acts.exported_voice, { voice }) : acts.exported),
  key_made: (details) => fill(acts.key_made, { which: whichKey(details) }),
  key_exported: (details) => fill(acts.key_exported, { which: whichKey(details) }),
  limit_hit: (details, voice, hasVoice) => {
    const isTogether = textIn(details, "scope") === "installation";
    const pattern = isTogether ? acts.limit_hit_together : hasVoice ? acts.limit_hit : acts.limit_hit_all;
    return fill(pattern, { voice, which: limitName(details) });
  },
};

export function sentenceOf(record: AuditRecord): string {
  const voice = voiceOf(record);
  const hasVoice = record.voice_id !== "" || record.voice !== null;
  const say = Object.hasOwn(sayings, record.act) ? sayings[record.act] : undefined;
  if (say) return capital(say(record.details, voice, hasVoice));
  return capital(fill(hasVoice ? acts.unknown_voice : acts.unknown, { act: plain(record.act), voice }));
}

/** Whether something was allowed, stopped, or only noted. */
export type Tone = "made" | "stopped" | "noted";

const kMade = new Set(["consent_given", "clone_made"]);
const kStopped = new Set(["consent_refused", "consent_revoked", "clone_refused", "limit_hit"]);

export function toneOf(record: AuditRecord): Tone {
  if (kMade.has(record.act)) return "made";
  const hasFailed = record.act === "consent_checked" && record.details["passed"] === false;
  return kStopped.has(record.act) || hasFailed ? "stopped" : "noted";
}

