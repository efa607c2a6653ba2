#!/usr/bin/env python3
"""Richer advice, from a terminal and through the studio, with a language model that is played by
tests/stand_ins/chat_stand_in.py: true and false tips, and every way of not answering.

Rung: exact. TIMBRE_BIN names the folder of `timbre`."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import jsonschema
from chat_model import ChatModel, chat_stand_in
from studio_client import BIN, Server, wait_for, wav

SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])

KEY = "sk-of-this-test-only"
SECRETS = (KEY, chat_stand_in.SECRET_KEY)
NAME = "zq-a-name-that-nobody-else-has"


ENVIRONMENT = {**{k: v for k, v in os.environ.items() if not k.startswith("AWS_") and k != "TIMBRE_ENGINES"},
               "ADVICE_TEST_KEY": KEY, "AWS_ACCESS_KEY_ID": chat_stand_in.ACCESS_KEY,
               "AWS_SECRET_ACCESS_KEY": chat_stand_in.SECRET_KEY, "AWS_EC2_METADATA_DISABLED": "true",
               "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}


class Folder(unittest.TestCase):
    """A data folder with engines.json, a take, and the stand-in."""

    @classmethod
    def setUpClass(cls):
        cls.keeper = tempfile.TemporaryDirectory(prefix="timbre-advice-")
        cls.data = pathlib.Path(cls.keeper.name)
        cls.take = cls.data / f"{NAME}.wav"
        cls.take.write_bytes(wav(seconds=2))
        cls.model = ChatModel(KEY)

    @classmethod
    def tearDownClass(cls):
        cls.model.close()
        cls.keeper.cleanup()

    @property
    def chat(self):
        return {**self.model.chat, "api_key_env": "ADVICE_TEST_KEY"}

    def configure(self, advice, **changes):
        self.model.mode("good")
        settings = {} if advice is None else {"advice": {**advice, **changes}}
        (self.data / "engines.json").write_text(json.dumps(settings))

    def timbre(self, *arguments, **variables):
        done = subprocess.run([BIN / "timbre", "score", "--no-transcript", "--data", self.data, *arguments, self.take],
                              capture_output=True, timeout=300, env={**ENVIRONMENT, **variables})
        for secret in SECRETS:
            self.assertNotIn(secret.encode(), done.stdout + done.stderr)
        return done

    def richer(self, mode, *arguments, **variables):
        """The scorecard's richer_advice with the stand-in in that mode."""
        self.model.mode(mode)
        done = self.timbre("--json", "--advice", *arguments, **variables)
        self.assertEqual(done.returncode, 0, done.stderr)
        card = json.loads(done.stdout)
        jsonschema.Draft202012Validator(SCORECARD).validate(card)
        self.assertTrue(card["advice"], "the offline advice stands")
        return card["richer_advice"]


SCORECARD = json.loads((SOURCE / "docs/formats/scorecard.schema.json").read_text())


class Terminal(Folder):
    def test_what_would_be_sent_is_shown_and_nothing_is_sent(self):
        self.configure(self.chat)
        before = len(self.model.asked())
        done = self.timbre("--show-advice-request")
        self.assertEqual(done.returncode, 0, done.stderr)
        shown = json.loads(done.stdout)
        self.assertEqual(list(shown), ["instruction", "scorecard", "answer_schema"])
        self.assertEqual(len(self.model.asked()), before)

        self.assertEqual(self.timbre("--advice").returncode, 0)
        asked = self.model.asked()[before:]
        self.assertEqual(len(asked), 1)
        self.assertTrue(asked[0]["has_key"])
        body = asked[0]["body"]
        self.assertEqual(body["messages"][0]["content"], shown["instruction"])
        self.assertEqual(json.loads(body["messages"][1]["content"]), shown["scorecard"])
        self.assertEqual(body["response_format"]["json_schema"]["schema"], shown["answer_schema"])
        self.assertNotIn(NAME, json.dumps(asked))
        self.assertNotIn(str(self.data), json.dumps(asked))

    def test_the_answer_stands_below_the_offline_advice(self):
        self.configure(self.chat)
        self.model.mode("contradicting")
        text = self.timbre("--advice").stdout.decode()
        self.assertLess(text.index("Next time"), text.index("Richer advice"))
        self.assertIn("by stand-in at 127.0.0.1", text)
        self.assertIn("Tip 1: begin here", text)
        self.assertIn("left out: \"Speak in a deeper voice.\": Median pitch was not judged", text)

    def test_answers_that_stand(self):
        self.configure(self.chat)
        for mode in ("good", "fenced", "prose", "thinking", "no-format"):
            with self.subTest(mode):
                richer = self.richer(mode)
                self.assertIsNone(richer["why"])
                self.assertEqual(len(richer["advice"]), 2, richer)
                self.assertEqual(richer["dropped"], [])
                self.assertEqual((richer["service"], richer["model"]), ("openai_chat", "stand-in"))

    def test_tips_that_do_not_stand(self):
        self.configure(self.chat)
        richer = self.richer("contradicting")
        self.assertEqual([tip["text"][:5] for tip in richer["advice"]], ["Tip 1", "Tip 2"])
        self.assertEqual(len(richer["dropped"]), 5, richer)
        richer = self.richer("repeating")
        self.assertEqual((len(richer["advice"]), len(richer["dropped"])), (1, 2))
        richer = self.richer("hostile")
        self.assertEqual(richer["advice"], [])
        self.assertGreater(len(richer["dropped"]), 5)

    def test_no_answer_is_one_line_that_says_why(self):
        self.configure(self.chat)
        for mode, why in (("nonsense", "not advice"), ("wrong-schema", "not advice"), ("refuse", "declined"),
                          ("truncated", "cut off"), ("filtered", "filter"), ("huge", "longer than"),
                          ("429", "3 s"), ("500", "Something broke"), ("unauthorised", "ADVICE_TEST_KEY"),
                          ("html", "no message"), ("die", "127.0.0.1")):
            with self.subTest(mode):
                richer = self.richer(mode)
                self.assertEqual((richer["advice"], richer["dropped"]), ([], []))
                self.assertIn(why, richer["why"])
                self.assertNotIn("\n", richer["why"])
        self.configure(self.chat, timeout_s=1)
        for mode in ("slow", "hang"):
            with self.subTest(mode):
                self.assertIn("127.0.0.1", self.richer(mode)["why"])

    def test_bedrock_gets_a_signature_that_holds(self):
        self.configure(self.model.bedrock)
        before = len(self.model.asked())
        for mode in ("good", "fenced", "no-format"):
            with self.subTest(mode):
                richer = self.richer(mode)
                self.assertIsNone(richer["why"])
                self.assertEqual(len(richer["advice"]), 2, richer)
                self.assertEqual(richer["service"], "bedrock")
        asked = self.model.asked()[before:]
        self.assertEqual({entry["path"] for entry in asked}, {"/model/eu.example.model-v1%3A0/converse"})
        self.assertEqual(["toolConfig" in entry["body"] for entry in asked], [True, True, True, False])
        self.assertNotIn(NAME, json.dumps(asked))
        for mode, why in (("refuse", "guardrail"), ("truncated", "cut off"), ("filtered", "filter"),
                          ("nonsense", "not advice"), ("unauthorised", "access to the model"), ("html", "no message")):
            with self.subTest(mode):
                self.assertIn(why, self.richer(mode)["why"])
        self.assertIsNotNone(self.richer("good", AWS_SECRET_ACCESS_KEY="another")["why"])

    def test_without_a_service_it_says_what_to_do(self):
        self.configure(None)
        richer = self.richer("good")
        self.assertIsNone(richer["service"])
        self.assertIn("engines.json", richer["why"])
        self.assertEqual(self.timbre("--show-advice-request").returncode, 0, "it can be looked at before")
        self.configure(self.chat)
        self.assertIn("ADVICE_TEST_KEY", self.richer("good", ADVICE_TEST_KEY="")["why"])
        self.configure(self.chat, nonsense=1)
        self.assertIn("nonsense", self.richer("good")["why"])


class Studio(Folder):
    def test_a_take_is_advised_on_after_a_look_and_it_is_kept(self):
        self.configure(self.chat)
        before = len(self.model.asked())
        environment = dict(os.environ)
        os.environ.update(ENVIRONMENT)
        self.addCleanup(lambda: (os.environ.clear(), os.environ.update(environment)))
        studio = Server(self.data / "studio")
        (self.data / "studio").mkdir()
        (self.data / "studio/engines.json").write_text((self.data / "engines.json").read_text())
        with studio:
            self.assertEqual(studio.get("/advice/service")["agreed"], False)
            take = studio.call("POST", f"/takes?name={NAME}.wav", self.take.read_bytes()).json()["id"]
            here = f"/takes/{take}/richer-advice"
            wait_for(lambda: studio.get(here)["payload"], "a scorecard")
            payload = studio.get(here)["payload"]
            self.assertEqual(studio.call("POST", here).status, 403)
            self.assertEqual(len(self.model.asked()), before, "nothing is sent before a person agreed")

            self.model.mode("contradicting")
            self.assertEqual(studio.call("POST", here, {"agreed": True}).status, 202)
            done = wait_for(lambda: (now := studio.get(here))["state"] == "done" and now, "advice")
            self.assertEqual((len(done["advice"]), len(done["dropped"])), (2, 5))
            self.assertEqual(done["payload"], payload)
            asked = self.model.asked()[before:]
            self.assertEqual(json.loads(asked[0]["body"]["messages"][1]["content"]), payload["scorecard"])
            self.assertNotIn(NAME, json.dumps(asked))
            self.assertNotIn(take, json.dumps(asked))
        with studio:
            self.assertEqual(studio.get(here), done, "it survives a restart")
            self.assertEqual(studio.get("/advice/service")["agreed"], True)
            self.model.mode("500")
            self.assertEqual(studio.call("POST", here).status, 202)
            failed = wait_for(lambda: (now := studio.get(here))["state"] == "failed" and now, "a failure")
            self.assertIn("Something broke", failed["why"])
            self.assertTrue(studio.get(f"/takes/{take}")["scorecard"]["advice"], "the offline advice stands")
            self.model.mode("hang")
            self.assertEqual(studio.call("POST", here).status, 202)
            wait_for(lambda: studio.get(here)["state"] == "running", "a question that runs")
            self.assertEqual(studio.get("/health")["status"], "ok")
            for job in studio.get("/jobs")["jobs"]:
                if job["kind"] == "advice" and job["state"] == "running":
                    studio.call("DELETE", f"/jobs/{job['id']}")
            wait_for(lambda: studio.get(here)["state"] == "failed", "the question that was stopped")
        for file in (self.data / "studio").rglob("*"):
            if file.is_file() and file.name != "engines.json":
                for secret in SECRETS:
                    self.assertNotIn(secret.encode(), file.read_bytes(), file)


if __name__ == "__main__":
    unittest.main()
