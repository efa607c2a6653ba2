#!/usr/bin/env python3
"""Kills the studio while clones are made: what was accepted is made after the next start, and what was made stays.

Rung: exact, with a stand-in for a server that speaks. TIMBRE_BIN names the folder of `timbre`."""
import os
import pathlib
import tempfile
import unittest

from speaking_server import SpeakingServer
from studio_client import Server, wait_for

SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", SOURCE / "../shared/testdata"))
SPEECH = DATA / "speech/jfk.wav"
OVER = ("done", "failed", "cancelled")


class CloneKill(unittest.TestCase):
    def setUp(self):
        if not SPEECH.exists():
            if os.environ.get("CI") == "true":
                self.fail(f"test data is missing: {SPEECH}")
            print(f"SKIPPED: no test data at {SPEECH}")
            self.skipTest(f"SKIPPED: no test data at {SPEECH}; set TIMBRE_TESTDATA to the folder")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = pathlib.Path(folder.name) / "data"
        self.speaker = SpeakingServer("vllm-omni")
        self.speaker.__enter__()
        self.addCleanup(self.speaker.__exit__)
        self.speaker.configure(self.data)
        os.environ["TIMBRE_ESPEAK_DATA"] = "/nowhere"  # the stand-in is to speak, not the built-in voice
        self.addCleanup(os.environ.pop, "TIMBRE_ESPEAK_DATA", None)
        self.studio = Server(self.data).start()
        self.addCleanup(self.studio.close)
        self.voice = self.post("/consents/attest", {"voice": "Jack", "reason": "Signed on paper before me."})["voice"]
        self.take = self.studio.call("POST", "/takes?name=jfk.wav", SPEECH.read_bytes(), Content_Type="audio/wav").json()["id"]
        edit = {"edited_text": "And so, my fellow Americans, ask not what your country can do for you, ask what you can "
                               "do for your country."}
        answer = self.studio.call("PATCH", f"/takes/{self.take}", edit, If_Match="*")
        self.assertEqual(answer.status, 200, answer.body)

    def post(self, path, body):
        answer = self.studio.call("POST", path, body)
        self.assertIn(answer.status, (200, 201, 202), answer.body)
        return answer.json()

    def asked(self, text):
        return self.post("/clones", {"voice": self.voice, "take": self.take, "text": text})["id"]

    def run_of(self, run):
        return self.studio.get(f"/clones/{run}")

    def over(self, run):
        def found():
            now = self.run_of(run)
            return now if now["state"] in OVER else None
        return wait_for(found, f"the end of clone {run}")

    def test_what_was_accepted_is_made_after_a_kill(self):
        made = self.asked("One dollar and eighty-seven cents, and that was all there was.")
        self.assertEqual(self.over(made)["state"], "done", self.run_of(made))
        sound = self.studio.call("GET", f"/clones/{made}/audio").body
        self.speaker.mode("hang")
        running = self.asked("Sixty cents of it was in pennies, saved one and two at a time.")
        spoken = len(self.speaker.log())
        waiting = self.asked("Three times Della counted it, and the next day would be Christmas.")
        wait_for(lambda: self.run_of(running)["state"] == "running", "a clone that runs")
        self.studio.kill()
        self.speaker.mode("ok")
        self.studio.start()
        for run in (running, waiting):
            end = self.over(run)
            self.assertEqual(end["state"], "done", end)
        self.assertEqual(self.studio.call("GET", f"/clones/{made}/audio").body, sound)
        self.assertEqual([run["id"] for run in self.studio.get("/clones")["clones"]], [waiting, running, made])
        self.assertGreater(len(self.speaker.log()), spoken)
        self.assertTrue(self.studio.get("/audit/verify")["ok"])

    def test_a_server_that_goes_away_is_said_and_the_studio_works_on(self):
        self.speaker.mode("die-midway")
        end = self.over(self.asked("It was a pleasant morning, and the road lay before them in the sun."))
        self.assertEqual(end["state"], "failed", end)
        self.assertTrue(end["error"])
        self.speaker.mode("hang")
        stopped = self.asked("This one is stopped while the server says nothing at all.")
        wait_for(lambda: self.run_of(stopped)["state"] == "running", "a clone that runs")
        self.post(f"/clones/{stopped}/cancel", {})
        self.assertEqual(self.over(stopped)["state"], "cancelled")
        self.speaker.mode("ok")
        self.assertEqual(self.over(self.asked("And this one is said, as if nothing had been."))["state"], "done")

    def test_nothing_of_a_revoked_voice_comes_back(self):
        self.speaker.mode("hang")
        run = self.asked("Nobody will ever hear this sentence, however long they wait.")
        wait_for(lambda: self.run_of(run)["state"] == "running", "a clone that runs")
        consent = self.studio.get("/voices")["voices"][0]["consent"]["id"]
        self.studio.kill()
        self.studio.start()
        self.post(f"/consents/{consent}/revoke", {})
        self.speaker.mode("ok")
        self.assertEqual(self.studio.call("GET", f"/clones/{run}").status, 404)
        self.assertEqual(self.studio.get("/clones")["clones"], [])
        wait_for(lambda: not any((self.data / "clones").glob("*-*")), "the clone's folder to go")


if __name__ == "__main__":
    unittest.main()
