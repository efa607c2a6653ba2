#!/usr/bin/env python3
"""How fast `timbre serve` is, answers checked before anything is timed.

  1. ready: from the start of the process to its first answer, empty data folder and --takes takes, median of --runs
  2. idle memory: the private and shared pages of the ready server (VmRSS, with its helper processes)
  3. the list of all takes, and of 100: median and p95 of --requests
  4. from the last byte of a 30 s upload to its verdict, median of --runs
  5. the list of 100 takes while 200 connections stall (half of a header, half of a body, open and silent, never reading):
     p95 with and without them, alternating, as a ratio

usage: bench/server_bench.py [--bin build/release/bin] [--fill build/release/bin/fill_store] [--takes 10000]
"""
import argparse
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests/e2e"))
STALLED = 200


def p95(values):
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


def ms(seconds):
    return f"{1e3 * seconds:.1f} ms"


def stall(port, kind):
    connection = socket.create_connection(("127.0.0.1", port))
    if kind == 0:
        connection.sendall(b"GET /api/v1/takes HTTP/1.1\r\nHost: local")
    elif kind == 1:
        connection.sendall(b"POST /api/v1/takes HTTP/1.1\r\nHost: localhost\r\nX-Timbre: 1\r\nContent-Length: 100000\r\n\r\nRIFF")
    elif kind == 3:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(b"GET /api/v1/takes HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return connection


def list_times(client, path, total, count):
    times = []
    for _ in range(count):
        start = time.perf_counter()
        answer = client.get(path)
        times.append(time.perf_counter() - start)
        if answer.status != 200 or answer.json()["total"] != total:
            sys.exit("the list is wrong: nothing is timed")
    return times


def ready(Server, data, runs):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        with Server(data) as server:
            if server.client().get("/health").status != 200:
                sys.exit("the server is not well")
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def memory_mib(pid):
    pids, total = [pid], 0
    while pids:
        one = pids.pop()
        status = pathlib.Path(f"/proc/{one}/status").read_text()
        total += int(status.split("VmRSS:")[1].split()[0]) / 1024
        pids += [int(p) for p in pathlib.Path(f"/proc/{one}/task/{one}/children").read_text().split()]
    return total


def verdict_times(client, wav, runs):
    times = []
    for run in range(runs):
        sound = wav(30, 48000, seed=run)
        answer = client.upload(sound)
        start = time.perf_counter()
        key = answer.json()["id"]
        while True:
            take = client.get(f"/takes/{key}").json()
            if take["verdict"]:
                break
            if take["problem"]:
                sys.exit(f"the take was not judged: {take['problem']}")
            time.sleep(0.005)
        times.append(time.perf_counter() - start)
        client.call("DELETE", f"/takes/{key}")
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="build/release/bin")
    parser.add_argument("--fill")
    parser.add_argument("--takes", type=int, default=10000)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    os.environ["TIMBRE_BIN"] = options.bin
    from studio_client import Server, wav
    fill = options.fill or str(pathlib.Path(options.bin) / "fill_store")

    with tempfile.TemporaryDirectory() as name:
        empty, full = pathlib.Path(name) / "empty", pathlib.Path(name) / "full"
        print(f"ready, empty store: {ms(ready(Server, empty, options.runs))}")
        with Server(empty) as server:
            server.client().get("/takes")
            time.sleep(0.5)
            print(f"idle memory: {memory_mib(server.process.pid):.0f} MiB")
            times = verdict_times(server.client(), wav, options.runs)
            print(f"upload of 30 s acknowledged to verdict: median {ms(statistics.median(times))}, worst {ms(max(times))}")
        subprocess.run([fill, str(full), str(options.takes)], check=True)
        print(f"ready, {options.takes} takes: {ms(ready(Server, full, options.runs))}")
        with Server(full) as server:
            client = server.client()
            for limit in (options.takes, 100):
                times = list_times(client, f"/takes?limit={limit}", options.takes, options.requests)
                print(f"list of {limit}: median {ms(statistics.median(times))}, p95 {ms(p95(times))}")
            print(f"memory after that: {memory_mib(server.process.pid):.0f} MiB")
            calm, stalled = [], []
            for _ in range(5):
                calm += list_times(client, "/takes?limit=100", options.takes, options.requests)
                held = [stall(server.port, i % 4) for i in range(STALLED)]
                stalled += list_times(client, "/takes?limit=100", options.takes, options.requests)
                for connection in held:
                    connection.close()
            print(f"list of 100 beside {STALLED} stalled connections: p95 {ms(p95(stalled))}, alone {ms(p95(calm))}, "
                  f"ratio {p95(stalled) / p95(calm):.2f}")


if __name__ == "__main__":
    main()
