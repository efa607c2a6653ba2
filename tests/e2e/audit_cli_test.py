#!/usr/bin/env python3
"""Drives `timbre audit` as a person or a script would, and as somebody who changes the log behind its back.

Rung: exact. TIMBRE_BIN names the folder of `timbre`."""
import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import sqlite3
import stat
import subprocess
import tempfile
import unittest

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])


class Cli(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.data = self.folder / "data"

    def timbre(self, *arguments, code=0, data=None):
        environment = {**os.environ, "TIMBRE_DATA": str(data or self.data)}
        out = subprocess.run([BIN / "timbre", *map(str, arguments)], capture_output=True, text=True, timeout=120,
                             env=environment)
        self.assertEqual(out.returncode, code, f"{arguments}: {out.stdout}{out.stderr}")
        return out.stdout

    def fill(self, count=3):
        """Each consent that is begun leaves a record; so does the key that signs."""
        for number in range(count):
            self.timbre("consent", "start", "--voice", f"voice {number}", "--person", "Ann")

    def change(self, sql, *values):
        with contextlib.closing(sqlite3.connect(self.data / "safety.db")) as database:
            database.execute(sql, values)
            database.commit()

    def verify(self, *arguments, code=0):
        return json.loads(self.timbre("audit", "verify", "--json", *arguments, code=code))


class Audit(Cli):
    def test_an_empty_log_is_whole(self):
        self.assertEqual(self.timbre("audit", "list"), "")
        self.assertTrue(self.verify()["ok"])
        self.timbre("audit", "head", code=3)

    def test_list_and_its_filters(self):
        self.fill()
        page = json.loads(self.timbre("audit", "list", "--json"))
        acts = [record["act"] for record in page["records"]]
        self.assertEqual(page["size"], len(acts))
        self.assertEqual(acts[-1], "key_made")
        self.assertEqual(acts.count("consent_started"), 3)
        started = json.loads(self.timbre("audit", "list", "--json", "--act", "consent_started", "--limit", 2))
        self.assertEqual((len(started["records"]), started["more"]), (2, True))
        one = started["records"][0]
        self.assertEqual(one["voice"], "voice 2")
        of_voice = json.loads(self.timbre("audit", "list", "--json", "--voice", one["voice_id"]))["records"]
        self.assertEqual({record["voice_id"] for record in of_voice}, {one["voice_id"]})
        self.assertEqual(self.timbre("audit", "list", "--since", "2100-01-01"), "")
        self.timbre("audit", "list", "--since", "yesterday", code=3)
        self.assertEqual(len(self.timbre("audit", "list").splitlines()), page["size"])
        self.timbre("audit", "list", "-o", self.folder / "list.txt")
        self.assertEqual(len((self.folder / "list.txt").read_text().splitlines()), page["size"])

    def test_the_log_holds_no_name_and_no_key(self):
        self.fill()
        with contextlib.closing(sqlite3.connect(self.data / "safety.db")) as database:
            records = " ".join(text for (text,) in database.execute("SELECT record FROM audit"))
        for secret in ("Ann", "voice 0"):
            self.assertNotIn(secret, records)
        for name in (self.data / "keys").iterdir():
            self.assertNotIn(name.read_bytes().hex(), records)
            self.assertEqual(stat.S_IMODE(name.stat().st_mode), 0o600)

    def test_what_is_changed_is_found(self):
        self.fill()
        self.assertTrue(self.verify()["ok"])
        keep = self.folder / "keep"
        shutil.copytree(self.data, keep)
        for sql in ("UPDATE audit SET record = replace(record, 'consent', 'cansent') WHERE number = 2",
                    "DELETE FROM audit WHERE number = 1",
                    "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)",
                    "UPDATE audit SET number = number + 1000 WHERE number = 2",
                    "DELETE FROM audit_heads"):
            self.change(sql)
            verdict = self.verify(code=1)
            self.assertFalse(verdict["ok"], sql)
            self.assertTrue(verdict["problem"], sql)
            self.assertIn("NOT WHOLE", self.timbre("audit", "verify", code=1))
            self.assertEqual(self.timbre("audit", "verify", "--quiet", code=1), "")
            shutil.rmtree(self.data)
            shutil.copytree(keep, self.data)
        self.assertTrue(self.verify()["ok"])

    def test_a_pinned_head_finds_that_all_went_back(self):
        self.fill(1)
        early = self.folder / "early"
        shutil.copytree(self.data, early)
        self.fill(3)
        head = self.folder / "head.json"
        self.timbre("audit", "head", "-o", head)
        self.fill(1)
        self.assertTrue(self.verify("--head", head)["ok"])
        shutil.rmtree(self.data)
        shutil.copytree(early, self.data)
        self.assertTrue(self.verify()["ok"], "what lies here was put back as a whole")
        self.assertIn("cut off", self.verify("--head", head, code=1)["problem"])
        head.write_text(head.read_text().replace('"size":', '"size":1'))
        self.timbre("audit", "verify", "--head", head, code=3)

    def test_a_proof_can_be_checked_by_hand(self):
        self.fill()
        proof = json.loads(self.timbre("audit", "prove", 1, "--from-size", 1))
        with contextlib.closing(sqlite3.connect(self.data / "safety.db")) as database:
            records = [text.encode() for (text,) in database.execute("SELECT record FROM audit ORDER BY number")]
        leaf = hashlib.sha256(b"\0" + records[1]).digest()
        self.assertEqual(proof["leaf"], leaf.hex())
        node, index, last = leaf, 1, len(records) - 1
        for other in map(bytes.fromhex, proof["path"]):
            if index % 2 or index == last:
                node = hashlib.sha256(b"\1" + other + node).digest()
                while index % 2 == 0 and index:
                    index, last = index // 2, last // 2
            else:
                node = hashlib.sha256(b"\1" + node + other).digest()
            index, last = index // 2, last // 2
        self.assertEqual(node.hex(), proof["root"])
        self.assertEqual(json.loads(self.timbre("audit", "head"))["root"], proof["root"])
        self.assertEqual(proof["old_root"], hashlib.sha256(b"\0" + records[0]).hexdigest())
        self.timbre("audit", "prove", 1000, code=3)
        self.timbre("audit", "prove", 0, "--from-size", 0, code=3)

    def test_an_export_verifies_anywhere(self):
        self.fill()
        export = self.folder / "log.jsonl"
        said = self.timbre("audit", "export", export)
        key = said.split("--public-key ")[1].strip()
        elsewhere = self.folder / "elsewhere"
        self.timbre("audit", "verify", "--file", export, "--public-key", key, data=elsewhere)
        self.assertFalse(elsewhere.exists(), "it needs no data folder")
        self.timbre("audit", "verify", "--file", export, "--public-key", "A" * 43 + "=", code=1)
        self.timbre("audit", "verify", "--file", export, "--public-key", "mine", code=3)
        self.timbre("audit", "export", export, code=3)
        lines = export.read_text().splitlines()
        for changed in (lines[1:], lines[:-1], lines[:2] + lines[-1:], [lines[1], lines[0], *lines[2:]],
                        [lines[0].replace("key_made", "key_mode"), *lines[1:]], lines + lines):
            export.write_text("\n".join(changed) + "\n")
            self.timbre("audit", "verify", "--file", export, code=1)


if __name__ == "__main__":
    unittest.main()
