#!/usr/bin/env python3
"""Walks through every operation of docs/api/openapi.json on a real server with real recordings, and holds each answer
against the document: an undocumented status, type, header or property is a fault. Then the same with hostile requests.

Rung: exact. TIMBRE_BIN names the folder of `timbre`."""
import array
import hashlib
import io
import json
import os
import pathlib
import time
import unittest
import urllib.parse
import zipfile

import jsonschema
from chat_model import ChatModel
from speaking_server import SpeakingServer
from studio_client import Server

SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", SOURCE / "../shared/testdata"))
SHORT = DATA / "speech/jfk.wav"
LONG = DATA / "speech/librivox/en_ohenry_chenevert.wav"
SHORT_TEXT = ("And so, my fellow Americans: ask not what your country can do for you, ask what you can do for your "
              "country.")
DOCUMENT = json.loads((SOURCE / "docs/api/openapi.json").read_text())
SCORECARD = json.loads((SOURCE / "docs/formats/scorecard.schema.json").read_text())
METHODS = ("get", "post", "put", "patch", "delete")
OPERATIONS = {(method.upper(), path): operation for path, item in DOCUMENT["paths"].items()
              for method, operation in item.items() if method in METHODS}
NOBODY = "00000000-0000-7000-8000-000000000000"


def resolved(node):
    while "$ref" in node:
        found = DOCUMENT
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        node = found
    return node


def validate(value, schema):
    whole = {"$ref": "#/check", "check": schema, "components": DOCUMENT["components"]}
    wrong = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(whole).iter_errors(value))
    if wrong:
        raise wrong


class Walk:
    """Calls operations and checks what comes back."""

    def __init__(self, studio):
        self.studio = studio
        self.seen = set()

    def call(self, method, pattern, wanted, body=None, headers=None, query=None, **parameters):
        """The answer's JSON, or its bytes."""
        path = pattern
        for name, value in parameters.items():
            path = path.replace("{" + name + "}", urllib.parse.quote(str(value), safe=""))
        if query:
            path += "?" + urllib.parse.urlencode(query)
        answer = self.studio.call(method, path, body, **(headers or {}))
        return self.check(method, "/api/v1" + pattern, wanted, answer.status, answer.headers, answer.body)

    def check(self, method, pattern, wanted, status, fields, answer):
        where = f"{method} {pattern} {status}"
        assert status == wanted, f"{where}, not {wanted}: {answer[:400]!r}"
        operation = OPERATIONS[method, pattern]
        assert str(status) in operation["responses"], f"{where} is not in the document"
        response = resolved(operation["responses"][str(status)])
        self.seen.add((method, pattern, status))
        for name in response.get("headers", {}):
            assert name in fields, f"{where} lacks the header {name}"
        for name, value in (("X-Content-Type-Options", "nosniff"), ("Cache-Control", None)):
            assert fields[name] is not None and value in (None, fields[name]), f"{where}: {name} is {fields[name]}"
        content = response.get("content")
        if not content:
            assert not answer, f"{where} has a body"
            return None
        kind = fields["Content-Type"].split(";")[0]
        assert kind in content, f"{where} is {kind}, not one of {sorted(content)}"
        if "json" not in kind or "files/{number}" in pattern:
            return answer
        value = json.loads(answer)
        try:
            validate(value, content[kind]["schema"])
        except jsonschema.ValidationError as wrong:
            raise AssertionError(f"{where}: {wrong.json_path}: {wrong.message[:400]}") from None
        return value

    def until(self, what, pattern, is_so, **parameters):
        for _ in range(6000):
            value = self.call("GET", pattern, 200, **parameters)
            if is_so(value):
                return value
            time.sleep(0.1)
        raise AssertionError(f"waited in vain until {what}")


def raw(studio, method, path, headers, body=b"", host=None):
    """A request exactly as given."""
    link = studio.client().connection
    try:
        link.putrequest(method, path, skip_host=True)
        link.putheader("Host", host or f"127.0.0.1:{studio.port}")
        for name, value in headers.items():
            link.putheader(name, value)
        link.endheaders()
        if body:
            link.send(body)
        answer = link.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        link.close()


class OpenApi(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        for path in (SHORT, LONG):
            if not path.exists():
                if os.environ.get("CI") == "true":
                    raise AssertionError(f"test data is missing: {path}")
                print(f"SKIPPED: no test data at {path}")
                raise unittest.SkipTest(f"SKIPPED: no test data at {path}; set TIMBRE_TESTDATA to the folder")
        os.environ["TIMBRE_ESPEAK_DATA"] = "/nowhere"  # the stand-in is to speak, not the built-in voice
        cls.addClassCleanup(os.environ.pop, "TIMBRE_ESPEAK_DATA")
        cls.speaker = SpeakingServer().__enter__()
        cls.studio = Server()
        cls.speaker.configure(cls.studio.data)
        cls.model = ChatModel()
        settings = cls.studio.data / "engines.json"
        settings.write_text(json.dumps({**json.loads(settings.read_text()), "advice": cls.model.chat}))
        cls.studio.start()
        cls.walk = Walk(cls.studio)

    @classmethod
    def tearDownClass(cls):
        cls.studio.close()
        cls.speaker.__exit__()
        cls.model.close()

    def test_1_every_operation_answers_as_documented(self):
        self.server()
        self.takes()
        self.recordings()
        self.exports()
        self.clones()
        self.the_end()
        wanted = {(method, path, int(status)) for (method, path), operation in OPERATIONS.items()
                  for status in operation["responses"] if status.startswith(("2", "3"))}
        self.assertEqual(sorted(wanted - self.walk.seen), [], "documented answers that nobody got")

    def server(self):
        call = self.walk.call
        self.assertEqual(call("GET", "/openapi.json", 200), DOCUMENT)
        etag = self.studio.call("GET", "/openapi.json").headers["ETag"]
        call("GET", "/openapi.json", 304, headers={"If-None-Match": etag})
        call("GET", "/health", 200)
        call("GET", "/about", 200)
        call("GET", "/audit/head", 200)
        link = self.studio.client().connection
        link.request("GET", "/api/v1/events", headers={"Accept": "text/event-stream"})
        answer = link.getresponse()
        self.walk.seen.add(("GET", "/api/v1/events", answer.status))
        self.assertEqual(answer.headers["Content-Type"], "text/event-stream")
        link.close()

    def takes(self):
        call = self.walk.call
        sound = {"Content-Type": "audio/wav"}
        cls = type(self)
        cls.long = call("POST", "/takes", 201, LONG.read_bytes(), sound, query={"name": "Long.wav"})["id"]
        call("POST", "/demo", 201)
        call("POST", "/demo", 200)
        take = self.walk.until("the take is judged", "/takes/{id}", lambda t: t["verdict"], id=cls.long)
        jsonschema.Draft202012Validator(SCORECARD).validate(take["scorecard"])
        etag = self.studio.call("GET", f"/takes/{cls.long}").headers["ETag"]
        call("GET", "/takes/{id}", 304, id=cls.long, headers={"If-None-Match": etag})
        listed = call("GET", "/takes", 200, query={"order": "best", "search": "Long", "limit": 5})
        self.assertEqual([one["id"] for one in listed["takes"]], [cls.long])
        self.walk.until("its words were looked for", "/takes/{id}", lambda t: t["transcript"], id=cls.long)
        call("PATCH", "/takes/{id}", 200, {"name": "Żółw / ..", "note": "n"}, {"If-Match": "*"}, id=cls.long)
        stale = {"If-Match": '"1"'}
        call("PATCH", "/takes/{id}", 412, {"name": "x"}, stale, id=cls.long)
        call("PATCH", "/takes/{id}", 428, {"name": "x"}, id=cls.long)
        call("PATCH", "/takes/{id}", 400, {"name": 7}, {"If-Match": "*"}, id=cls.long)
        call("PATCH", "/takes/{id}", 400, {"name": "x" * 201}, {"If-Match": "*"}, id=cls.long)
        for place in ("audio", "sound"):
            self.assertEqual(call("GET", "/takes/{id}/" + place, 200, id=cls.long), LONG.read_bytes())
            part = call("GET", "/takes/{id}/" + place, 206, id=cls.long, headers={"Range": "bytes=4-9"})
            self.assertEqual(part, LONG.read_bytes()[4:10])
            call("GET", "/takes/{id}/" + place, 416, id=cls.long, headers={"Range": "bytes=999999999-"})
        view = call("GET", "/takes/{id}/view", 200, id=cls.long)
        self.assertEqual(len(view["spectrogram"]["hz"]), view["spectrogram"]["rows"] + 1)
        etag = self.studio.call("GET", f"/takes/{cls.long}/view").headers["ETag"]
        call("GET", "/takes/{id}/view", 304, id=cls.long, headers={"If-None-Match": etag})
        self.advice()
        for verb in ("judge", "transcribe"):
            job = call("POST", "/takes/{id}/" + verb, 202, id=cls.long)["job"]
            self.walk.until("the job is over", "/jobs/{id}", lambda j: j["state"] not in ("waiting", "running"), id=job)
        call("GET", "/jobs", 200)
        for query in ({"order": "random"}, {"limit": 0}, {"offset": "x"}):
            call("GET", "/takes", 400, query=query)

    def advice(self):
        call = self.walk.call
        self.assertFalse(call("GET", "/advice/service", 200)["agreed"])
        self.assertEqual(call("GET", "/takes/{id}/richer-advice", 200, id=self.long)["state"], "none")
        call("POST", "/takes/{id}/richer-advice", 403, id=self.long)
        call("POST", "/takes/{id}/richer-advice", 400, {"agreed": "yes"}, id=self.long)
        call("POST", "/takes/{id}/richer-advice", 202, {"agreed": True}, id=self.long)
        done = self.walk.until("it is advised on", "/takes/{id}/richer-advice", lambda a: a["state"] == "done", id=self.long)
        self.assertTrue(done["advice"])

    def recordings(self):
        call = self.walk.call
        begun = call("POST", "/recordings", 201,
                     {"sample_rate_hz": 16000, "channel_count": 1, "prompt": SHORT_TEXT, "capture": {"gain": False}})
        pcm = SHORT.read_bytes()
        samples = memoryview(pcm[pcm.index(b"data") + 8:]).cast("h")
        floats = array.array("f", (sample / 32768 for sample in samples)).tobytes()
        call("PUT", "/recordings/{id}/pieces/{number}", 204, floats, {"Content-Type": "application/octet-stream"},
             id=begun["id"], number=0)
        self.assertEqual(len(call("GET", "/recordings", 200)["recordings"]), 1)
        type(self).short = call("POST", "/recordings/{id}/finish", 201, {"name": "Short"}, id=begun["id"])["id"]
        other = call("POST", "/recordings", 201, {"sample_rate_hz": 48000, "channel_count": 2})
        call("PUT", "/recordings/{id}/pieces/{number}", 400, b"123", {"Content-Type": "application/octet-stream"},
             id=other["id"], number=2_000_000)
        call("DELETE", "/recordings/{id}", 204, id=other["id"])
        call("DELETE", "/recordings/{id}", 404, id=other["id"])
        for body in ({}, {"sample_rate_hz": "x", "channel_count": 1}, {"sample_rate_hz": 48000, "channel_count": 9}):
            call("POST", "/recordings", 400, body)
        call("GET", "/prompts", 200)
        call("POST", "/prompts/coverage", 200, {"text": "The quick brown fox."})
        call("POST", "/prompts/coverage", 400, {"text": 7})
        call("POST", "/room-tone", 200, SHORT.read_bytes(), {"Content-Type": "audio/wav"})
        call("POST", "/room-tone", 400, b"", {"Content-Type": "audio/wav"})
        self.consents()
        done = self.walk.until("the reading is known", "/takes/{id}", lambda t: t["reading"], id=self.short)
        self.assertEqual(done["capture"], {"gain": False})

    def consents(self):
        call = self.walk.call
        started = call("POST", "/consents", 201, {"voice": "Ada", "person": "Ada Lovelace", "languages": ["en"]})
        for body in ({}, {"voice": "Ada", "language": "xx"}, {"voice": 7}):
            call("POST", "/consents", 400, body)
        heard = call("POST", "/consents/{id}/audio", 200, SHORT.read_bytes(), {"Content-Type": "audio/wav"},
                     id=started["id"])
        self.assertEqual((heard["state"], heard["tries_left"]), ("open", 2))
        self.assertEqual(len(heard["checks"]), 7)
        call("POST", "/consents/{id}/audio", 404, SHORT.read_bytes(), {"Content-Type": "audio/wav"}, id=NOBODY)
        call("GET", "/consents/{id}", 200, id=started["id"])
        call("GET", "/consents/{id}", 404, id=NOBODY)
        given = call("POST", "/consents/attest", 201, {"voice": "Bob", "reason": "Signed on paper before me."})
        call("POST", "/consents/attest", 400, {"voice": "Bob", "reason": "so"})
        take = call("POST", "/takes", 201, SHORT.read_bytes()[:-100], {"Content-Type": "audio/wav"})["id"]
        call("POST", "/voices/{id}/references", 200, {"take": take}, id=given["voice"])
        call("POST", "/voices/{id}/references", 404, {"take": NOBODY}, id=given["voice"])
        self.assertEqual(len(call("GET", "/consents", 200)["consents"]), 2)
        self.assertEqual(len(call("GET", "/voices", 200)["voices"]), 2)
        self.read_log(call)
        call("POST", "/consents/{id}/revoke", 200, id=given["id"])
        call("POST", "/consents/{id}/revoke", 404, id=NOBODY)
        call("POST", "/voices/{id}/references", 403, {"take": self.short}, id=given["voice"])

    def exports(self):
        call = self.walk.call
        fits = call("GET", "/takes/{id}/fit", 200, id=self.long)["fits"]
        self.assertEqual({fit["profile"] for fit in fits},
                         {profile["name"] for profile in call("GET", "/about", 200)["profiles"]})
        plan = call("GET", "/takes/{id}/plan", 200, id=self.long, query={"profile": "f5-tts"})
        self.assertEqual(plan["words_from"], "machine")
        short = call("GET", "/takes/{id}/plan", 200, id=self.short, query={"profile": "f5-tts"})
        self.assertEqual(short["words_from"], "known_text", short)
        self.assertIn("your country", short["ref_text"])
        chosen = {"profile": "f5-tts", "start_s": plan["window"]["start_s"], "end_s": plan["window"]["end_s"]}
        again = call("GET", "/takes/{id}/plan", 200, id=self.long, query=chosen)
        self.assertEqual((again["window"]["start_s"], again["window"]["end_s"]), (chosen["start_s"], chosen["end_s"]))
        wrong = call("GET", "/takes/{id}/plan", 400, id=self.long, query={**chosen, "start_s": 0, "end_s": 29})
        self.assertIn("at most 12.0 s", wrong["detail"])
        call("GET", "/takes/{id}/plan", 400, id=self.long)
        call("GET", "/takes/{id}/plan", 404, id=self.long, query={"profile": "../../x"})
        call("GET", "/compare", 200, query={"a": self.long, "b": self.short})
        call("GET", "/compare", 400, query={"a": self.long})
        call("GET", "/compare", 404, query={"a": self.long, "b": NOBODY})
        order = {"takes": [self.long, self.short], "profiles": ["f5-tts", "qwen3-tts"], "master": "wav"}
        started = call("POST", "/exports", 202, order)
        done = self.walk.until("the export is made", "/exports/{id}",
                               lambda e: e["state"] not in ("waiting", "running"), id=started["export"])
        self.assertEqual(done["state"], "done", done)
        self.check_files(done)
        self.assertEqual(len(call("GET", "/exports", 200)["exports"]), 1)
        for wrong in ({}, {"takes": []}, {**order, "profiles": "f5-tts"}, {**order, "window": {"start_s": 1, "end_s": 2}},
                      {**order, "master": "mp3"}, {"takes": [self.long] * 2, "profiles": ["f5-tts"]}):
            call("POST", "/exports", 400, wrong)
        call("POST", "/exports", 404, {**order, "profiles": ["no-such"]})
        call("POST", "/exports", 404, {**order, "takes": [NOBODY]})
        call("DELETE", "/exports/{id}", 204, id=done["id"])
        call("GET", "/exports/{id}", 404, id=done["id"])

    def check_files(self, done):
        call = self.walk.call
        packed = zipfile.ZipFile(io.BytesIO(call("GET", "/exports/{id}/zip", 200, id=done["id"])))
        self.assertIsNone(packed.testzip())
        files = [file for take in done["takes"] for file in take["files"]]
        self.assertEqual(packed.namelist(), [file["name"] for file in files])
        self.assertEqual(files[0]["name"], "Żółw -/master.wav")
        for file in files:
            self.assertNotIn("..", file["name"])
            got = call("GET", "/exports/{id}/files/{number}", 200, id=done["id"], number=file["number"])
            self.assertEqual(hashlib.sha256(got).hexdigest(), file["sha256"])
            self.assertEqual(packed.read(file["name"]), got)
        call("GET", "/exports/{id}/files/{number}", 206, id=done["id"], number=0, headers={"Range": "bytes=0-3"})
        call("GET", "/exports/{id}/files/{number}", 416, id=done["id"], number=0, headers={"Range": "bytes=999999999-"})
        call("GET", "/exports/{id}/zip", 206, id=done["id"], headers={"Range": "bytes=-4"})
        for take in done["takes"]:
            self.assertIsNone(take["problem"])
            for clip in take["clips"]:
                jsonschema.Draft202012Validator(SCORECARD).validate(clip["scorecard"])

    def clones(self):
        call = self.walk.call
        self.assertEqual(call("GET", "/engines", 200)["default"], "standin")
        voice = call("POST", "/consents/attest", 201, {"voice": "Cleo", "reason": "Signed on paper before me."})["voice"]
        self.assertEqual(call("GET", "/voices/{id}/clips", 200, id=voice)["clips"], [])
        order = {"voice": voice, "take": self.long, "text": "One dollar and eighty-seven cents, and that was all."}
        started = call("POST", "/clones", 202, order)
        done = self.walk.until("the clone is made", "/clones/{id}", lambda c: c["state"] not in ("waiting", "running"),
                               id=started["id"])
        self.assertEqual(done["state"], "done", done)
        self.assertTrue(call("GET", "/about", 200)["clone"]["ready"])
        sound = call("GET", "/clones/{id}/audio", 200, id=done["id"])
        self.assertEqual(call("GET", "/clones/{id}/audio", 206, id=done["id"], headers={"Range": "bytes=0-3"}), sound[:4])
        call("GET", "/clones/{id}/audio", 416, id=done["id"], headers={"Range": "bytes=999999999-"})
        view = call("GET", "/clones/{id}/view", 200, id=done["id"], query={"columns": 64})
        self.assertEqual((len(view["peaks"]["min"]), len(view["peaks"]["max"])), (64, 64))
        call("GET", "/clones/{id}/view", 400, id=done["id"], query={"columns": "x"})
        self.assertEqual(call("GET", "/voices/{id}/clips", 200, id=voice)["clips"][0]["take"], self.long)
        heard = call("GET", "/voices/{id}/speakers", 200, id=voice)
        self.assertEqual([one["take"] for one in heard["takes"]], [self.long] if heard["model"] else [])
        call("GET", "/voices/{id}/speakers", 404, id=NOBODY)
        self.assertEqual(len(call("GET", "/clones", 200, query={"voice": voice, "take": self.long})["clones"]), 1)
        for wrong in ({}, {**order, "text": " "}, {**order, "speed": 9}, {**order, "colour": "red"}, {**order, "seed": -1}):
            call("POST", "/clones", 400, wrong)
        for lost in ("voice", "take", "engine"):
            call("POST", "/clones", 404, {**order, lost: NOBODY})
        unasked = next(one for one in call("GET", "/voices", 200)["voices"] if not one["consent"])
        call("POST", "/clones", 403, {**order, "voice": unasked["id"]})
        call("POST", "/clones", 503, {**order, "engine": "qwen3-tts"})
        self.assertEqual(call("POST", "/clones/{id}/cancel", 200, id=done["id"])["state"], "done")
        call("DELETE", "/clones/{id}", 204, id=done["id"])
        call("GET", "/clones/{id}", 404, id=done["id"])

    def the_end(self):
        call = self.walk.call
        call("POST", "/takes/bulk", 200, {"action": "judge", "takes": [self.long, NOBODY]})
        for wrong in ({}, {"action": "purge", "takes": [self.long]}, {"action": "trash", "takes": "x"}):
            call("POST", "/takes/bulk", 400, wrong)
        call("DELETE", "/takes/{id}", 200, id=self.short)
        call("POST", "/takes/{id}/restore", 200, id=self.short)
        call("DELETE", "/trash/{id}", 400, id=self.short)
        call("DELETE", "/takes/{id}", 200, id=self.short)
        call("DELETE", "/trash/{id}", 204, id=self.short)
        job = call("POST", "/takes/{id}/judge", 202, id=self.long)["job"]
        answer = self.studio.call("DELETE", f"/jobs/{job}")
        self.assertIn(answer.status, (204, 404), "a job may be over before it can be stopped")
        self.walk.check("DELETE", "/api/v1/jobs/{id}", answer.status, answer.status, answer.headers, answer.body)
        self.walk.seen.add(("DELETE", "/api/v1/jobs/{id}", 204))

    @staticmethod
    def read_log(call):
        assert call("GET", "/audit", 200, query={"limit": 1})["more"]
        call("GET", "/audit", 400, query={"limit": 0})
        assert call("GET", "/audit/verify", 200)["ok"]
        head = call("GET", "/audit/head", 200)
        assert call("GET", "/audit/proof/{number}", 200, query={"from_size": 1}, number=0)["root"] == head["root"]
        call("GET", "/audit/proof/{number}", 404, number=1000)
        call("GET", "/audit/proof/{number}", 400, number=0, query={"from_size": 0})
        assert call("GET", "/usage", 200)["limits"]

    def test_2_hostile_requests_get_documented_refusals(self):
        for (method, pattern), operation in sorted(OPERATIONS.items()):
            path = pattern.replace("{number}", "0")
            with self.subTest(f"{method} {pattern}"):
                self.refused(method, pattern, path.replace("{id}", NOBODY), operation)

    def refused(self, method, pattern, path, operation):
        changes = method != "GET"
        proof = {"X-Timbre": "1"} if changes else {}
        is_json = "application/json" in operation.get("requestBody", {}).get("content", {})
        takes_body = "requestBody" in operation

        if pattern.endswith("/plan"):
            path += "?profile=studio"

        def expect(wanted, headers, body=b"", host=None, to=path):
            if changes and "Content-Length" not in headers:
                headers = {**headers, "Content-Length": str(len(body))}
            self.walk.check(method, pattern, wanted, *raw(self.studio, method, to, headers, body, host))

        expect(421, proof, host="evil.example")
        expect(403, {**proof, "Origin": "https://evil.example"})
        expect(403, {**proof, "Sec-Fetch-Site": "cross-site"})
        if changes:
            expect(403, {})
        if "404" in operation["responses"] and "{id}" in pattern:
            extra = {"If-Match": "*"} if method == "PATCH" else {}
            if is_json:
                extra["Content-Type"] = "application/json"
            for odd in (NOBODY, "timbre.db", "%27%20OR%201=1--", "x" * 300, "%F0%9F%8E%99"):
                expect(404, {**proof, **extra}, to=path.replace(NOBODY, odd))
            for bad in ("%2e%2e", "%00", "a%2Fb", "%ff"):
                expect(400, {**proof, **extra}, to=path.replace(NOBODY, bad))
        if is_json:
            extra = {"Content-Type": "application/json", "If-Match": "*"}
            expect(415, {**proof, "Content-Type": "text/plain", "If-Match": "*"}, b"{}")
            for body in (b"[]", b"{", b"\xff\xfe", b'"text"', b"[" * 100_000):
                expect(400, {**proof, **extra}, body)
        if takes_body:
            expect(413, {**proof, "Content-Type": "application/json", "Content-Length": str(10**12)})


if __name__ == "__main__":
    unittest.main()
