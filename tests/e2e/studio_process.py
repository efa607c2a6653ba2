"""A studio of its own for one test: `timbre serve` on a free port and a temporary data folder."""
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])


class Studio:
    def __init__(self, *arguments, folder=None):
        self.keeper = tempfile.TemporaryDirectory(prefix="timbre-studio-") if folder is None else None
        self.folder = pathlib.Path(folder or self.keeper.name)
        self.arguments = arguments
        self.port = 0
        self.process = None

    def start(self):
        command = [BIN / "timbre", "serve", "--host", "127.0.0.1", "--port", str(self.port), "--data", str(self.folder)]
        self.process = subprocess.Popen([*command, *self.arguments], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search(r":(\d+)/", line)
        if not found:
            raise AssertionError(f"timbre serve said {line!r} and ended with {self.process.wait()}")
        self.port = int(found.group(1))
        return self

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
        if self.process and not self.process.stdout.closed:
            self.process.stdout.close()
        if self.keeper:
            self.keeper.cleanup()

    def connect(self, timeout_s=20):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout_s)

    def ask(self, method, path, body=None, headers=None, connection=None):
        """(status, headers, bytes); `body` that is no bytes goes as JSON. `path` is under /api/v1."""
        own = {"X-Timbre": "1"}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            own["Content-Type"] = "application/json"
        own.update(headers or {})
        link = connection or self.connect()
        try:
            link.request(method, "/api/v1" + path, body, own)
            answer = link.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            if connection is None:
                link.close()

    def get(self, path):
        status, _, body = self.ask("GET", path)
        if status != 200:
            raise AssertionError(f"GET {path}: {status} {body[:300]!r}")
        return json.loads(body)
