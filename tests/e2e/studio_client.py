"""What the tests of the running studio share: a server of one's own, and requests as the page makes them."""
import http.client
import json
import math
import os
import pathlib
import signal
import struct
import subprocess
import tempfile
import time

BIN = pathlib.Path(os.environ.get("TIMBRE_BIN", "build/dev/bin"))
START_LIMIT_S = 60


def wav(seconds=0.5, rate_hz=16000, tone_hz=220.0, level=0.2, seed=0):
    """A whole 16-bit WAV file; another seed gives other bytes."""
    frames = [int(32767 * level * math.sin(2 * math.pi * tone_hz * i / rate_hz)) + ((i * 7919 + seed) % 13)
              for i in range(int(seconds * rate_hz))]
    data = struct.pack(f"<{len(frames)}h", *frames)
    return (b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt " +
            struct.pack("<IHHIIHH", 16, 1, 1, rate_hz, 2 * rate_hz, 2, 16) + b"data" + struct.pack("<I", len(data)) + data)


class Server:
    """`timbre serve` on a free port, and after a kill on the same one again. Without `data` it has a folder of its own,
    which goes when it is closed. `with Server() as server:` starts and closes it."""

    def __init__(self, data=None, *arguments):
        self.keeper = tempfile.TemporaryDirectory(prefix="timbre-studio-") if data is None else None
        self.data = pathlib.Path(data or self.keeper.name)
        self.arguments = [str(argument) for argument in arguments]
        self.port = 0
        self.process = None

    def start(self):
        command = [str(BIN / "timbre"), "serve", "--data", str(self.data), "--port", str(self.port), *self.arguments]
        started_s = time.perf_counter()
        # Without models: listening with networks takes seconds of processor a take, at the lowest priority.
        environment = {**os.environ, "TIMBRE_MODELS": str(self.data / "models")}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        line = self.process.stdout.readline()
        self.ready_s = time.perf_counter() - started_s
        if not line:
            raise RuntimeError(f"timbre serve did not start: {self.process.stderr.read()}")
        self.port = int(line.strip().rstrip("/").rsplit(":", 1)[1])
        return self

    def kill(self):
        self._end(signal.SIGKILL)

    def stop(self):
        self._end(signal.SIGTERM)

    def close(self):
        self.stop()
        if self.keeper:
            self.keeper.cleanup()

    def _end(self, how):
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(START_LIMIT_S)
        self.process.stdout.close()
        self.process.stderr.close()
        self.process = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.close()

    def client(self, timeout_s=60):
        return Client(self.port, timeout_s)

    def call(self, method, path, body=None, **headers):
        """One call on a connection of its own."""
        client = self.client()
        try:
            return client.call(method, path, body, **headers)
        finally:
            client.close()

    def get(self, path):
        """The JSON of an answer that must come."""
        answer = self.call("GET", path)
        if answer.status != 200:
            raise AssertionError(f"GET {path}: {answer.status} {answer.body[:300]!r}")
        return answer.json()


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    def json(self):
        return json.loads(self.body)


class Client:
    """One kept connection. `body` goes as JSON where it is no bytes; paths are under /api/v1."""

    def __init__(self, port, timeout_s=60):
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout_s)

    def call(self, method, path, body=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if method not in ("GET", "HEAD"):
            headers.setdefault("X-Timbre", "1")
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        self.connection.request(method, "/api/v1" + path, body, headers)
        return Answer(self.connection.getresponse())

    def get(self, path, **headers):
        return self.call("GET", path, **headers)

    def upload(self, sound, name="take.wav"):
        return self.call("POST", f"/takes?name={name}", sound)

    def close(self):
        self.connection.close()


def wait_for(found, what, limit_s=120):
    """The first true answer of found(); fails after a limit that only a hang reaches."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        answer = found()
        if answer:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"never came: {what}")
