#!/usr/bin/env python3
"""Gives, refuses and revokes consent with `timbre consent`, as a person would. TIMBRE_BIN names the folder of `timbre`.

Rung: exact. The speech is synthesised: flite reads the statement and the challenge, or something else."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])
SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
WORDS = [line for line in (SOURCE / "data/consent/words_en.txt").read_text().splitlines() if not line.startswith("#")]


def text_of(consent):
    return consent["statement"] + " " + ", ".join(consent["challenge"]) + "."


@unittest.skipUnless(shutil.which("flite"), "SKIPPED: no flite")
class Consent(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.data = pathlib.Path(self.folder.name) / "data"

    def consent(self, *arguments, rc=0, command=None):
        command = [BIN / "timbre", "consent", *map(str, arguments), "--data", self.data]
        done = subprocess.run(command, capture_output=True, timeout=120, text=True)
        self.assertEqual(done.returncode, rc, done.stderr + done.stdout)
        return done.stdout if rc == 0 else done.stdout + done.stderr

    def start(self, *arguments):
        return json.loads(self.consent("start", "--voice", "Ada", "--person", "Ada Lovelace", "--json", *arguments))

    def say(self, text, voice="slt"):
        path = pathlib.Path(self.folder.name) / "said.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", path], check=True, timeout=60)
        return path

    def outcomes(self, consent):
        return {check["name"]: check["outcome"] for check in consent["checks"]}

    def test_the_statement_and_the_words_give_consent(self):
        for voice in ("slt", "rms"):
            with self.subTest(voice):
                started = json.loads(self.consent("start", "--voice", voice, "--person", "Ada Lovelace", "--json"))
                given = json.loads(self.consent("submit", started["id"], self.say(text_of(started), voice), "--json"))
                self.assertEqual(given["state"], "given")
                found = self.outcomes(given)
                for name in ("challenge", "statement", "name", "quality"):
                    self.assertEqual(found[name], "passed", name)
                self.assertEqual((given["speaker"], given["strength"]), ("not_checked", "recorded"))

    def test_the_speaker_is_compared_with_what_is_to_be_cloned(self):
        if not (BIN.parent / "models/speaker-encoder.json").exists():
            self.skipTest("SKIPPED: there is no speaker encoder")
        reference = self.say("The boy was there when the sun rose. A rod is used to catch pink salmon. The source of the "
                             "huge river is the clear spring. Kick the ball straight and follow through.", "rms")
        reference = reference.rename(reference.with_name("reference.wav"))
        started = self.start()
        said = self.say(text_of(started), "slt")
        refused = json.loads(self.consent("submit", started["id"], said, "--ref", reference, "--json", rc=1))
        self.assertEqual(refused["state"], "open")
        self.assertIn(refused["speaker"], ("other_person", "undecided"))
        sentence = next(check["sentence"] for check in refused["checks"] if check["name"] == "speaker")
        self.assertIn("% likely", sentence)
        said = self.say(text_of(started), "rms")
        given = json.loads(self.consent("submit", started["id"], said, "--ref", reference, "--json"))
        self.assertEqual((given["state"], given["speaker"]), ("given", "same_person"))

    def test_asked_once_a_voice(self):
        started = self.start()
        self.consent("submit", started["id"], self.say(text_of(started)))
        self.assertIn("already", self.consent("start", "--voice", "Ada", rc=3))

    def test_other_words_are_refused_after_three_tries(self):
        started = self.start()
        rng = random.Random(7)
        for attempt in (1, 2, 3):
            other = started["statement"] + " " + ", ".join(rng.sample(WORDS, 8)) + "."
            answer = json.loads(self.consent("submit", started["id"], self.say(other), "--json", rc=1))
            self.assertEqual(self.outcomes(answer)["challenge"], "failed")
            self.assertEqual(answer["tries_left"], 3 - attempt if attempt < 3 else 0)
        self.assertEqual(answer["state"], "refused")
        self.assertIn("refused", self.consent("submit", started["id"], self.say(text_of(started)), rc=3))

    def test_the_words_without_the_statement_are_not_consent(self):
        started = self.start()
        said = self.say("Good morning everybody, this is a lovely day for a walk. " + ", ".join(started["challenge"]) + ".")
        answer = json.loads(self.consent("submit", started["id"], said, "--json", rc=1))
        self.assertEqual(self.outcomes(answer)["statement"], "failed")

    def test_attested_is_marked_and_prints_its_id(self):
        document = pathlib.Path(self.folder.name) / "signed.txt"
        document.write_text("I agree. Ada")
        shown = self.consent("attest", "--name", "Ada", "--reason", "Signed on paper before me.", "--document",
                             document).strip()
        record = json.loads(self.consent("show", shown, "--json"))
        self.assertEqual((record["state"], record["strength"]), ("given", "attested"))
        self.assertIn("10 to 1,000", self.consent("attest", "--name", "Bob", "--reason", "ok", rc=3))

    def test_revoking_leaves_a_tombstone(self):
        started = self.start()
        self.consent("submit", started["id"], self.say(text_of(started)))
        self.assertEqual(len(list((self.data / "consents").iterdir())), 1)
        self.consent("revoke", started["id"])
        self.assertEqual(list((self.data / "consents").iterdir()), [])
        record = json.loads(self.consent("show", started["id"], "--json"))
        self.assertEqual((record["state"], record["person"], record["statement"]), ("revoked", "", ""))
        self.assertIn("revoked", self.consent("list"))
        self.assertIn("revoked", self.consent("revoke", started["id"], rc=3))
        for path in self.data.rglob("*"):
            if path.is_file():
                self.assertNotIn(b"Lovelace", path.read_bytes(), path)

    def test_wrong_usage_and_what_is_missing(self):
        self.consent("submit", "nobody", "/no/such.wav", rc=3)
        self.assertIn("no such consent", self.consent("show", "nobody", rc=3))
        self.assertIn("'xx'", self.consent("start", "--voice", "Ada", "--language", "xx", rc=3))
        self.assertIn("company", self.consent("start", "--voice", "Ada", "--wording", "azure", rc=3))
        self.consent("attest", "--name", "Ada", rc=2)
        self.assertIn("no consent", self.consent("list"))

    def test_every_language_and_wording_starts(self):
        for language in ("de", "en", "es", "fr", "it", "pt"):
            for wording in ("timbre", "azure", "openai"):
                consent = json.loads(self.consent("start", "--voice", f"{language} {wording}", "--person", "Ada Lovelace",
                                                  "--language", language, "--wording", wording, "--company", "Contoso",
                                                  "--json"))
                self.assertIn("Ada Lovelace", consent["statement"])
                self.assertEqual(len(consent["challenge"]), 8 if language == "en" else 9)


if __name__ == "__main__":
    unittest.main()
