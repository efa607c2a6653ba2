"""A server that speaks (tests/stand_ins/openai_stand_in.py), and the engines.json that leads to it."""
import json
import os
import pathlib
import subprocess
import sys
import urllib.request

SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
STAND_IN = SOURCE / "tests/stand_ins/openai_stand_in.py"


class SpeakingServer:
    """`with SpeakingServer("vllm-omni") as server: server.configure(data)`. Goes with the test, also a killed one."""

    def __init__(self, dialect="vllm-omni", *arguments):
        self.dialect = dialect
        self.arguments = arguments

    def __enter__(self):
        command = [sys.executable, STAND_IN, "--dialect", self.dialect, "--until-eof", *self.arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        assert line.startswith("PORT "), f"the stand-in did not start: {line!r}"
        self.url = f"http://127.0.0.1:{int(line.split()[1])}"
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def configure(self, data, **more):
        """Written to the data folder as the only engine of the name "standin"."""
        data = pathlib.Path(data)
        data.mkdir(parents=True, exist_ok=True)
        server = {"name": "standin", "base_url": self.url, "dialect": self.dialect, **more}
        (data / "engines.json").write_text(json.dumps({"openai_audio": [server]}))

    def mode(self, mode):
        request = urllib.request.Request(self.url + "/_stand_in/mode", json.dumps({"mode": mode}).encode(),
                                         {"Content-Type": "application/json"}, method="POST")
        urllib.request.urlopen(request, timeout=10).read()

    def log(self):
        return json.loads(urllib.request.urlopen(self.url + "/_stand_in/log", timeout=10).read())
