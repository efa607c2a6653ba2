#!/usr/bin/env python3
"""Drives `timbre say` as a person would. TIMBRE_BIN names the folder of `timbre`."""
import os
import pathlib
import subprocess
import tempfile
import unittest
import wave

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])
TEXT = "This voice belongs to nobody at all."


def timbre(*arguments, **variables):
    return subprocess.run([BIN / "timbre", "say", *map(str, arguments)], capture_output=True, text=True, timeout=100,
                          env={**os.environ, **variables})


class Say(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def test_a_number_is_a_voice(self):
        said = []
        for number, name in ((7, "a"), (7, "b"), (8, "c")):
            out = timbre(TEXT, "--voice", number, "-o", self.path / f"{name}.wav")
            self.assertEqual(out.returncode, 0, out.stderr)
            self.assertIn(f"voice {number}, which is nobody's", out.stdout)
            with wave.open(str(self.path / f"{name}.wav")) as file:
                self.assertEqual((file.getframerate(), file.getnchannels(), file.getsampwidth()), (24000, 1, 2))
                self.assertGreater(file.getnframes(), 24000)
                said.append(file.readframes(file.getnframes()))
        self.assertEqual(said[0], said[1])
        self.assertNotEqual(said[0], said[2])
        self.assertIn(b"AI-generated", (self.path / "a.wav").read_bytes())

    def test_a_file_that_is_there_stays(self):
        there = self.path / "there.wav"
        there.write_text("mine")
        out = timbre(TEXT, "-o", there)
        self.assertEqual(out.returncode, 3)
        self.assertIn("there.wav", out.stderr)
        self.assertEqual(there.read_text(), "mine")

    def test_what_is_wrong_is_said(self):
        self.assertEqual(timbre("-o", self.path / "x.wav").returncode, 2)
        self.assertEqual(timbre(TEXT).returncode, 2)
        fast = timbre(TEXT, "--speed", "9", "-o", self.path / "x.wav")
        self.assertEqual(fast.returncode, 3)
        self.assertIn("speed", fast.stderr)
        self.assertIn("2", fast.stderr)
        nothing = timbre("?!", "-o", self.path / "x.wav")
        self.assertEqual(nothing.returncode, 3)
        self.assertEqual(list(self.path.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
