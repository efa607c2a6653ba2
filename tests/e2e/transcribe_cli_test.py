#!/usr/bin/env python3
"""Drives `timbre transcribe` as a person or a script would. TIMBRE_BIN names the folder of `timbre`.

Rung: exact for forms and exit codes; oracle where Praat and FFmpeg read what was written. Words are pocketsphinx's: on
the English clip it gets about three of five right, so that only words it is sure of are asked for."""
import json
import os
import pathlib
import pty
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import unittest
import wave

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])
SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", SOURCE / "../shared/testdata"))
SPEECH = DATA / "speech/librivox/en_ohenry_chenevert.wav"
SHORT = DATA / "speech/jfk.wav"
NOISE = DATA / "noise/noise4.wav"


def need(path):
    if path.exists():
        return
    if os.environ.get("CI") == "true":
        raise AssertionError(f"test data is missing: {path}")
    raise unittest.SkipTest(f"SKIPPED: no test data at {path}; set TIMBRE_TESTDATA to the folder")


class Case(unittest.TestCase):
    """Each class has a home of its own, so that no test finds another's cache or the user's models."""

    @classmethod
    def setUpClass(cls):
        need(SPEECH)
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.environment = dict(os.environ, TIMBRE_DATA=str(cls.folder / "data"))
        cls.environment.pop("TIMBRE_MODELS", None)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def timbre(self, *arguments, stdin=None):
        return subprocess.run([BIN / "timbre", "transcribe", *map(str, arguments)], capture_output=True, input=stdin,
                              timeout=300, env=self.environment)

    def heard(self, *arguments, stdin=None):
        out = self.timbre(*arguments, stdin=stdin)
        self.assertEqual(out.returncode, 0, out.stderr)
        return out.stdout.decode()

    def validate(self, json_text):
        try:
            import jsonschema
        except ImportError:
            if os.environ.get("CI") == "true":
                raise
            raise unittest.SkipTest("SKIPPED: python3-jsonschema is not installed")
        schema = json.loads((SOURCE / "docs/formats/transcript.schema.json").read_text())
        jsonschema.Draft202012Validator(schema).validate(json_text)


class Words(Case):
    def test_text_and_json_say_what_was_said(self):
        text = self.heard(SPEECH).lower()
        for word in ("dollar", "eighty", "seven", "pennies", "butcher", "grocer", "sixty", "cents"):
            self.assertIn(word, text)
        self.assertEqual(text.count("\n"), 1, "no line breaks when piped")
        card = json.loads(self.heard("--json", SPEECH))
        self.validate(card)
        self.assertTrue(card["has_speech"])
        self.assertEqual(card["language"], "en")
        self.assertTrue(card["engine"].startswith("pocketsphinx"))
        self.assertAlmostEqual(card["duration_s"], 30, delta=0.1)
        ends = [word["end_s"] for word in card["words"]]
        starts = [word["start_s"] for word in card["words"]]
        self.assertTrue(all(end <= start for end, start in zip(ends, starts[1:])))
        self.assertEqual(" ".join(word["word"] for word in card["words"]), card["text"])

    def test_the_second_run_comes_from_the_cache_with_the_same_words(self):
        shutil.rmtree(self.folder / "data", ignore_errors=True)
        first = json.loads(self.heard("--json", SHORT))
        second = json.loads(self.heard("--json", SHORT))
        self.assertFalse(first["is_from_cache"])
        self.assertTrue(second["is_from_cache"])
        self.assertEqual(first["words"], second["words"])
        self.assertFalse(json.loads(self.heard("--json", "--no-cache", SHORT))["is_from_cache"])
        for path in (self.folder / "data").rglob("*.json"):
            path.write_bytes(b"{damaged")
        self.assertFalse(json.loads(self.heard("--json", SHORT))["is_from_cache"])
        self.assertTrue(json.loads(self.heard("--json", SHORT))["is_from_cache"])

    def test_standard_input_and_several_files(self):
        piped = self.heard("-", stdin=SHORT.read_bytes())
        self.assertEqual(piped, self.heard(SHORT))
        both = json.loads(self.heard("--json", SHORT, SPEECH))
        self.assertEqual([card["file"] for card in both], [str(SHORT), str(SPEECH)])
        out = self.timbre(SHORT, NOISE)
        self.assertEqual(out.returncode, 1)
        self.assertIn(str(NOISE).encode(), out.stderr)

    def test_low_confidence_is_said(self):
        need(DATA / "speech/librivox/it_galatea_fasol.wav")
        out = self.timbre(DATA / "speech/librivox/it_galatea_fasol.wav")
        self.assertEqual(out.returncode, 0)
        self.assertIn(b"uncertain", out.stderr)
        self.assertIn(b"only English", out.stderr)
        self.assertEqual(self.timbre("-q", DATA / "speech/librivox/it_galatea_fasol.wav").stderr, b"")


class Forms(Case):
    def test_verbose_json_is_openais(self):
        card = json.loads(self.heard("--verbose-json", SPEECH))
        self.assertEqual((card["task"], card["language"]), ("transcribe", "english"))
        self.assertGreater(len(card["segments"]), 3)
        kinds = {"id": int, "seek": int, "start": float, "end": float, "text": str, "tokens": list, "temperature": float,
                 "avg_logprob": float, "compression_ratio": float, "no_speech_prob": float}
        for segment in card["segments"]:
            self.assertEqual(set(segment), set(kinds))
            for field, kind in kinds.items():
                self.assertIsInstance(segment[field], (kind, int) if kind is float else kind, field)
        self.assertEqual("".join(segment["text"] for segment in card["segments"]).split(), card["text"].split())
        self.assertEqual([word["word"] for word in card["words"]], card["text"].split())

    def test_ffmpeg_reads_the_subtitles(self):
        for extension, codec in (("srt", "subrip"), ("vtt", "webvtt")):
            path = self.folder / f"take.{extension}"
            self.assertEqual(self.heard("-o", path, SPEECH), "")
            times = re.findall(r"([\d:]+[.,]\d{3}) --> ([\d:]+[.,]\d{3})", path.read_text())
            self.assertGreater(len(times), 3)
            self.assertEqual(path.read_text(), self.heard(f"--{extension}", SPEECH))
            if shutil.which("ffprobe") is None:
                continue
            found = json.loads(subprocess.run(
                ["ffprobe", "-v", "error", "-show_streams", "-show_packets", "-of", "json", path], check=True,
                capture_output=True).stdout)
            self.assertEqual(found["streams"][0]["codec_name"], codec)
            self.assertEqual(len(found["packets"]), len(times))

    def test_praat_reads_the_textgrid(self):
        path = self.folder / "take.TextGrid"
        self.heard("-o", path, SPEECH)
        words = json.loads(self.heard("--json", SPEECH))["words"]
        if shutil.which("praat") is None:
            self.skipTest("SKIPPED: praat is not installed")
        script = self.folder / "read.praat"
        script.write_text(f'''Read from file: "{path}"
n = Get number of intervals: 1
for i to n
  label$ = Get label of interval: 1, i
  start = Get start time of interval: 1, i
  if label$ <> ""
    writeInfo: ""
    appendFileLine: "{self.folder}/praat.txt", fixed$(start, 3), " ", label$
  endif
endfor
''')
        subprocess.run(["praat", "--run", script], check=True, capture_output=True)
        found = [line.split(" ", 1) for line in (self.folder / "praat.txt").read_text().splitlines()]
        self.assertEqual([label for _, label in found], [word["word"] for word in words])
        for (start, _), word in zip(found, words):
            self.assertAlmostEqual(float(start), word["start_s"], delta=0.0011)


class NoSpeech(Case):
    def write(self, name, samples, rate=16000):
        path = self.folder / name
        with wave.open(str(path), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(rate)
            out.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
        return path

    def test_every_form_says_so_and_exits_with_1(self):
        quiet = self.write("quiet.wav", [0] * 32000)
        out = self.timbre(quiet)
        self.assertEqual((out.returncode, out.stdout), (1, b""))
        self.assertIn(b"no speech found", out.stderr)
        out = self.timbre("--json", quiet)
        card = json.loads(out.stdout)
        self.validate(card)
        self.assertEqual((out.returncode, card["has_speech"], card["words"], card["text"]), (1, False, [], ""))
        self.assertEqual(self.timbre("--srt", quiet).stdout, b"")
        self.assertEqual(self.timbre("--vtt", quiet).stdout, b"WEBVTT\n\n")
        self.assertIn(b"xmax = 2", self.timbre("--textgrid", quiet).stdout)
        self.assertEqual(json.loads(self.timbre("--verbose-json", quiet).stdout)["segments"], [])

    def test_noise_and_music_give_no_words(self):
        need(NOISE)
        names = [*sorted((DATA / "noise").glob("*.wav")),
                 *(DATA / f"metrics/visqol/{name}48_stereo.wav" for name in ("guitar", "castanets", "strauss", "glock"))]
        for path in names:
            out = self.timbre(path)
            self.assertEqual((out.returncode, out.stdout), (1, b""), path)

    def test_sounds_made_by_sox_and_ffmpeg_give_no_words(self):
        if shutil.which("sox") is None or shutil.which("ffmpeg") is None:
            self.skipTest("SKIPPED: sox or ffmpeg is not installed")
        synths = {
            "chord": "synth 8 pluck C4 synth 8 pluck E4 synth 8 pluck G4 remix -",
            "sweep": "synth 8 sine 200-4000", "saw": "synth 8 sawtooth 110 tremolo 4 90",
            "brown": "synth 8 brownnoise", "pink": "synth 8 pinknoise tremolo 3 95",
        }
        for name, effects in synths.items():
            path = self.folder / f"{name}.wav"
            subprocess.run(["sox", "-R", "-n", "-r", "16000", "-c", "1", path, *effects.split()], check=True,
                           capture_output=True)
            out = self.timbre(path)
            self.assertEqual((out.returncode, out.stdout), (1, b""), name)

    def test_speech_in_noise_still_gives_words(self):
        if shutil.which("ffmpeg") is None:
            self.skipTest("SKIPPED: ffmpeg is not installed")
        noisy = self.folder / "noisy.wav"
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", SPEECH, "-f", "lavfi", "-i",
                        "anoisesrc=color=pink:seed=1:amplitude=0.05:sample_rate=24000", "-filter_complex",
                        "amix=inputs=2:duration=first:normalize=0", noisy], check=True)
        self.assertGreater(len(self.heard(noisy).split()), 10)


class Trouble(Case):
    def test_wrong_usage_is_2(self):
        for arguments in ([], ["--srt", "--vtt", SHORT], ["--srt", SHORT, SPEECH]):
            self.assertEqual(self.timbre(*arguments).returncode, 2, arguments)

    def test_hostile_input_is_3_and_named(self):
        empty = self.folder / "empty.wav"
        empty.write_bytes(b"")
        junk = self.folder / "junk.wav"
        junk.write_bytes(b"RIFF\xff\xff\xff\xffWAVEfmt " + bytes(range(256)) * 50)
        for path in (empty, junk, pathlib.Path("/no/such/take.wav")):
            out = self.timbre(path)
            self.assertEqual(out.returncode, 3, path)
            self.assertIn(path.name.encode(), out.stderr)
        out = self.timbre("--json", empty, SHORT)
        self.assertEqual(out.returncode, 3)
        first, second = json.loads(out.stdout)
        self.validate(first)
        self.assertIn("error", first)
        self.assertTrue(second["has_speech"])
        self.assertEqual(self.timbre("--engine", "nonsense", SHORT).returncode, 3)

    def test_one_frame_is_no_speech(self):
        path = self.folder / "one.wav"
        with wave.open(str(path), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(48000)
            out.writeframes(b"\x00\x10")
        self.assertEqual(self.timbre(path).returncode, 1)

    def test_an_output_that_cannot_be_written_is_said(self):
        out = self.timbre("-o", "/no/such/folder/take.srt", SHORT)
        self.assertNotEqual(out.returncode, 0)
        self.assertIn(b"/no/such/folder", out.stderr)


class Stop(Case):
    def test_control_c_stops_cleanly_and_keeps_nothing(self):
        output = self.folder / "out.json"
        command = [BIN / "timbre", "transcribe", "--no-cache", "-o", output, *[SPEECH] * 20]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment,
                                   start_new_session=True)
        time.sleep(2)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, err)
        self.assertRegex(err, rb"stopped|cancelled")
        self.assertFalse(output.exists())

    def test_a_terminal_sees_how_far_it_is(self):
        leader, follower = pty.openpty()
        out = subprocess.run([BIN / "timbre", "transcribe", "--no-cache", SHORT], stdout=subprocess.PIPE, stderr=follower,
                             env=self.environment, timeout=300)
        os.close(follower)
        seen = b""
        try:
            while chunk := os.read(leader, 4096):
                seen += chunk
        except OSError:
            pass
        os.close(leader)
        self.assertEqual(out.returncode, 0)
        self.assertRegex(seen, rb"\d+ %  0:\d\d elapsed")


if __name__ == "__main__":
    unittest.main()
