#!/usr/bin/env python3
"""Drives `timbre watermark` on real speech and hostile input. TIMBRE_BIN names the folder of `timbre`."""
import json
import os
import pathlib
import stat
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])
SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", SOURCE / "../shared/testdata"))
SPEECH = DATA / "speech/librivox/en_ohenry_chenevert.wav"


class Watermark(unittest.TestCase):
    def setUp(self):
        if not SPEECH.exists():
            if os.environ.get("CI") == "true":
                self.fail(f"test data is missing: {SPEECH}")
            self.skipTest(f"SKIPPED: no test data at {SPEECH}; set TIMBRE_TESTDATA to the folder")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.data = self.folder / "data"
        self.speech = self.made("speech.wav", SPEECH, "-t", "12")

    def made(self, name, source, *options):
        out = self.folder / name
        subprocess.run(["ffmpeg", "-y", "-v", "error", "-i", source, *options, out], check=True)
        return out

    def timbre(self, *arguments, data=None):
        return subprocess.run([BIN / "timbre", *map(str, arguments), "--data", data or self.data],
                              capture_output=True, text=True, timeout=120)

    def embedded(self, name="marked.wav", *more):
        out = self.folder / name
        done = self.timbre("watermark", "embed", self.speech, "-o", out, "--json", *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return out, json.loads(done.stdout)

    def detected(self, file, data=None):
        done = self.timbre("watermark", "detect", file, "--json", data=data)
        return done.returncode, json.loads(done.stdout) if done.stdout else done.stderr

    def test_a_marked_copy_is_found_with_its_payload(self):
        for name in ("marked.wav", "marked.flac"):
            marked, told = self.embedded(name)
            self.assertGreaterEqual(told["snr_db"], 20)
            code, found = self.detected(marked)
            self.assertEqual((code, found["outcome"], found["payload"]), (0, "marked", told["payload"]))
            self.assertLess(found["begin_s"], 1.5)
            self.assertGreater(found["end_s"], 10.5)

    def test_it_survives_mp3(self):
        marked, told = self.embedded()
        code, found = self.detected(self.made("marked.mp3", marked, "-b:a", "64k"))
        self.assertEqual((code, found["payload"]), (0, told["payload"]))

    def test_unmarked_speech_is_1(self):
        code, found = self.detected(self.speech)
        self.assertEqual((code, found["outcome"], found["payload"]), (1, "not_marked", None))

    def test_another_installation_finds_nothing_without_the_key(self):
        marked, _ = self.embedded()
        code, found = self.detected(marked, data=self.folder / "elsewhere")
        self.assertEqual((code, found["outcome"]), (1, "not_marked"))

    def test_an_exported_key_finds_it_elsewhere(self):
        marked, told = self.embedded()
        key = self.folder / "watermark.key"
        done = self.timbre("watermark", "export-key", key)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(stat.S_IMODE(key.stat().st_mode), 0o600)
        done = self.timbre("watermark", "detect", marked, "--key", key, "--json", data=self.folder / "elsewhere")
        self.assertEqual(json.loads(done.stdout)["payload"], told["payload"])

    def test_the_key_is_the_owners_alone(self):
        self.embedded()
        for path in (self.data / "keys").iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)

    def test_the_log_knows_and_the_finding_says_so(self):
        marked, told = self.embedded()
        done = self.timbre("watermark", "detect", marked)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"record {told['record']}", done.stdout)
        log = self.timbre("audit", "list", "--json")
        acts = [record["act"] for record in json.loads(log.stdout)["records"]]
        self.assertIn("watermark_embedded", acts)
        self.assertIn("watermark_detected", acts)
        self.assertEqual(self.timbre("audit", "verify").returncode, 0)

    def test_marking_twice_is_refused(self):
        marked, _ = self.embedded()
        done = self.timbre("watermark", "embed", marked, "-o", self.folder / "twice.wav")
        self.assertEqual(done.returncode, 3)
        self.assertIn("already", done.stderr)
        self.assertFalse((self.folder / "twice.wav").exists())

    def test_what_cannot_be_marked_is_refused_with_the_reason(self):
        short = self.made("short.wav", SPEECH, "-t", "0.3")
        silent = self.folder / "silent.wav"
        subprocess.run(["ffmpeg", "-y", "-v", "error", "-f", "lavfi", "-i", "anullsrc=r=24000:cl=mono", "-t", "8", silent],
                       check=True)
        for file in (short, silent):
            out = self.folder / "never.wav"
            done = self.timbre("watermark", "embed", file, "-o", out)
            self.assertEqual(done.returncode, 3, file)
            self.assertIn(file.name, done.stderr)
            self.assertFalse(out.exists())

    def test_wrong_files_and_names_are_3(self):
        text = self.folder / "text.wav"
        text.write_text("this is no sound")
        self.assertEqual(self.timbre("watermark", "detect", text).returncode, 3)
        self.assertEqual(self.timbre("watermark", "detect", "/no/such.wav").returncode, 3)
        done = self.timbre("watermark", "embed", self.speech, "-o", self.folder / "marked.mp3")
        self.assertEqual(done.returncode, 3)
        self.assertIn(".wav or .flac", done.stderr)
        _, _ = self.embedded()
        done = self.timbre("watermark", "embed", self.speech, "-o", self.folder / "marked.wav")
        self.assertEqual(done.returncode, 3, "a file that is there is left alone")


if __name__ == "__main__":
    unittest.main()
