#!/usr/bin/env python3
"""Drives `timbre export` and `timbre fit` as a person or a script would. TIMBRE_BIN names the folder of `timbre`."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import wave

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])
SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", SOURCE / "../shared/testdata"))
SPEECH = DATA / "speech/librivox/en_ohenry_chenevert.wav"


def need(path):
    if path.exists():
        return
    if os.environ.get("CI") == "true":
        raise AssertionError(f"test data is missing: {path}")
    raise unittest.SkipTest(f"SKIPPED: no test data at {path}; set TIMBRE_TESTDATA to the folder")


class Export(unittest.TestCase):
    def setUp(self):
        need(SPEECH)
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.out = self.folder / "out"
        self.environment = {**os.environ, "TIMBRE_DATA": str(self.folder / "data")}

    def tearDown(self):
        shutil.rmtree(self.folder)

    def timbre(self, *arguments):
        return subprocess.run([BIN / "timbre", *map(str, arguments)], capture_output=True, timeout=300, env=self.environment)

    def export(self, *arguments, profile="gpt-sovits"):
        return self.timbre("export", SPEECH, "--profile", profile, "--out", self.out, "--no-transcript", *arguments)

    def files(self):
        return {str(p.relative_to(self.out)): p.read_bytes() for p in self.out.rglob("*") if p.is_file()}

    def test_writes_what_it_says(self):
        run = self.export("--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        said = json.loads(run.stdout)
        self.assertEqual(sorted(self.files()), ["clip.wav", "master.flac", "scorecard.json"])
        clip = said["clips"][0]
        with wave.open(str(self.out / "clip.wav")) as file:
            self.assertEqual((file.getframerate(), file.getnchannels(), file.getsampwidth()), (24000, 1, 2))
            self.assertAlmostEqual(file.getnframes() / 24000, clip["duration_s"], places=3)
        self.assertLessEqual(clip["true_peak_dbtp"], -1.0)
        card = json.loads((self.out / "scorecard.json").read_text())
        self.assertEqual(card["export"]["source"], SPEECH.name)
        self.assertEqual(card["measures"]["sample_rate_hz"]["value"], 24000)

    def test_the_scorecard_fits_its_schema(self):
        try:
            import jsonschema
        except ImportError:
            raise unittest.SkipTest("SKIPPED: python3-jsonschema is not installed")
        self.assertEqual(self.export().returncode, 0)
        schema = json.loads((SOURCE / "docs/formats/scorecard.schema.json").read_text())
        jsonschema.Draft202012Validator(schema).validate(json.loads((self.out / "scorecard.json").read_text()))

    def test_the_words_come_with_it_without_a_network(self):
        run = self.timbre("export", SPEECH, "--profile", "qwen3-tts", "--out", self.out)
        self.assertEqual(run.returncode, 0, run.stderr)
        text = (self.out / "ref_text.txt").read_text()
        self.assertTrue(text.rstrip("\n").endswith((".", "?", "!")), text)
        self.assertGreater(len(text.split()), 20)
        self.assertIn(b"a machine wrote ref_text.txt", run.stdout)

    def test_own_words_win(self):
        words = self.folder / "words.txt"
        words.write_text("Zürich, said so!\n")
        self.assertEqual(self.export("--ref-text-file", words).returncode, 0)
        self.assertEqual((self.out / "ref_text.txt").read_text(), "Zürich, said so!\n")
        words.write_bytes(b"\xff\xfe")
        self.assertEqual(self.export("--force", "--ref-text-file", words).returncode, 3)
        self.assertEqual(self.export("--ref-text", "a", "--ref-text-file", words).returncode, 2)

    def test_a_part_of_the_take_gets_its_part_of_the_text_that_was_read(self):
        text = SPEECH.with_suffix(".txt").read_text()
        words = self.folder / "words.txt"
        words.write_text(text)
        run = self.timbre("export", SPEECH, "--profile", "f5-tts", "--out", self.out, "--ref-text-file", words, "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        clip = json.loads(run.stdout)["clips"][0]
        self.assertEqual(clip["ref_text_from"], "known_text")
        part = [word.strip(".,;!?").lower() for word in clip["ref_text"].split()]
        self.assertLess(len(part), len(text.split()))
        self.assertGreater(len(part), 5)

    def test_refuses_to_replace_unless_told_and_gives_the_same_bytes(self):
        self.assertEqual(self.export().returncode, 0)
        first = self.files()
        again = self.export()
        self.assertEqual(again.returncode, 3)
        self.assertIn(b"--force", again.stderr)
        self.assertEqual(self.files(), first)
        self.assertEqual(self.export("--force").returncode, 0)
        self.assertEqual(self.files(), first)

    def test_all_profiles(self):
        run = self.timbre("export", SPEECH, "--all-profiles", "--no-transcript", "--out", self.out, "--json")
        self.assertEqual(run.returncode, 0, run.stderr)
        said = json.loads(run.stdout)
        self.assertIn("elevenlabs-ivc", [s["profile"] for s in said["skipped"]], "30 s are no minute")
        for clip in said["clips"]:
            self.assertTrue((self.out / clip["profile"] / "clip.wav").exists())
        self.assertEqual(len(list(self.out.rglob("master.*"))), 1)

    def test_master_as_wav_holds_the_same_samples(self):
        self.assertEqual(self.export("--master", "wav").returncode, 0)
        with wave.open(str(SPEECH)) as a, wave.open(str(self.out / "master.wav")) as b:
            self.assertEqual(a.getparams(), b.getparams())
            self.assertEqual(a.readframes(a.getnframes()), b.readframes(b.getnframes()))

    def test_wrong_usage_and_bad_input(self):
        self.assertEqual(self.timbre("export", SPEECH).returncode, 2, "no --out")
        run = self.export(profile="nonsense")
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"gpt-sovits", run.stderr, "the known profiles are listed")
        self.assertEqual(self.timbre("export", "/no/such.wav", "--out", self.out).returncode, 3)
        self.assertEqual(self.timbre("export", "-", "--out", self.out).returncode, 3)
        self.assertEqual(self.export(profile="elevenlabs-ivc").returncode, 3)
        self.assertFalse(self.out.exists())

    @unittest.skipUnless(os.geteuid() == 0, "SKIPPED: only root may mount a small disk")
    def test_a_full_disk_leaves_the_old_export_whole(self):
        disk = self.folder / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True).returncode != 0:
            raise unittest.SkipTest("SKIPPED: this machine does not let a small disk be mounted")
        try:
            self.out = disk / "out"
            self.assertEqual(self.export().returncode, 0)
            first = self.files()
            (disk / "filler").write_bytes(bytes(700_000))
            run = self.export("--force", "--master", "flac")
            self.assertEqual(run.returncode, 4, run.stderr)
            self.assertIn(b"No space left", run.stderr)
            self.assertEqual(self.files(), first)
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_a_users_profile(self):
        folder = self.folder / "data/profiles"
        folder.mkdir(parents=True)
        everything = json.loads((SOURCE / "docs/formats/profiles.json").read_text())
        mine = next(p for p in everything["profiles"] if p["name"] == "gpt-sovits") | {"name": "mine"}
        mine["rate"] = {"min_hz": 16000, "wanted_hz": 32000, "below": "resamples"}
        (folder / "mine.json").write_text(json.dumps({"version": 1, "profiles": [mine]}))
        self.assertEqual(self.export(profile="mine").returncode, 0)
        with wave.open(str(self.out / "clip.wav")) as file:
            self.assertEqual(file.getframerate(), 32000)
        mine["rate"]["wanted_hz"] = "fast"
        (folder / "mine.json").write_text(json.dumps({"version": 1, "profiles": [mine]}))
        run = self.export("--force", profile="mine")
        self.assertEqual(run.returncode, 3)
        self.assertIn(b"mine.json", run.stderr)
        self.assertIn(b"rate.wanted_hz", run.stderr)

    def test_fit(self):
        run = self.timbre("fit", SPEECH)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn(b"gpt-sovits", run.stdout)
        said = json.loads(self.timbre("fit", SPEECH, "--json").stdout)
        fits = {fit["profile"]: fit for fit in said["fits"]}
        self.assertEqual(fits["gpt-sovits"]["answer"], "refuses")
        self.assertEqual(fits["indextts2"]["answer"], "part")
        self.assertAlmostEqual(fits["indextts2"]["lost"]["start_s"], 15.0)
        self.assertEqual(fits["studio"]["answer"], "accepts")
        self.assertTrue(all(fit["why"] for fit in fits.values()))


class Formats(unittest.TestCase):
    def test_the_profiles_fit_their_schema(self):
        try:
            import jsonschema
        except ImportError:
            raise unittest.SkipTest("SKIPPED: python3-jsonschema is not installed")
        schema = json.loads((SOURCE / "docs/formats/profiles.schema.json").read_text())
        jsonschema.Draft202012Validator(schema).validate(json.loads((SOURCE / "docs/formats/profiles.json").read_text()))


if __name__ == "__main__":
    unittest.main()
