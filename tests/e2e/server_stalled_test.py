#!/usr/bin/env python3
"""200 connections that stall in every way, and a page that works beside them. Rung: exact: every answer right; the
times are printed, bench/server_bench.py measures them. TIMBRE_BIN names the folder of `timbre`."""
import pathlib
import socket
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from studio_client import Server, wav  # noqa: E402

HOST = b"Host: localhost\r\n"
POST = b"POST /api/v1/takes HTTP/1.1\r\n" + HOST + b"X-Timbre: 1\r\n"
KINDS = {
    "silent": b"",
    "half a line": b"GET /api/v1/ta",
    "half a header": b"GET /api/v1/takes HTTP/1.1\r\nHost: loc",
    "half a body": POST + b"Content-Length: 100000\r\n\r\nRIFF",
    "half a chunk": POST + b"Transfer-Encoding: chunked\r\n\r\n1000\r\nRIFF",
    "waits for 100": POST + b"Content-Length: 100000\r\nExpect: 100-continue\r\n\r\n",
    "events, never read": b"GET /api/v1/events HTTP/1.1\r\n" + HOST + b"\r\n",
    "answers, never read": (b"GET /api/v1/takes HTTP/1.1\r\n" + HOST + b"\r\n") * 20,
    "oversize header": b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 30_000,
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00",
}
STALLED = 200
ROUNDS = 40


def stall(port, data):
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", port))
    try:
        connection.sendall(data)
    except OSError:
        pass  # refused before all was sent
    return connection


def page(client, keys):
    """What an open page asks for; everything must be right. How long each answer took."""
    times = []
    for _ in range(ROUNDS):
        for path in ("/takes", f"/takes/{keys[0]}", f"/takes/{keys[0]}/audio", "/jobs"):
            start = time.perf_counter()
            answer = client.get(path)
            times.append(time.perf_counter() - start)
            assert answer.status == 200, (path, answer.status, answer.body)
            if path == "/takes":
                assert sorted(t["id"] for t in answer.json()["takes"]) == sorted(keys)
    return sorted(times)[round(0.95 * len(times)) - 1]


def slow_upload_is_whole(port):
    """Slow is not stalled: a byte now and then is taken while it is quick enough."""
    sound = wav()
    connection = stall(port, POST + f"Content-Length: {len(sound)}\r\nConnection: close\r\n\r\n".encode())
    for at in range(0, len(sound), 4000):
        connection.sendall(sound[at:at + 4000])
        time.sleep(0.05)
    connection.settimeout(60)
    answer = connection.recv(4096)
    assert answer.startswith(b"HTTP/1.1 201"), answer[:200]
    connection.close()


def main():
    with tempfile.TemporaryDirectory() as folder, Server(pathlib.Path(folder) / "data") as server:
        client = server.client()
        keys = [client.upload(wav(seed=i)).json()["id"] for i in range(3)]
        alone = page(client, keys)
        held = [stall(server.port, data) for i in range(STALLED // len(KINDS)) for data in KINDS.values()]
        beside = page(client, keys)
        newcomer = server.client()
        keys.append(newcomer.upload(wav(seed=9)).json()["id"])
        page(newcomer, keys)
        slow_upload_is_whole(server.port)
        for connection in held:
            connection.close()
        answer = client.get("/takes").json()
        assert answer["total"] == len(keys) + 1, "an upload that stalled became a take, or one is missing"
        assert client.get("/health").status == 200
        print(f"{len(held)} stalled connections: p95 of the page {1e3 * beside:.1f} ms, alone {1e3 * alone:.1f} ms")


if __name__ == "__main__":
    main()
