"""A language model for the tests of the running program: tests/stand_ins/chat_stand_in.py in a process of its own."""
import http.client
import json
import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
sys.path.insert(0, str(SOURCE / "tests/stand_ins"))
import chat_stand_in  # noqa: E402, for its key pair


class ChatModel:
    """The stand-in in a process of its own, which goes with this one. `chat` and `bedrock` are sections of engines.json
    that lead to it; with a key, `chat` still needs to say where that is."""

    def __init__(self, key=""):
        self.process = subprocess.Popen(
            [sys.executable, str(SOURCE / "tests/stand_ins/chat_stand_in.py"), "--key", key, "--until-eof"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[1])

    def call(self, method, path, body=None):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, path, None if body is None else json.dumps(body))
            return json.loads(link.getresponse().read())
        finally:
            link.close()

    def mode(self, mode):
        self.call("POST", "/_stand_in/mode", {"mode": mode})

    def asked(self):
        return self.call("GET", "/_stand_in/log")

    def close(self):
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()

    @property
    def chat(self):
        return {"service": "openai_chat", "model": "stand-in", "base_url": f"http://127.0.0.1:{self.port}/v1",
                "timeout_s": 60}

    @property
    def bedrock(self):
        return {"service": "bedrock", "model": "eu.example.model-v1:0", "region": "eu-west-1",
                "base_url": f"http://127.0.0.1:{self.port}", "timeout_s": 60}
