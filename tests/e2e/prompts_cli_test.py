#!/usr/bin/env python3
"""Drives `timbre prompts` and `timbre coverage` as a person or a script would. TIMBRE_BIN names the folder of `timbre`."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])


class Cli(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.data = pathlib.Path(self.scratch.name)
        self.addCleanup(self.scratch.cleanup)

    def timbre(self, *arguments, **variables):
        environment = {**os.environ, "TIMBRE_DATA": str(self.data), **variables}
        return subprocess.run([BIN / "timbre", *map(str, arguments)], capture_output=True, text=True, timeout=60,
                              env=environment)

    def json(self, *arguments):
        out = self.timbre(*arguments, "--json")
        self.assertEqual(out.returncode, 0, out.stderr)
        return json.loads(out.stdout)

    def add_prompts(self, name, content):
        folder = self.data / "prompts"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(content)


class Prompts(Cli):
    def test_list_and_show(self):
        prompts = self.json("prompts", "list")
        self.assertGreaterEqual(sum(p["kind"] == "read" for p in prompts), 12)
        self.assertIn("free", [p["kind"] for p in prompts])
        lines = self.timbre("prompts", "list").stdout.splitlines()
        self.assertEqual([line.split()[0] for line in lines], [p["name"] for p in prompts])
        first = prompts[0]
        self.assertEqual(self.timbre("prompts", "show", first["name"]).stdout, first["text"] + "\n")
        self.assertEqual(self.json("prompts", "show", first["name"]), first)

    def test_a_persons_own_prompts_and_a_bad_file(self):
        mine = {"name": "mine", "text": "A text of my own."}
        self.add_prompts("a.json", json.dumps({"version": 1, "prompts": [mine]}))
        self.add_prompts("b.json", json.dumps({"version": 1, "prompts": [{"name": "x"}]}))
        out = self.timbre("prompts", "show", "mine")
        self.assertEqual((out.returncode, out.stdout), (0, "A text of my own.\n"))
        self.assertIn("b.json", out.stderr)
        self.assertIn("prompts[0].text", out.stderr)
        self.assertEqual(self.json("prompts", "list")[-1]["name"], "mine")

    def test_next_never_repeats_what_was_read(self):
        takes = []
        for _ in range(3):
            out = self.json("prompts", "next", *(["--take", *takes] if takes else []))
            name = out["next"]["name"]
            self.assertEqual(name, out["prompt"]["name"])
            path = self.data / f"{name}.txt"
            self.assertNotIn(path, takes)
            path.write_text(out["prompt"]["text"])
            takes.append(path)
        self.assertIn(" adds ", self.timbre("prompts", "next").stdout)

    def test_errors(self):
        self.assertEqual(self.timbre("prompts").returncode, 2)
        unknown = self.timbre("prompts", "show", "no-such-prompt")
        self.assertEqual(unknown.returncode, 3)
        self.assertIn("no-such-prompt", unknown.stderr)
        missing = self.timbre("prompts", "next", "--take", "/no/such/take.txt")
        self.assertEqual(missing.returncode, 3)
        self.assertIn("/no/such/take.txt", missing.stderr)
        self.assertEqual(self.timbre("prompts", "next", TIMBRE_CMU_DICT="/no/such.dict").returncode, 4)


class Coverage(Cli):
    def test_counts_and_adds_up(self):
        one = self.json("coverage", "--text", "the cat")["coverage"]
        self.assertEqual(one["phones"]["covered"], 5)
        self.assertEqual(one["phones"]["of"], 39)
        self.assertIn("ZH", one["phones"]["missing"])
        take = self.data / "take.txt"
        take.write_text("A measure of joy.")
        both = self.json("coverage", "--text", "the cat", "--text-file", take)
        self.assertEqual(both["texts"], 2)
        self.assertGreater(both["coverage"]["phones"]["covered"], 10)
        self.assertNotIn("ZH", both["coverage"]["phones"]["missing"])
        self.assertGreater(both["next"]["adds"]["diphones"], 50)

    def test_a_prompt_has_every_phone(self):
        text = self.json("prompts", "list")[0]["text"]
        out = self.timbre("coverage", "--text", text)
        self.assertIn("39 of 39\n", out.stdout)

    def test_errors(self):
        self.assertEqual(self.timbre("coverage").returncode, 2)
        self.assertEqual(self.timbre("coverage", "--text-file", "/no/such/take.txt").returncode, 3)


if __name__ == "__main__":
    unittest.main()
