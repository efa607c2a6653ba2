#!/usr/bin/env python3
"""Drives `timbre align` as a person or a script would. TIMBRE_BIN names the folder of `timbre`."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])
SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", SOURCE / "../shared/testdata"))
SPEECH = DATA / "speech/vctk/p234_004.wav"
TEXT = "We also need a small plastic snake and a big toy frog for the kids."
LONGER = "We also need a small plastic yellow snake and a big toy frog for the kids."


def align(*arguments):
    return subprocess.run([BIN / "timbre", "align", *map(str, arguments)], capture_output=True, timeout=120)


class Usage(unittest.TestCase):
    def test_wrong_usage_is_2(self):
        for arguments in ([], ["a.wav"], ["a.wav", "--text", "x", "--text-file", "y"],
                          ["a.wav", "--text", "x", "--json", "--srt"]):
            self.assertEqual(align(*arguments).returncode, 2, arguments)

    def test_missing_files_are_3_and_named(self):
        out = align("/no/such/take.wav", "--text", "one two")
        self.assertEqual(out.returncode, 3)
        self.assertIn(b"/no/such/take.wav", out.stderr)
        out = align("take.wav", "--text-file", "/no/such/text.txt")
        self.assertEqual(out.returncode, 3)
        self.assertIn(b"/no/such/text.txt", out.stderr)


class Align(unittest.TestCase):
    def setUp(self):
        if not SPEECH.exists():
            if os.environ.get("CI") == "true":
                self.fail(f"test data is missing: {SPEECH}")
            self.skipTest(f"SKIPPED: no test data at {SPEECH}; set TIMBRE_TESTDATA to the folder")

    def test_as_written(self):
        out = align(SPEECH, "--text", TEXT, "--json", "--fail-on", "edits")
        self.assertEqual(out.returncode, 0, out.stderr)
        result = json.loads(out.stdout)
        self.assertEqual(result["counts"]["read"], 15)
        self.assertEqual(result["edits"], [])
        for before, after in zip(result["words"], result["words"][1:]):
            self.assertLessEqual(before["end_s"], after["start_s"] + 1e-9)

    def test_a_skipped_word_is_named_and_fails_on_demand(self):
        out = align(SPEECH, "--text", LONGER)
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertIn("You skipped “yellow” after “plastic”.", out.stdout.decode())
        self.assertEqual(align(SPEECH, "--text", LONGER, "--fail-on", "edits").returncode, 1)

    def test_json_follows_its_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("SKIPPED: python3-jsonschema is not installed")
        schema = json.loads((SOURCE / "docs/formats/alignment.schema.json").read_text())
        jsonschema.Draft202012Validator(schema).validate(json.loads(align(SPEECH, "--text", LONGER, "--json").stdout))

    def test_files_by_extension(self):
        with tempfile.TemporaryDirectory() as folder:
            text = pathlib.Path(folder, "text.txt")
            text.write_bytes(b"\xef\xbb\xbf" + TEXT.replace(" and", "\r\nand").encode())
            for name, mark in (("a.TextGrid", 'name = "phones"'), ("a.srt", "-->"), ("a.json", '"version": 1')):
                out = align(SPEECH, "--text-file", text, "-o", pathlib.Path(folder, name))
                self.assertEqual(out.returncode, 0, out.stderr)
                self.assertIn(mark, pathlib.Path(folder, name).read_text())


if __name__ == "__main__":
    unittest.main()
