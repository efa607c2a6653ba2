#!/usr/bin/env python3
"""Drives the built program as a person or a script would. TIMBRE_BIN names the folder of `timbre`."""
import csv
import io
import json
import os
import pathlib
import pty
import shutil
import subprocess
import sys
import tempfile
import unittest

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])
SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", SOURCE / "../shared/testdata"))
SPEECH = DATA / "speech/librivox/en_ohenry_chenevert.wav"
os.environ["TIMBRE_MODELS"] = "/nowhere/models"  # neural networks take seconds: networks_cli_test.py


NO_WORDS = "--no-transcript"  # where the words do not matter: hearing them takes seconds


def timbre(*arguments, stdin=None, **options):
    return subprocess.run([BIN / "timbre", *map(str, arguments)], capture_output=True, input=stdin, timeout=300, **options)


def need(path):
    if path.exists():
        return
    if os.environ.get("CI") == "true":
        raise AssertionError(f"test data is missing: {path}")
    raise unittest.SkipTest(f"SKIPPED: no test data at {path}; set TIMBRE_TESTDATA to the folder")


def validate(card):
    try:
        import jsonschema
    except ImportError:
        if os.environ.get("CI") == "true":
            raise
        raise unittest.SkipTest("SKIPPED: python3-jsonschema is not installed")
    schema = json.loads((SOURCE / "docs/formats/scorecard.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(card)


class Usage(unittest.TestCase):
    def test_help_and_version(self):
        self.assertEqual(timbre("--help").returncode, 0)
        self.assertIn(b"timbre 0.", timbre("--version").stdout)

    def test_wrong_usage_is_2(self):
        for arguments in ([], ["nonsense"], ["score"], ["score", "--fail-on", "x", "a"], ["score", "--json", "--csv", "a"]):
            self.assertEqual(timbre(*arguments).returncode, 2, arguments)
        out = timbre("score", "--profile", "nonsense", "a.wav")
        self.assertEqual(out.returncode, 2)
        self.assertIn(b"studio", out.stderr, "the known profiles are listed")

    def test_missing_file_is_3_and_named(self):
        out = timbre("score", "/no/such/take.wav")
        self.assertEqual(out.returncode, 3)
        self.assertIn(b"/no/such/take.wav", out.stderr)


class Score(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        need(SPEECH)
        cls.folder = pathlib.Path(tempfile.mkdtemp())

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def test_json_is_one_valid_object_and_the_same_every_time(self):
        first = timbre("score", "--json", NO_WORDS, SPEECH)
        self.assertEqual(first.returncode, 0, first.stderr)
        card = json.loads(first.stdout)
        validate(card)
        self.assertEqual(card["file"], str(SPEECH))
        self.assertEqual(card["measures"]["words_per_minute"]["value"], None)
        self.assertEqual(card["transcript"], None)
        for why in (card["measures"]["words_per_minute"]["why"], card["transcript_why"]):
            self.assertIn("--no-transcript", why)
        for _ in range(3):
            self.assertEqual(timbre("score", "--json", NO_WORDS, SPEECH).stdout, first.stdout)

    def test_words_are_heard_and_the_same_fresh_and_remembered(self):
        caches = [self.folder / name for name in ("cache1", "cache2")]
        fresh = [timbre("score", "--json", SPEECH, env={**os.environ, "XDG_CACHE_HOME": str(c)}) for c in caches]
        self.assertEqual(fresh[0].returncode, 0, fresh[0].stderr)
        self.assertEqual(fresh[0].stdout, fresh[1].stdout)
        known = timbre("score", "--json", SPEECH, env={**os.environ, "XDG_CACHE_HOME": str(caches[0])})
        self.assertEqual(known.stdout, fresh[0].stdout)
        env = {**os.environ, "XDG_CACHE_HOME": str(caches[0])}
        lines = [timbre("score", "--jsonl", "--jobs", jobs, SPEECH, SPEECH, env=env).stdout for jobs in (1, 2)]
        self.assertEqual(lines[0], lines[1])
        card = json.loads(known.stdout)
        validate(card)
        self.assertEqual(json.loads(lines[0].splitlines()[0]), card)
        self.assertGreater(len(card["transcript"]["words"]), 30)
        self.assertIn("the grocer and the vegetable man", card["transcript"]["text"])
        for name in ("filler_count", "repetition_count", "pause_share_percent"):
            self.assertIn(name, card["measures"])
        text = timbre("score", SPEECH, env=env).stdout.decode()
        self.assertIn("heard by pocketsphinx", text)

    def test_pace_is_within_15_percent_of_the_known_words(self):
        clip = DATA / "speech/ljspeech/LJ001-0001.wav"
        need(clip)
        card = json.loads(timbre("score", "--json", clip).stdout)
        value = {name: entry["value"] for name, entry in card["measures"].items()}
        span = value["duration_s"] - value["silence_start_s"] - value["silence_end_s"]
        self.assertAlmostEqual(value["words_per_minute"] / (60 * 27 / span), 1.0, delta=0.15)

    def test_an_engine_that_is_not_there_costs_only_the_words(self):
        card = json.loads(timbre("score", "--json", "--engine", "no-such-engine", SPEECH).stdout)
        self.assertEqual(card["transcript"], None)
        self.assertIn("no-such-engine", card["transcript_why"])
        plain = json.loads(timbre("score", "--json", NO_WORDS, SPEECH).stdout)
        self.assertEqual(card["overall"], plain["overall"])

    def test_text_is_plain_when_piped_and_big_on_a_terminal(self):
        piped = timbre("score", NO_WORDS, SPEECH).stdout.decode()
        self.assertNotIn("\x1b", piped)
        self.assertIn("Signal-to-noise ratio", piped)
        for no_color in ("", "1"):
            main, side = pty.openpty()
            subprocess.run([BIN / "timbre", "score", NO_WORDS, str(SPEECH)], stdout=side, stderr=subprocess.DEVNULL, check=True,
                           env={**os.environ, "NO_COLOR": no_color, "TERM": "xterm"})
            os.close(side)
            shown = os.read(main, 1 << 16).decode(errors="replace")
            os.close(main)
            self.assertEqual("\x1b[" in shown, not no_color)
            self.assertIn("█", shown)

    def test_a_folder_in_every_form_with_a_bad_file_in_it(self):
        folder = self.folder / "takes \"odd\"\n é"
        (folder / "deep").mkdir(parents=True)
        shutil.copy(SPEECH, folder / "deep" / "b.wav")
        shutil.copy(SPEECH, folder / "a.wav")
        (folder / "broken.wav").write_text("this is no sound\n")
        (folder / "notes.txt").write_text("not audio, not listed\n")
        by_jobs = [timbre("score", NO_WORDS, "--jsonl", "--jobs", jobs, folder) for jobs in (1, 4)]
        self.assertEqual(by_jobs[0].stdout, by_jobs[1].stdout, "the same bytes on any number of threads")
        lines = [json.loads(line) for line in by_jobs[0].stdout.splitlines()]
        self.assertEqual([pathlib.Path(l["file"]).name for l in lines], ["a.wav", "broken.wav", "b.wav"])
        self.assertEqual(by_jobs[0].returncode, 3)
        self.assertIn("error", lines[1])
        self.assertIn(b"1 of 3 files", by_jobs[0].stderr)
        self.assertIn(b"broken.wav", by_jobs[0].stderr)
        self.assertEqual(len(json.loads(timbre("score", NO_WORDS, "--json", folder).stdout)), 3)
        rows = list(csv.DictReader(io.StringIO(timbre("score", NO_WORDS, "--csv", folder).stdout.decode())))
        self.assertEqual([pathlib.Path(r["file"]).name for r in rows], ["a.wav", "b.wav"])
        self.assertEqual(float(rows[0]["snr_db"]), lines[0]["measures"]["snr_db"]["value"])
        self.assertEqual(len(timbre("score", NO_WORDS, folder / "a.wav", folder / "deep").stdout.splitlines()), 2)

    def test_standard_input(self):
        piped = json.loads(timbre("score", "--json", "-", stdin=SPEECH.read_bytes()).stdout)
        named = json.loads(timbre("score", "--json", SPEECH).stdout)
        self.assertEqual(piped.pop("file"), "-")
        named.pop("file")
        self.assertEqual(piped, named)

    def test_fail_on(self):
        short = self.folder / "short.wav"
        short.write_bytes(subprocess.run(["ffmpeg", "-loglevel", "error", "-i", SPEECH, "-t", "3", "-f", "wav", "-"],
                                         capture_output=True, check=True).stdout)
        self.assertEqual(json.loads(timbre("score", NO_WORDS, "--json", short).stdout)["verdict"], "reject")
        self.assertEqual(timbre("score", NO_WORDS, short).returncode, 0)
        self.assertEqual(timbre("score", NO_WORDS, "--fail-on", "reject", short).returncode, 1)
        self.assertEqual(timbre("score", NO_WORDS, "-q", "--fail-on", "review", short).stdout, b"")

    def test_output_goes_to_a_file(self):
        target = self.folder / "card.json"
        out = timbre("score", NO_WORDS, "--json", "-o", target, SPEECH)
        self.assertEqual((out.returncode, out.stdout), (0, b""))
        validate(json.loads(target.read_text()))
        self.assertEqual(timbre("score", NO_WORDS, "--json", "-o", self.folder / "no/such/x.json", SPEECH).returncode, 3)

    def test_report_is_one_self_contained_page(self):
        page = self.folder / "report.html"
        self.assertEqual(timbre("score", NO_WORDS, "--report", page, SPEECH).returncode, 0)
        text = page.read_text()
        self.assertIn("<!doctype html>", text.lower())
        for outside in ("src=\"http", "href=\"http", "@import", "url(http"):
            self.assertNotIn(outside, text)

    def test_profiles_change_the_limits(self):
        card = json.loads(timbre("score", NO_WORDS, "--json", "--profile", "gpt-sovits", SPEECH).stdout)
        self.assertIn("duration_s", [reject["measure"] for reject in card["rejects"]])


class SelfTest(unittest.TestCase):
    def test_holds_on_synthesised_speech(self):
        out = timbre("selftest")
        self.assertEqual(out.returncode, 0, out.stdout.decode() + out.stderr.decode())

        self.assertIn("faster has more words a minute", out.stdout.decode())

    def test_holds_with_words_on_a_file(self):
        need(SPEECH)
        out = timbre("selftest", SPEECH)
        text = out.stdout.decode()
        self.assertEqual(out.returncode, 0, text + out.stderr.decode())
        self.assertNotIn("SKIPPED", text)
        self.assertIn("SKIPPED", timbre("selftest", NO_WORDS, SPEECH).stdout.decode())

    def test_holds_on_every_kept_or_reviewed_clip(self):
        need(SPEECH)
        clips = sorted(p for p in (DATA / "speech").rglob("*") if p.suffix in (".wav", ".flac"))
        tried = 0
        for line in timbre("score", NO_WORDS, "--jsonl", *clips).stdout.splitlines():
            card = json.loads(line)
            if card["verdict"] == "reject":
                continue
            tried += 1
            out = timbre("selftest", NO_WORDS, card["file"])
            self.assertEqual(out.returncode, 0, card["file"] + "\n" + out.stdout.decode() + out.stderr.decode())
        self.assertGreater(tried, 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
