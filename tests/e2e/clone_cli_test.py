#!/usr/bin/env python3
"""Drives `timbre clone` with stand-ins for a server that speaks and for AWS, and without any. TIMBRE_BIN names the
folder of `timbre`.

Rung: exact. Nothing is said of how good the speech is: it is flite's, or a buzz."""
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import urllib.request

from speaking_server import SpeakingServer

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])
SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", SOURCE / "../shared/testdata"))
SPEECH = DATA / "speech/jfk.wav"
WORDS = ("And so, my fellow Americans: ask not what your country can do for you, ask what you can do for your "
         "country.")
TEXT = "One dollar and eighty-seven cents. That was all, and sixty cents of it was in pennies."


class Clone(unittest.TestCase):
    def setUp(self):
        if not SPEECH.exists():
            if os.environ.get("CI") == "true":
                self.fail(f"test data is missing: {SPEECH}")
            print(f"SKIPPED: no test data at {SPEECH}")
            self.skipTest(f"SKIPPED: no test data at {SPEECH}; set TIMBRE_TESTDATA to the folder")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data = self.folder / "data"
        self.out = self.folder / "out.wav"

    def timbre(self, *arguments, rc=0, text=True, **more):
        done = subprocess.run([BIN / "timbre", *map(str, arguments), "--data", self.data], capture_output=True,
                              text=text, timeout=120, **more)
        self.assertEqual(done.returncode, rc, f"{done.stderr!r} {done.stdout[:2000]!r}")
        return done

    def server(self, dialect="vllm-omni", *arguments, **settings):
        self.hide_the_built_in_voice()
        server = SpeakingServer(dialect, *arguments)
        server.__enter__()
        self.addCleanup(server.__exit__)
        server.configure(self.data, **settings)
        return server

    def hide_the_built_in_voice(self):
        os.environ["TIMBRE_ESPEAK_DATA"] = str(self.folder / "none")  # without it, it cannot read
        self.addCleanup(os.environ.pop, "TIMBRE_ESPEAK_DATA", None)

    def grant(self, *more):
        return self.timbre("consent", "attest", "--voice", "Jack", "--reason", "signed on paper before me", "-q",
                           *more).stdout.strip()

    def clone(self, grant, *more, rc=0, text=TEXT):
        return self.timbre("clone", "--ref", SPEECH, "--ref-text", WORDS, "--grant", grant, "--text", text, *more, rc=rc)

    def found(self, file):
        return json.loads(self.timbre("watermark", "detect", file, "--json").stdout)

    def amazon(self, *settings):
        """Its address; engines.json leads to it."""
        command = [sys.executable, SOURCE / "tests/stand_ins/aws_stand_in.py", *settings]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   text=True)
        self.addCleanup(process.wait)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.stdin.close)
        url = f"http://127.0.0.1:{process.stdout.readline().removeprefix('PORT ').strip()}"
        self.data.mkdir(parents=True, exist_ok=True)
        (self.data / "engines.json").write_text(json.dumps({"sagemaker": {
            "endpoint": "voice", "bucket": "timbre-bucket", "region": "eu-west-1", "runtime_url": url, "s3_url": url,
            "sts_url": url}}))
        return url

    @staticmethod
    def amazon_keys(secret="stand-in-secret/+="):
        others = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return {**others, "AWS_ACCESS_KEY_ID": "AKIASTANDIN", "AWS_SECRET_ACCESS_KEY": secret}

    def test_a_clone_from_sagemaker_leaves_nothing_in_the_bucket(self):
        url = self.amazon("--set", "wake_s=2")
        arguments = ["clone", "--ref", SPEECH, "--ref-text", WORDS, "--grant", self.grant(), "--text", TEXT, "--engine",
                     "qwen3-tts", "-o", self.out, "--json"]
        told = json.loads(self.timbre(*arguments, env=self.amazon_keys()).stdout)
        self.assertEqual(told["engine"], "qwen3-tts")
        self.assertEqual(self.found(self.out)["outcome"], "marked")
        state = json.load(urllib.request.urlopen(url + "/_stand_in/state", timeout=10))
        self.assertEqual(len(state["jobs"]), 1)
        self.assertEqual((state["objects"], state["refused"]), ([], []), "request and result are deleted afterwards")

    def test_a_wrong_secret_is_refused_in_words_and_never_shown(self):
        self.amazon()
        arguments = ["clone", "--ref", SPEECH, "--ref-text", WORDS, "--grant", self.grant(), "--text", TEXT, "--engine",
                     "qwen3-tts", "-o", self.out]
        done = self.timbre(*arguments, env=self.amazon_keys("not-the-secret"), rc=3)
        self.assertNotIn("not-the-secret", done.stderr)
        self.assertRegex(done.stderr, "(?i)signature|credentials|key")
        self.assertFalse(self.out.exists())

    def test_a_clone_is_written_marked_tagged_and_logged(self):
        self.server()
        grant = self.grant()
        told = json.loads(self.clone(grant, "-o", self.out, "--json").stdout)
        self.assertEqual((told["voice_name"], told["engine"], told["from_cache"]), ("Jack", "standin", False))
        self.assertGreater(told["duration_s"], 2)
        self.assertLessEqual(told["first_audio_s"], told["took_s"])
        likeness = told["likeness"]
        if likeness["share"] is None:  # a machine without ONNX Runtime
            self.assertIn("cannot be told", likeness["sentence"])
            self.assertNotIn("nobody measured", likeness["sentence"])
        else:
            self.assertTrue(0 <= likeness["share"] < 0.5, "the stand-in is flite, and no Jack")
            self.assertEqual(likeness["anchor"], "typical")
            self.assertRegex(likeness["sentence"], r"^Sounds \d+ % like Jack: 100 % is how alike two recordings of one")
        found = self.found(self.out)
        self.assertEqual((found["outcome"], found["payload"]), ("marked", told["payload"]))
        self.assertIn("clone of 'Jack' by standin", found["origin"])
        probe = subprocess.run(["ffprobe", "-v", "error", "-show_format", "-of", "json", self.out], check=True,
                               capture_output=True, text=True).stdout
        self.assertIn("AI-generated", probe)
        acts = [record["act"] for record in json.loads(self.timbre("audit", "list", "--json").stdout)["records"]]
        self.assertIn("clone_asked", acts)
        self.assertIn("clone_made", acts)
        self.assertEqual(self.timbre("audit", "verify").returncode, 0)
        again = json.loads(self.clone(grant, "-o", self.out, "--replace", "--json").stdout)
        self.assertTrue(again["from_cache"], "a finished piece is never made twice")
        self.assertNotEqual(again["payload"], told["payload"], "each clone has a record of its own")

    def test_the_server_gets_the_clip_and_its_words(self):
        server = self.server()
        self.clone(self.grant(), "-o", self.out)
        spoken = [call for call in server.log() if call["path"].endswith("/speech")]
        self.assertTrue(spoken)
        self.assertGreater(spoken[0]["reference_s"], 3)
        self.assertIn("ref_text", spoken[0]["fields"])

    def test_text_from_standard_input_and_speech_to_standard_output(self):
        self.server()
        grant = self.grant()
        done = self.timbre("clone", "--ref", SPEECH, "--ref-text", WORDS, "--grant", grant, "--stdin", "-o", "-",
                           "--stream", text=False, input=TEXT.encode())
        self.assertEqual(done.stdout[:4], b"RIFF")
        self.assertIn(b"payload", done.stderr)
        whole = self.folder / "piped.wav"
        whole.write_bytes(done.stdout)
        self.assertEqual(self.found(whole)["outcome"], "marked")
        raw = self.timbre("clone", "--ref", SPEECH, "--ref-text", WORDS, "--grant", grant, "--text", TEXT, "-o", "-",
                          "--raw", "-q", text=False)
        self.assertEqual(raw.stderr, b"")
        at = done.stdout.index(b"data") + 8
        self.assertEqual(len(raw.stdout), len(done.stdout) - at)
        self.assertGreater(max(abs(s) for (s,) in struct.iter_unpack("<h", raw.stdout)), 500)

    def test_without_an_engine_it_says_what_each_needs(self):
        self.hide_the_built_in_voice()
        done = self.clone(self.grant(), "-o", self.out, rc=4)
        self.assertIn("built-in", done.stderr)
        self.assertIn("qwen3-tts", done.stderr)
        self.assertIn("openai-audio", done.stderr)
        self.assertIn("engines.json", done.stderr)
        self.assertFalse(self.out.exists())
        listed = json.loads(self.timbre("clone", "--list-engines", "--json").stdout)
        self.assertIsNone(listed["default"])
        for engine in listed["engines"]:
            self.assertFalse(engine["ready"])
            self.assertTrue(engine["needs"] and engine["step"], engine)
        shown = self.timbre("clone", "--list-engines").stdout
        self.assertIn("not ready", shown)

    def test_the_built_in_voice_speaks_on_a_bare_machine(self):
        if not (BIN / "../models/acoustic.json").exists():
            print("SKIPPED: the built-in voice's weights are not in this build")
            self.skipTest("SKIPPED: no models/acoustic.json")
        listed = json.loads(self.timbre("clone", "--list-engines", "--json").stdout)
        self.assertEqual(listed["default"], "built-in", listed)
        grant = self.grant()
        told = json.loads(self.clone(grant, "-o", self.out, "--seed", "3", "--json").stdout)
        self.assertEqual((told["engine"], told["sample_rate_hz"]), ("built-in", 24000))
        self.assertTrue(3 < told["duration_s"] < 12, told)
        found = self.found(self.out)
        self.assertEqual((found["outcome"], found["payload"]), ("marked", told["payload"]))
        again = json.loads(self.clone(grant, "-o", self.folder / "again.wav", "--engine", "built-in", "--speed", "1.5",
                                      "--pitch", "2", "--expressiveness", "1.5", "--pauses", "0.5", "--json").stdout)
        self.assertLess(again["duration_s"], 0.8 * told["duration_s"])
        german = json.loads(self.clone(grant, "-o", self.folder / "german.wav", "--language", "de", "--json", text=(
            "Das ist ein deutscher Satz, und ein zweiter folgt ihm gleich.")).stdout)
        self.assertIn("experiment", " ".join(german["warnings"]))
        self.clone(grant, "-o", self.folder / "no.wav", "--pauses", "4", rc=3)

    def test_list_engines_shows_one_that_is_ready(self):
        self.server()
        listed = json.loads(self.timbre("clone", "--list-engines", "--json").stdout)
        self.assertEqual(listed["default"], "standin")
        self.assertTrue(any(e["name"] == "standin" and e["ready"] for e in listed["engines"]))

    def test_no_consent_no_clone(self):
        self.server()
        grant = self.grant()
        self.assertIn("no such consent", self.clone("none", "-o", self.out, rc=3).stderr)
        self.timbre("consent", "revoke", grant)
        self.assertIn("revoked", self.clone(grant, "-o", self.out, rc=3).stderr)
        german = self.grant("--languages", "de")
        self.assertIn("en", self.clone(german, "-o", self.out, "--language", "en", rc=3).stderr)
        self.assertFalse(self.out.exists())

    def test_revoking_takes_the_finished_pieces(self):
        self.server()
        grant = self.grant()
        self.clone(grant, "-o", self.out)
        pieces = self.data / "cache/pieces"
        self.assertTrue(any(path.is_file() for path in pieces.rglob("*")))
        self.timbre("consent", "revoke", grant)
        self.assertFalse(any(path.is_file() for path in pieces.rglob("*")))

    def test_wrong_usage_is_2_and_wrong_values_are_3(self):
        self.server()
        grant = self.grant()
        for wrong in (["--text", TEXT], ["--ref", SPEECH, "--text", TEXT, "-o", self.out],
                      ["--ref", SPEECH, "--grant", grant, "-o", self.out],
                      ["--ref", SPEECH, "--grant", grant, "--text", TEXT],
                      ["--ref", SPEECH, "--take", "x", "--grant", grant, "--text", TEXT, "-o", self.out],
                      ["--ref", SPEECH, "--grant", grant, "--text", TEXT, "-o", "-", "--json"]):
            self.timbre("clone", *wrong, rc=2)
        for wrong in (["--speed", "9"], ["--language", "English"], ["--engine", "nobody"], ["--pitch", "7"]):
            self.clone(grant, "-o", self.out, *wrong, rc=3)
        self.clone(grant, "-o", self.out, rc=3, text=" ")
        self.assertIn("is there", self.again(grant))
        self.timbre("clone", "--ref", self.folder / "no.wav", "--grant", grant, "--text", TEXT, "-o", self.out,
                    "--replace", rc=3)

    def again(self, grant):
        self.out.write_bytes(b"mine")
        said = self.clone(grant, "-o", self.out, rc=3).stderr
        self.assertEqual(self.out.read_bytes(), b"mine")
        return said

    def test_what_goes_wrong_at_the_server_is_said_and_leaves_nothing(self):
        server = self.server()
        grant = self.grant()
        for mode, code in (("broken", 4), ("no-model", None), ("truncated", None), ("silence", None)):
            with self.subTest(mode):
                server.mode(mode)
                done = subprocess.run([BIN / "timbre", "clone", "--ref", SPEECH, "--ref-text", WORDS, "--grant", grant,
                                       "--engine", "standin", "--text", f"This is about {mode}, which is a sentence of some length.", "-o",
                                       self.out, "--data", self.data], capture_output=True, text=True, timeout=120)
                self.assertIn(done.returncode, (code,) if code else (3, 4), done.stderr)
                self.assertTrue(done.stderr.startswith("timbre: "), done.stderr)
                self.assertFalse(self.out.exists())
                self.assertEqual([p for p in self.folder.iterdir() if p.name.endswith(".part")], [])
        server.mode("ok")
        self.clone(grant, "-o", self.out)


if __name__ == "__main__":
    unittest.main()
