"""Rung: exact. `timbre score` with and without neural networks, as a person or a script uses it."""
import csv
import io
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])
SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", SOURCE / "../shared/testdata"))
MODELS = pathlib.Path(os.environ.get("TIMBRE_MODELS", SOURCE / "../shared/models"))
CLIP = DATA / "speech/librispeech/3080/3080-5032-0000.flac"
TEN_SECONDS = DATA / "speech/librispeech/3080/3080-5032-0002.flac"
NETWORKS = ["dnsmos_p808_model_v8.onnx", "dnsmos_p835_sig_bak_ovr.onnx", "gtcrn_simple.onnx",
            "silero_vad_16k_op15.onnx", "swift_f0.onnx"]


def need(*paths):
    for path in paths:
        if path.exists():
            continue
        if os.environ.get("CI") == "true":
            raise AssertionError(f"test data is missing: {path}")
        raise unittest.SkipTest(f"SKIPPED: no test data at {path}")


def validate(card):
    try:
        import jsonschema
    except ImportError:
        if os.environ.get("CI") == "true":
            raise
        return
    jsonschema.Draft202012Validator(json.loads((SOURCE / "docs/formats/scorecard.schema.json").read_text())).validate(card)


class Networks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        need(CLIP)
        cls.folder = pathlib.Path(tempfile.mkdtemp())

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def score(self, *arguments, models, program=BIN / "timbre"):
        out = subprocess.run([program, "score", "--no-transcript", *map(str, arguments)], capture_output=True, timeout=300,
                             env={**os.environ, "TIMBRE_MODELS": str(models)})
        self.assertEqual(out.returncode, 0, out.stderr)
        return out.stdout.decode()

    def need_networks(self, *names):
        need(*(MODELS / name for name in names))
        card = json.loads(self.score("--json", CLIP, models=MODELS))
        why = card.get("perceptual_why", "")
        if "ONNX Runtime" in why:
            if os.environ.get("CI") == "true":
                raise AssertionError(why)
            raise unittest.SkipTest(f"SKIPPED: no test data: {why}")
        return card

    def test_without_models_everything_else_works_and_it_says_how_to_get_them(self):
        card = json.loads(self.score("--json", CLIP, models=self.folder / "none"))
        validate(card)
        self.assertIsNone(card["perceptual"])
        self.assertIn("timbre models pull dnsmos-p835", card["perceptual_why"])
        self.assertIn("timbre models pull gtcrn", card["diagnosis"]["denoiser_why"])
        self.assertIn("timbre models pull swiftf0", card["diagnosis"]["pitch_why"])
        self.assertEqual(card["voice_activity"], "timbre")
        self.assertEqual(card["overall"], card["overall_measured"])
        self.assertIn("timbre models pull dnsmos-p835", self.score(CLIP, models=self.folder / "none"))

    def test_who_speaks_is_heard_unless_it_is_left_out(self):
        left_out = json.loads(self.score("--json", "--no-networks", CLIP, models=self.folder / "none"))
        validate(left_out)
        self.assertEqual((left_out["speaker"], left_out["speaker_why"]), (None, "--no-networks left it out"))
        short = json.loads(self.score("--json", CLIP, models=self.folder / "none"))
        if "speaker encoder" in (short["speaker_why"] or ""):
            if os.environ.get("CI") == "true":
                self.fail(short["speaker_why"])
            self.skipTest("SKIPPED: there is no speaker encoder")
        self.assertIn("too little speech", short["speaker_why"])
        card = json.loads(self.score("--json", TEN_SECONDS, models=self.folder / "none"))
        self.assertGreater(card["speaker"]["heard_s"], 6)
        self.assertTrue(card["speaker"]["one_voice"])
        others = [event for event in card["events"] if event["kind"] == "other_voice"]
        self.assertEqual(len(others), len(card["speaker"]["others"]))

    def test_with_models_the_scorecard_holds_what_they_say(self):
        card = self.need_networks(*NETWORKS)
        validate(card)
        heard = card["perceptual"]
        self.assertEqual(heard["name"], "dnsmos_p835")
        for part in ("mos", "sig", "bak", "p808"):
            self.assertTrue(1 <= heard[part] <= 5, heard)
        rule = 0.85 * card["overall_measured"] + 0.15 * 100 * (heard["mos"] - 1) / 4
        self.assertAlmostEqual(card["overall"], rule, delta=0.1)
        self.assertEqual(card["voice_activity"], "timbre+silero_vad")
        self.assertLess(abs(card["diagnosis"]["pitch"]["difference_st"]), 1)
        self.assertGreater(card["diagnosis"]["denoiser"]["snr_db"], 0)
        text = self.score(CLIP, models=MODELS)
        self.assertIn(f"{heard['mos']:.1f} of 5, estimated by DNSMOS P.835", text)
        self.assertIn("A denoiser would take away", text)
        row = next(csv.DictReader(io.StringIO(self.score("--csv", CLIP, models=MODELS))))
        self.assertEqual(row["perceptual_name"], "dnsmos_p835")
        for part in ("mos", "sig", "bak", "p808"):
            self.assertAlmostEqual(float(row[f"perceptual_{part}"]), heard[part], places=2)

    def test_the_same_bytes_on_any_number_of_threads(self):
        card = self.need_networks(*NETWORKS)
        lines = [self.score("--jsonl", "--jobs", jobs, CLIP, CLIP, models=MODELS).splitlines() for jobs in (1, 2)]
        self.assertEqual(lines[0], lines[1])
        self.assertEqual(json.loads(lines[0][0]), card, "one file alone is measured on two threads")

    def test_they_can_be_left_out(self):
        card = json.loads(self.score("--json", "--no-networks", CLIP, models=MODELS))
        validate(card)
        self.assertIsNone(card["perceptual"])
        self.assertIn("--no-networks", card["perceptual_why"])

    def test_a_model_that_is_not_the_published_one_is_not_run(self):
        need(MODELS / NETWORKS[1])
        models = self.folder / "forged"
        models.mkdir()
        forged = bytearray((MODELS / NETWORKS[1]).read_bytes())
        forged[len(forged) // 2] ^= 1
        (models / NETWORKS[1]).write_bytes(forged)
        why = json.loads(self.score("--json", CLIP, models=models))["perceptual_why"]
        self.assertIn("checksum", why)
        self.assertIn("timbre models pull dnsmos-p835", why)

    def test_without_the_runtime_everything_else_works(self):
        need(MODELS / NETWORKS[1])
        programs = self.folder / "elsewhere" / "bin"
        programs.mkdir(parents=True)
        for name in ("timbre", "timbre-decode-wav", "timbre-decode-ffmpeg"):
            shutil.copy(BIN / name, programs / name)
        card = json.loads(self.score("--json", CLIP, models=MODELS, program=programs / "timbre"))
        if card["perceptual"] is not None:
            self.skipTest("this system has ONNX Runtime installed")
        self.assertIn("ONNX Runtime", card["perceptual_why"])
        self.assertIn(card["verdict"], ("keep", "review", "reject"))


if __name__ == "__main__":
    unittest.main()
