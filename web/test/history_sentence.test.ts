// exact: every act of the log as a sentence, and its fields.
import assert from "node:assert/strict";
import test from "node:test";

import type { AuditRecord } from "../src/api/types";
import { fieldsOf } from "../src/history/fields";
import { kGroups } from "../src/history/log_pages";
import { sentenceOf, toneOf } from "../src/history/sentence";

const kAda = { voice_id: "3f2a1b0c-4d5e-4f60-8a1b-2c3d4e5f6071", voice: "Ada" };
const kNobody = { voice_id: "", voice: null };

function record(act: string, details: AuditRecord["details"] = {}, voice: { voice_id: string; voice: string | null } = kAda): AuditRecord {
  return { number: 17, time: "2026-11-21T13:00:00Z", act, details, sha256: "ab".repeat(32), ...voice };
}
const said = (...of: Parameters<typeof record>): string => sentenceOf(record(...of));

test("voices and consent", () => {
  assert.equal(said("voice_made"), "“Ada” was added as a voice.");
  assert.equal(said("consent_started"), "Consent was asked for “Ada”.");
  assert.equal(said("consent_started", { purpose: "own_use" }), "Consent was asked for “Ada”: for the person’s own use.");
  assert.equal(said("consent_started", { purpose: "radio_play" }), "Consent was asked for “Ada”: radio play.");
  assert.equal(said("consent_given"), "Consent was given for “Ada”.");
  assert.equal(said("consent_given", { strength: "recorded" }), "Consent was given for “Ada”, read aloud.");
  assert(said("consent_given", { strength: "attested" }).includes("weaker"));
  assert.equal(said("consent_refused"), "Consent was refused for “Ada”.");
  assert.equal(said("consent_refused", { tries: 1 }), "Consent was refused for “Ada” after 1 try.");
  assert.equal(said("consent_refused", { tries: 3 }), "Consent was refused for “Ada” after 3 tries.");
  assert.equal(said("consent_revoked"), "Consent for “Ada” was taken back. Nothing more can be made with it.");
});

test("a checked recording says what failed", () => {
  assert.equal(said("consent_checked"), "A recording of consent for “Ada” was checked.");
  assert.equal(
    said("consent_checked", { passed: true, challenge: "passed" }),
    "A recording of consent for “Ada” passed every check that could be made.",
  );
  assert.equal(
    said("consent_checked", { passed: false, challenge: "failed", name: "passed", quality: "failed", speaker: "not_checked" }),
    "A recording of consent for “Ada” did not pass: the words of the challenge, the quality of the recording.",
  );
  assert.equal(
    said("consent_checked", { passed: false, challenge: "passed", speaker: "undecided" }),
    "A recording of consent for “Ada” did not pass: who is speaking.",
  );
  assert.equal(said("consent_checked", { passed: false }), "A recording of consent for “Ada” did not pass: no reason is given.");
});

test("clones: asked, made, refused", () => {
  assert.equal(said("clone_asked"), "A clone of “Ada” was asked for.");
  assert.equal(
    said("clone_asked", { engine: "espeak", text_characters: 1204, asked_by: "studio" }),
    "A clone of “Ada” was asked for by studio with espeak, a text of 1,204 characters.",
  );
  assert.equal(said("clone_asked", { engine: "espeak", asked_by: "" }), "A clone of “Ada” was asked for with espeak.");
  assert.equal(said("clone_made", { engine: "espeak", duration_ms: 12410 }), "A clone of “Ada” was made with espeak: 12.4 s of speech.");
  assert.equal(said("clone_made"), "A clone of “Ada” was made.");
  assert.equal(said("clone_refused", { kind: "denied" }), "A clone of “Ada” was not made: consent or a limit did not allow it.");
  assert.equal(said("clone_refused", { kind: "new_kind" }), "A clone of “Ada” was not made: new kind.");
  assert.equal(said("clone_refused"), "A clone of “Ada” was not made.");
});

test("marks, exports, keys, limits", () => {
  assert.equal(said("watermark_embedded", {}, kNobody), "A sound file was marked as made by this studio.");
  assert.equal(
    said("watermark_detected", { duration_ms: 12400, payload: 17 * 256 + 1 }, kNobody),
    "This studio’s mark was found in a sound of 12.4 s; it names record 17.",
  );
  // the highest of 32 bits is no sign
  assert(said("watermark_detected", { payload: 0xffffff01 }, kNobody).endsWith("it names record 16,777,215."));
  assert.equal(said("watermark_detected", {}, kNobody), "This studio’s mark was found in a sound.");
  assert.equal(said("exported", {}, kNobody), "A clip was exported.");
  assert.equal(said("exported"), "A clip of “Ada” was exported.");
  assert.equal(said("key_made", { key: "watermark" }, kNobody), "A key was made: the key of the watermark.");
  assert.equal(said("key_exported", { key: "other_key" }, kNobody), "A key was copied out: other key.");
  assert.equal(said("key_made", {}, kNobody), "A key was made.");
  assert.equal(said("limit_hit", { limit: "synthesis", scope: "voice" }), "A limit was reached for “Ada”: clones.");
  assert.equal(
    said("limit_hit", { limit: "characters", scope: "installation" }),
    "The limit for all voices together was reached: characters of text.",
  );
  assert.equal(said("limit_hit", {}, kNobody), "A limit was reached.");
});

test("what is not known is shown plainly, and a voice without a name by its number", () => {
  assert.equal(said("moon_landed", {}, kNobody), "Moon landed.");
  assert.equal(said("moon_landed"), "Moon landed, for “Ada”.");
  assert.equal(said("constructor", {}, kNobody), "Constructor.");
  assert.equal(said("voice_made", {}, { ...kAda, voice: null }), "Voice 3f2a1b0c … was added as a voice.");
  assert.equal(said("clone_made", {}, kNobody), "A clone of a voice was made.");
  assert.equal(said("clone_refused", { kind: "constructor" }), "A clone of “Ada” was not made: constructor.");
});

test("a name with braces stays a name", () => {
  assert.equal(said("clone_made", { engine: "espeak" }, { ...kAda, voice: "{with}" }), "A clone of “{with}” was made with espeak.");
});

test("every act of the groups has a sentence of its own", () => {
  const acts: string[] = Object.values(kGroups).flat();
  assert.equal(acts.length, 15);
  for (const act of acts) {
    const sentence = said(act);
    assert(/^[A-Z“]/.test(sentence) && sentence.endsWith("."), sentence);
    assert(!sentence.toLowerCase().startsWith(act.replaceAll("_", " ")), sentence);
    assert(!/[{}]/.test(sentence), sentence);
  }
});

test("made, stopped, noted", () => {
  const tones = ["clone_made", "consent_given", "clone_refused", "consent_revoked", "limit_hit", "clone_asked"].map((act) => toneOf(record(act)));
  assert.deepEqual(tones, ["made", "made", "stopped", "stopped", "stopped", "noted"]);
  assert.equal(toneOf(record("consent_checked", { passed: false })), "stopped");
  assert.equal(toneOf(record("consent_checked", { passed: true })), "noted");
});

test("the fields: all of them, named for people, sums set apart, empty ones left out", () => {
  const fields = fieldsOf(record("clone_made", { engine: "espeak", duration_ms: 12410, payload: 4353, odd_thing: true, asked_by: "" }, kAda));
  const by = new Map(fields.map(({ label, value }) => [label, value]));
  assert.equal(by.get("Record"), "17");
  assert.equal(by.get("Time"), "2026-11-21T13:00:00Z");
  assert.equal(by.get("Voice"), "Ada");
  assert.equal(by.get("Length"), "12.4 s");
  assert.equal(by.get("Mark"), "4353");
  assert.equal(by.get("Odd thing"), "yes");
  assert(!by.has("Asked for by"));
  assert.deepEqual(fields.filter(({ isCode }) => isCode).map(({ label }) => label), ["Voice’s number", "SHA-256 of the record"]);
  const nobody = fieldsOf(record("key_made", { z_thousandths: 14210, speaker: "not_checked" }, kNobody)).map(({ value }) => value);
  assert(nobody.includes("no voice") && nobody.includes("14.2") && nobody.includes("not checked"));
});
