#!/usr/bin/env python3
"""Drives `timbre phones` as a person or a script would. TIMBRE_BIN names the folder of `timbre`."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])


def timbre(*arguments, **variables):
    return subprocess.run([BIN / "timbre", "phones", *map(str, arguments)], capture_output=True, text=True, timeout=60,
                          env={**os.environ, **variables})


class Phones(unittest.TestCase):
    def test_shows_words_and_sounds(self):
        out = timbre("Dr. Lee paid $5.")
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertEqual(out.stdout, "Doctor Lee paid five dollars.\nˈdɑk.tɚ ˈli ˈpeɪd ˈfaɪv ˈdɑ.lɚz .\n")

    def test_json_traces_words_to_the_text(self):
        text = "Zoë reads 2 books"
        out = timbre(text, "--json")
        self.assertEqual(out.returncode, 0, out.stderr)
        answer = json.loads(out.stdout)
        self.assertEqual(answer["spoken"], "Zoë reads two books")
        written = [text.encode()[w["begin"]:w["end"]].decode() for w in answer["words"]]
        self.assertEqual(written, text.split())
        self.assertEqual(answer["words"][2]["arpabet"], ["T", "UW1"])
        self.assertTrue(all("id" in phone for phone in answer["phones"]))

    def test_a_file_and_another_language(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "text.txt"
            path.write_text("Am 3. Mai kostet es 3,50 €.")
            out = timbre("--text-file", path, "--language", "de")
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertIn("Am dritten Mai kostet es 3 Euro 50.", out.stdout)

    def test_what_is_missing_is_said(self):
        self.assertEqual(timbre().returncode, 2)
        unknown = timbre("word", "--language", "xx-nowhere")
        self.assertEqual(unknown.returncode, 3)
        self.assertIn("xx-nowhere", unknown.stderr)
        with tempfile.TemporaryDirectory() as folder:
            out = timbre("word", TIMBRE_ESPEAK_DATA=folder)
            self.assertEqual(out.returncode, 4)
            self.assertIn("TIMBRE_ESPEAK_DATA", out.stderr)
            self.assertIn(folder, out.stderr)


if __name__ == "__main__":
    unittest.main()
