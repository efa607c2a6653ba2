#!/usr/bin/env python3
"""Kills the studio's server again and again while clients work, and looks whether anything acknowledged is lost.

Rung: property. Each client keeps a model of what was acknowledged; a call without an answer may have happened or not,
but nothing in between. 30 kills; `--full` makes it 400. Exports are of a real recording (TIMBRE_TESTDATA)."""
import array
import hashlib
import http.client
import json
import os
import pathlib
import random
import struct
import subprocess
import sys
import threading
import time
import unittest
import urllib.parse

from studio_client import BIN, Server

KILLS = 400 if "--full" in sys.argv else 30
if "--full" in sys.argv:
    sys.argv.remove("--full")
CLIENTS = 3
SPEECH = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", "")) / "speech/jfk.wav"
SEED = 2026


def wav(seed, seconds=0.4):
    noise = random.Random(seed)
    samples = array.array("h", [noise.randrange(-3000, 3000) for _ in range(int(16000 * seconds))]).tobytes()
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, 1, 16000, 32000, 2, 16,
                       b"data", len(samples))
    return head + samples


ACTS = ["upload", "rename", "note", "trash", "restore", "purge", "record", "piece", "finish", "export", "look", "forget"]


class Take:
    def __init__(self, sound, name):
        self.sound, self.name, self.note, self.place = sound, name, "", "list"

    def copy(self):
        other = Take(self.sound, self.name)
        other.note, other.place = self.note, self.place
        return other

    def __eq__(self, other):
        return (self.sound, self.name, self.note, self.place) == (other.sound, other.name, other.note, other.place)


class Client(threading.Thread):
    """Works on takes and recordings of its own until the server is gone."""

    def __init__(self, studio, number, model):
        super().__init__()
        self.studio, self.model = studio, model
        self.random = random.Random(number)
        self.calls = 0
        self.fault = None

    def run(self):
        link = self.studio.client(20)
        try:
            while True:
                self.step(link)
                self.calls += 1
        except (OSError, EOFError, http.client.HTTPException):
            pass  # the server went
        except Exception as fault:
            self.fault = fault
        finally:
            link.close()

    def call(self, link, wanted, method, path, body=None, headers=None):
        answer = link.call(method, path, body, **(headers or {}))
        if answer.status != wanted:
            raise AssertionError(f"{method} {path}: {answer.status}, not {wanted}: {answer.body[:300]!r}")
        return answer.json() if answer.body else None

    def step(self, link):
        takes = self.model["takes"]
        here = [i for i, t in takes.items() if t.place == "list" and i != self.model["speech"]]
        there = [i for i, t in takes.items() if t.place == "trash"]
        act = self.random.choice(ACTS)
        if act == "upload":
            sound, name = wav(self.random.random()), f"take {self.random.randrange(10**9)}"
            self.model["flying"] = ("upload", Take(sound, name))
            take = self.call(link, 201, "POST", f"/takes?name={urllib.parse.quote(name)}.wav", sound,
                             {"Content-Type": "audio/wav"})
            takes[take["id"]] = self.model["flying"][1]
        elif act in ("rename", "note") and here:
            self.change(link, self.random.choice(here), act)
        elif act in ("trash", "restore", "purge"):
            self.move(link, act, here if act == "trash" else there)
        elif act == "record" and not self.model["recording"]:
            self.model["flying"] = None
            made = self.call(link, 201, "POST", "/recordings", {"sample_rate_hz": 16000, "channel_count": 1, "prompt": ""})
            self.model["recording"] = {"id": made["id"], "pieces": 0, "flying": False}
        elif act == "piece" and self.model["recording"]:
            self.add_piece(link, self.model["recording"])
        elif act == "finish" and self.model["recording"] and self.model["recording"]["pieces"]:
            recording, name = self.model["recording"], f"recorded {self.random.randrange(10**9)}"
            self.model["flying"] = ("finish", Take(None, name))
            take = self.call(link, 201, "POST", f"/recordings/{recording['id']}/finish", {"name": name})
            takes[take["id"]] = self.model["flying"][1]
            self.model["recording"] = None
        elif self.model["speech"] and act in ("export", "look", "forget"):
            self.export(link, act, self.model["exports"])
        self.model["flying"] = None

    def export(self, link, act, exports):
        """An export is acknowledged once it was seen to be done."""
        self.model["flying"] = None
        waiting = [i for i, done in exports.items() if done is None]
        if act == "export" and not waiting:
            order = {"takes": [self.model["speech"]], "profiles": ["studio"]}
            exports[self.call(link, 202, "POST", "/exports", order)["export"]] = None
        elif act == "look" and waiting:
            seen = self.call(link, 200, "GET", f"/exports/{waiting[0]}")
            if seen["state"] == "failed":
                raise AssertionError(f"the export failed: {seen['error']}")
            exports[waiting[0]] = seen if seen["state"] == "done" else None
        elif act == "forget" and len(exports) > 1:
            gone = next(iter(exports))
            self.model["flying"] = ("forget", gone)
            self.call(link, 204, "DELETE", f"/exports/{gone}")
            del exports[gone]

    def change(self, link, take_id, act):
        after = self.model["takes"][take_id].copy()
        if act == "rename":
            after.name = f"name {self.random.randrange(10**9)}"
        else:
            after.note = f"note {self.random.randrange(10**9)}"
        self.model["flying"] = ("change", take_id, after)
        field = {"name": after.name} if act == "rename" else {"note": after.note}
        self.call(link, 200, "PATCH", f"/takes/{take_id}", field, {"If-Match": "*"})
        self.model["takes"][take_id] = after

    def move(self, link, act, candidates):
        if not candidates:
            return
        take_id = self.random.choice(candidates)
        after = self.model["takes"][take_id].copy()
        after.place = {"trash": "trash", "restore": "list", "purge": "gone"}[act]
        self.model["flying"] = ("change", take_id, after)
        if act == "trash":
            self.call(link, 200, "DELETE", f"/takes/{take_id}")
        elif act == "restore":
            self.call(link, 200, "POST", f"/takes/{take_id}/restore")
        else:
            self.call(link, 204, "DELETE", f"/trash/{take_id}")
        self.model["takes"][take_id] = after

    def add_piece(self, link, recording):
        recording["flying"] = True
        piece = array.array("f", [0.001 * recording["pieces"]] * 400).tobytes()
        self.call(link, 204, "PUT", f"/recordings/{recording['id']}/pieces/{recording['pieces']}", piece)
        recording["pieces"] += 1
        recording["flying"] = False


class Kills(unittest.TestCase):
    def setUp(self):
        self.studio = Server()
        self.models = [{"takes": {}, "recording": None, "flying": None, "exports": {}, "speech": None} for _ in range(CLIENTS)]
        if SPEECH.exists():
            self.add_speech()
        elif os.environ.get("CI") == "true":
            self.fail(f"{SPEECH} is missing; TIMBRE_TESTDATA names the folder of test data")

    def tearDown(self):
        self.studio.close()

    def add_speech(self):
        """The take that all export and nobody changes."""
        with_words = SPEECH.read_bytes()
        self.studio.start()
        take = self.studio.call("POST", "/takes?name=Speech.wav", with_words).json()["id"]
        self.studio.stop()
        self.models[0]["takes"][take] = Take(with_words, "Speech")
        for model in self.models:
            model["speech"] = take

    def test_nothing_acknowledged_is_lost(self):
        chance = random.Random(SEED)
        calls = 0
        for kill in range(KILLS):
            self.studio.start()
            self.check()
            clients = [Client(self.studio, SEED + kill * CLIENTS + i, model) for i, model in enumerate(self.models)]
            for client in clients:
                client.start()
            # an export takes longer than all else: some rounds let one end
            time.sleep(chance.uniform(0.3, 1.5) if kill % 5 == 4 else chance.uniform(0.0, 0.25))
            self.studio.kill()
            for client in clients:
                client.join()
                self.assertIsNone(client.fault)
                calls += client.calls
        self.studio.start()
        self.check()
        self.wait_for_verdicts()
        self.studio.stop()
        self.assertGreater(calls, KILLS * CLIENTS)
        # files that no take names are what a kill between the file and its row may leave; doctor removes them
        for line in self.doctor("--repair")[1].splitlines():
            self.assertRegex(line, "belongs to no take|looked at")
        self.assertEqual(self.doctor()[0], 0)
        takes = sum(1 for model in self.models for take in model["takes"].values() if take.place != "gone")
        exports = sum(done is not None for model in self.models for done in model["exports"].values())
        print(f"{KILLS} kills, {calls} acknowledged calls, {takes} takes and {exports} exports kept, nothing lost")

    def doctor(self, *arguments):
        command = [BIN / "timbre", "doctor", "--data", self.studio.data, *arguments]
        run = subprocess.run(command, capture_output=True, text=True)
        return run.returncode, run.stdout + run.stderr

    def seen(self):
        found = {}
        for place, query in (("list", ""), ("trash", "&trashed=true")):
            for take in self.studio.get(f"/takes?limit=10000{query}")["takes"]:
                found[take["id"]] = (take, place)
        return found

    def check(self):
        found = self.seen()
        self.check_exports()
        for model in self.models:
            self.settle(model, found)
            for take_id, take in model["takes"].items():
                if take.place == "gone":
                    self.assertNotIn(take_id, found, "a take that was deleted for good is back")
                    continue
                self.assertIn(take_id, found, f"'{take.name}' was acknowledged and is lost")
                there, place = found.pop(take_id)
                self.assertEqual((there["name"], there["note"], place), (take.name, take.note, take.place))
                self.check_sound(take_id, take)
            self.check_recording(model)
        self.assertEqual([take["name"] for take, _ in found.values()], [], "takes that nobody made")

    def check_exports(self):
        """Those that were done are there, whole; of one that was under way nothing is left."""
        there = {one["id"]: one for one in self.studio.get("/exports")["exports"]}
        for model in self.models:
            exports = model["exports"]
            if model["flying"] and model["flying"][0] == "forget" and model["flying"][1] not in there:
                del exports[model["flying"][1]]
            for export_id, done in list(exports.items()):
                if done is not None:
                    self.assertIn(export_id, there, "an export that was done is lost")
                    self.assertEqual(self.studio.get(f"/exports/{export_id}"), done)
                elif export_id not in there:
                    del exports[export_id]
                else:  # done, and nobody had looked
                    exports[export_id] = self.studio.get(f"/exports/{export_id}")
            for export_id in exports:
                self.check_files(there.pop(export_id))
        self.assertEqual(sorted(there), [], "exports that nobody ordered")

    def check_files(self, export):
        self.assertEqual(export["state"], "done")
        for file in (file for take in export["takes"] for file in take["files"]):
            body = self.studio.call("GET", f"/exports/{export['id']}/files/{file['number']}").body
            self.assertEqual(hashlib.sha256(body).hexdigest(), file["sha256"], file["name"])
        body = self.studio.call("GET", f"/exports/{export['id']}/zip").body
        self.assertEqual(len(body), export["zip_size_bytes"])

    def settle(self, model, found):
        """A call without an answer happened or it did not; from now on the model says which."""
        flying, model["flying"] = model["flying"], None
        if flying is None or flying[0] == "forget":
            return
        if flying[0] == "change":
            there = found.get(flying[1])
            after = flying[2]
            now = ("gone" if there is None else there[1], there and there[0]["name"], there and there[0]["note"])
            if now == (after.place, after.name, after.note) or (after.place == "gone" and there is None):
                model["takes"][flying[1]] = after
            return
        for take_id, (there, _) in found.items():
            if there["name"] == flying[1].name:
                model["takes"][take_id] = flying[1]
                if flying[0] == "finish":
                    model["recording"] = None

    def check_sound(self, take_id, take):
        answer = self.studio.call("GET", f"/takes/{take_id}/audio")
        self.assertEqual(answer.status, 200)
        sound = answer.body
        if take.sound is None:
            take.sound = sound
        self.assertEqual(sound, take.sound, f"the sound of '{take.name}' changed")

    def check_recording(self, model):
        recording = model["recording"]
        if not recording or not recording["pieces"]:
            model["recording"] = None if not recording else recording
            return
        offered = {r["id"]: r for r in self.studio.get("/recordings")["recordings"]}
        self.assertIn(recording["id"], offered, "an unfinished recording is not offered again")
        allowed = [recording["pieces"], recording["pieces"] + 1] if recording["flying"] else [recording["pieces"]]
        self.assertIn(offered[recording["id"]]["piece_count"], allowed)
        recording["pieces"] = offered[recording["id"]]["piece_count"]
        recording["flying"] = False

    def wait_for_verdicts(self):
        end = time.time() + 120
        while any(t["verdict"] is None and t["problem"] is None for t in self.studio.get("/takes?limit=10000")["takes"]):
            self.assertLess(time.time(), end, "takes are not judged after a restart")
            time.sleep(0.1)


if __name__ == "__main__":
    unittest.main()
