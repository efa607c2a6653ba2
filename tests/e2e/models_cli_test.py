#!/usr/bin/env python3
"""`timbre models` against a server on this machine that does everything a server should not. TIMBRE_BIN names the folder
of `timbre`. Rung: exact; what is installed is the right bytes or nothing at all."""
import hashlib
import http.server
import json
import os
import pathlib
import pty
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

BIN = pathlib.Path(os.environ["TIMBRE_BIN"])
SOURCE = pathlib.Path(os.environ["TIMBRE_SOURCE"])
OFFICIAL = pathlib.Path(os.environ.get("TIMBRE_MODELS", SOURCE / "../shared/models"))
BYTES = random.Random(20260501).randbytes(300_000)
SUM = hashlib.sha256(BYTES).hexdigest()


class Handler(http.server.BaseHTTPRequestHandler):
    """Each path is a behaviour: a method `do_<path>`; the number of requests so far to it is `self.nth`."""
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.close_connection = True
        server = self.server
        with server.lock:
            server.requests.append((self.path, self.headers.get("Range"), self.headers.get("If-Range")))
            self.nth = sum(1 for request in server.requests if request[0] == self.path)
        try:
            getattr(self, "serve_" + self.path.strip("/").replace("-", "_"))()
        except (BrokenPipeError, ConnectionResetError):
            pass

    def start(self):
        """Where the client wants to begin."""
        asked = self.headers.get("Range")
        return int(asked.removeprefix("bytes=").split("-")[0]) if asked else 0

    def head(self, status, length=None, **headers):
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def honest_head(self, data=BYTES, etag='"1"'):
        """An honest server's head for the asked range; returns what is to follow."""
        at = self.start()
        is_same = self.headers.get("If-Range") in (None, etag)
        if at and is_same and at < len(data):
            self.head(206, len(data) - at, ETag=etag, Content_Range=f"bytes {at}-{len(data) - 1}/{len(data)}")
            return data[at:]
        self.head(200, len(data), ETag=etag)
        return data

    def send(self, data):
        self.wfile.write(data)

    def drop(self):
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)

    def slowly(self, data, step=2_000, pause=0.02):
        for at in range(0, len(data), step):
            self.send(data[at:at + step])
            time.sleep(pause)

    # --- behaviours
    def serve_good(self):
        self.send(self.honest_head())

    def serve_truncates(self):
        data = self.honest_head()
        self.send(data if self.nth > 2 else data[:len(data) // 2])

    def serve_drops(self):
        """Ends at a random place, again and again."""
        data = self.honest_head()
        self.send(data[:random.Random(self.nth).randrange(1, 90_000)])
        self.drop()

    def serve_drops_without_etag(self):
        at = self.start()
        if at:
            self.head(206, len(BYTES) - at, Content_Range=f"bytes {at}-{len(BYTES) - 1}/{len(BYTES)}")
        else:
            self.head(200, len(BYTES))
        self.send(BYTES[at:at + 90_000])

    def serve_stalls(self):
        self.send(self.honest_head()[:1000])
        self.wfile.flush()
        self.server.released.wait(30)

    def serve_stalls_before_the_head(self):
        self.server.released.wait(30)

    def serve_stalls_once(self):
        data = self.honest_head()
        if self.nth > 1:
            return self.send(data)
        self.send(data[:70_000])
        self.wfile.flush()
        self.server.released.wait(30)

    def serve_drips(self):
        data = self.honest_head()
        for i in range(200):
            if self.server.released.wait(0.1):
                return
            self.send(data[i:i + 1])
            self.wfile.flush()

    def serve_length_too_short(self):
        self.head(200, len(BYTES) - 100)
        self.send(BYTES[:-100])

    def serve_length_too_long(self):
        self.head(200, len(BYTES) + 100)
        self.send(BYTES)

    def serve_sends_more(self):
        self.head(200)
        self.send(BYTES)
        for _ in range(200):
            self.send(BYTES)

    def serve_chunked(self):
        self.head(200, Transfer_Encoding="chunked")
        for at in range(0, len(BYTES), 50_000):
            self.send(b"%x\r\n" % 50_000 + BYTES[at:at + 50_000] + b"\r\n")
        self.send(b"0\r\n\r\n")

    def serve_chunked_short(self):
        self.head(200, Transfer_Encoding="chunked")
        self.send(b"%x\r\n" % 50_000 + BYTES[:50_000] + b"\r\n0\r\n\r\n")

    def serve_chunked_long(self):
        self.head(200, Transfer_Encoding="chunked")
        for _ in range(8):
            self.send(b"%x\r\n" % 50_000 + BYTES[:50_000] + b"\r\n")
        self.send(b"0\r\n\r\n")

    def serve_chunked_broken(self):
        self.head(200, Transfer_Encoding="chunked")
        self.send(b"zzz\r\n" + BYTES)

    def serve_wrong_bytes(self):
        wrong = bytearray(BYTES)
        wrong[len(wrong) // 2] ^= 1
        self.send(self.honest_head(bytes(wrong)))

    def serve_html(self):
        page = b"<html>please log in</html>"
        self.head(200, len(page), Content_Type="text/html")
        self.send(page)

    def serve_ignores_range(self):
        self.head(200, len(BYTES), ETag='"1"')
        if self.nth == 1:
            self.send(BYTES[:120_000])
            return self.drop()
        self.send(BYTES)

    def serve_changes(self):
        """Another file, of the same size, after the first connection was lost."""
        if self.nth == 1:
            self.head(200, len(BYTES), ETag='"old"')
            self.send(b"x" * 120_000)
            return self.drop()
        self.send(self.honest_head(etag='"new"'))

    def serve_changes_unnoticed(self):
        """As above, but the server honours the range all the same."""
        at = self.start()
        if self.nth == 1:
            self.head(200, len(BYTES))
            self.send(b"x" * 120_000)
            return self.drop()
        if at:
            self.head(206, len(BYTES) - at, Content_Range=f"bytes {at}-{len(BYTES) - 1}/{len(BYTES)}")
        else:
            self.head(200, len(BYTES))
        self.send(BYTES[at:])

    def serve_wrong_range(self):
        at = self.start()
        if not at:
            self.head(200, len(BYTES))
            self.send(BYTES[:100_000] if self.nth == 1 else BYTES)
            return None
        self.head(206, len(BYTES) - 5, Content_Range=f"bytes 5-{len(BYTES) - 1}/{len(BYTES)}")
        return self.send(BYTES[5:])

    def serve_416(self):
        if self.start():
            return self.head(416, 0, Content_Range=f"bytes */{len(BYTES)}")
        self.head(200, len(BYTES))
        return self.send(BYTES[:100_000] if self.nth == 1 else BYTES)

    def serve_loop(self):
        self.head(302, 0, Location="/loop")

    def serve_to_file(self):
        self.head(302, 0, Location="file:///etc/passwd")

    def serve_to_http_elsewhere(self):
        self.head(302, 0, Location="http://192.0.2.1/good")

    def serve_to_ftp(self):
        self.head(301, 0, Location="ftp://127.0.0.1/good")

    def serve_to_good(self):
        page = b"<html>moved</html>"
        self.head(307, len(page), Location="good")
        self.send(page)

    def serve_404(self):
        self.head(404, 0)

    def serve_500(self):
        self.head(500, 0)

    def serve_503_then_good(self):
        if self.nth < 3:
            return self.head(503, 0, Retry_After="1")
        return self.send(self.honest_head())

    def serve_gzip(self):
        self.head(200, len(BYTES), Content_Encoding="gzip")
        self.send(BYTES)

    def serve_garbage(self):
        self.wfile.write(b"\x00\xff" * 50_000)

    def serve_huge_head(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 10_000_000)

    def serve_hostile_etag(self):
        self.head(200, len(BYTES), ETag='"' + "e" * 5000 + '"')
        if self.nth == 1:
            return self.drop()
        return self.send(BYTES)

    def serve_slow(self):
        self.slowly(self.honest_head())


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a client that goes away is what these tests are about


class Case(unittest.TestCase):
    def setUp(self):
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.requests = []
        self.server.lock = threading.Lock()
        self.server.released = threading.Event()
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.models = self.folder / "models"
        self.catalog = self.folder / "catalog.json"

    def tearDown(self):
        self.server.released.set()
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.folder)

    def entry(self, behaviour, **fields):
        base = f"http://127.0.0.1:{self.server.server_port}/"
        return {"name": "m", "file": "m.bin", "purpose": "p", "licence": "MIT", "size_bytes": len(BYTES), "sha256": SUM,
                "url": base + behaviour, **fields}

    def environment(self, behaviour, **fields):
        self.catalog.write_text(json.dumps({"models": [self.entry(behaviour, **fields)]}))
        return {**os.environ, "TIMBRE_MODELS": str(self.models), "TIMBRE_MODEL_CATALOG": str(self.catalog)}

    def pull(self, behaviour, *options, **fields):
        return subprocess.run([BIN / "timbre", "models", "pull", "m", *options], capture_output=True, text=True, timeout=120,
                              env=self.environment(behaviour, **fields))

    def start_pull(self, behaviour, *options, **popen):
        return subprocess.Popen([BIN / "timbre", "models", "pull", "m", *options], stdout=subprocess.PIPE,
                                stderr=popen.pop("stderr", subprocess.PIPE), env=self.environment(behaviour), **popen)

    def part(self):
        return self.models / "m.bin.part"

    def wait_for_part(self, size):
        for _ in range(1000):
            if self.part().exists() and self.part().stat().st_size >= size:
                return
            time.sleep(0.01)
        self.fail(f"no part of {size} bytes came")

    def left(self):
        return sorted(path.name for path in self.models.iterdir()) if self.models.exists() else []

    def assert_installed(self, out):
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertEqual((self.models / "m.bin").read_bytes(), BYTES)
        self.assertEqual(self.left(), ["m.bin"])

    def assert_refused(self, out, code, *needles):
        self.assertEqual(out.returncode, code, out.stderr)
        self.assertNotIn("m.bin", self.left())
        for needle in needles:
            self.assertIn(needle, out.stderr)
        self.assertTrue(out.stderr.startswith("timbre: "), out.stderr)


class Pull(Case):
    def test_a_good_server(self):
        self.assert_installed(self.pull("good"))
        again = self.pull("good")
        self.assertIn("already", again.stdout)
        self.assertEqual(len(self.server.requests), 1, "what is there and verifies is not fetched again")

    def test_without_a_size_the_sum_decides(self):
        self.assert_installed(self.pull("good", size_bytes=0))

    def test_a_redirect_on_this_machine_is_followed(self):
        self.assert_installed(self.pull("to_good"))

    def test_chunks_are_fine(self):
        self.assert_installed(self.pull("chunked"))

    def test_truncated_goes_on(self):
        self.assert_installed(self.pull("truncates"))
        ranges = [request[1] for request in self.server.requests]
        self.assertEqual(ranges, [None, "bytes=150000-", "bytes=225000-"])
        self.assertEqual(self.server.requests[1][2], '"1"')

    def test_drops_at_random_places_end_with_the_right_sum(self):
        self.assert_installed(self.pull("drops"))
        self.assertGreater(len(self.server.requests), 3)

    def test_drops_without_an_etag(self):
        self.assert_installed(self.pull("drops_without_etag"))

    def test_a_server_that_ignores_the_range(self):
        self.assert_installed(self.pull("ignores_range"))

    def test_a_file_that_changes_meanwhile(self):
        self.assert_installed(self.pull("changes"))

    def test_a_file_that_changes_unnoticed(self):
        self.assert_installed(self.pull("changes_unnoticed"))

    def test_another_piece_than_asked_for(self):
        self.assert_installed(self.pull("wrong_range"))

    def test_a_range_that_is_refused(self):
        self.assert_installed(self.pull("416"))

    def test_busy_then_good(self):
        out = self.pull("503_then_good")
        self.assert_installed(out)
        self.assertIn("trying again", out.stderr)

    def test_a_hostile_etag(self):
        self.assert_installed(self.pull("hostile_etag"))

    def test_stalled_once_goes_on(self):
        self.assert_installed(self.pull("stalls_once", "--timeout", "1"))

    def test_a_wrong_file_in_its_place_is_replaced(self):
        self.models.mkdir()
        (self.models / "m.bin").write_bytes(BYTES[:-1] + b"?")
        self.assert_installed(self.pull("good"))


class Refused(Case):
    def test_wrong_bytes(self):
        out = self.pull("wrong_bytes")
        self.assert_refused(out, 3, SUM)
        self.assertEqual(self.left(), [])

    def test_wrong_bytes_without_a_size(self):
        self.assert_refused(self.pull("html", size_bytes=0), 3, SUM)
        self.assertEqual(self.left(), [])

    def test_a_page_instead_of_the_file(self):
        self.assert_refused(self.pull("html"), 3, "300000")

    def test_lengths_that_lie(self):
        self.assert_refused(self.pull("length_too_short"), 3, "299900")
        self.assert_refused(self.pull("length_too_long"), 3, "300100")

    def test_more_than_there_should_be_is_cut_off(self):
        for behaviour in ("sends_more", "chunked_long"):
            self.assert_refused(self.pull(behaviour), 3, "300000")
            self.assertEqual(self.left(), [])

    def test_chunks_that_end_early_or_are_broken(self):
        self.assert_refused(self.pull("chunked_short", "--retries", "1"), 4, "50000 bytes of 300000")
        self.assert_refused(self.pull("chunked_broken", "--retries", "0"), 4)

    def test_an_encoding_nobody_asked_for(self):
        self.assert_refused(self.pull("gzip"), 3, "Content-Encoding")

    def test_stalls_and_drips_time_out(self):
        for behaviour in ("stalls", "stalls_before_the_head", "drips"):
            self.assert_refused(self.pull(behaviour, "--timeout", "1", "--retries", "0"), 4)

    def test_redirects_to_where_we_may_not_go(self):
        for behaviour in ("to_file", "to_http_elsewhere", "to_ftp"):
            self.assert_refused(self.pull(behaviour), 3, "sends us on")
            self.assertEqual(self.left(), [])

    def test_a_redirect_loop_ends(self):
        self.assert_refused(self.pull("loop"), 4, "more than 5 times")
        self.assertEqual(len(self.server.requests), 6)

    def test_errors_of_the_server(self):
        self.assert_refused(self.pull("404"), 4, "404", "models import")
        self.assertEqual(len(self.server.requests), 1)
        self.assert_refused(self.pull("500", "--retries", "2"), 4, "500", "tried 3 times")

    def test_no_http_at_all(self):
        self.assert_refused(self.pull("garbage", "--retries", "0"), 4)
        self.assert_refused(self.pull("huge_head", "--retries", "0"), 4)

    def test_nobody_is_there(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{taken.getsockname()[1]}/x"
            self.assert_refused(self.pull("x", "--retries", "0", url=url), 4, "models import", url)

    def test_addresses_that_may_not_be(self):
        for url in ("http://192.0.2.1/x", "file:///etc/passwd", "ftp://127.0.0.1/x", "https://user@127.0.0.1/x"):
            self.assert_refused(self.pull("x", url=url), 3, "address")

    def test_without_a_checksum(self):
        self.assert_refused(self.pull("good", sha256=""), 4, "no checksum", "models import")
        self.assertEqual(self.server.requests, [])

    def test_a_catalog_that_leads_elsewhere(self):
        for file in ("../m.bin", "/tmp/m.bin", ".bashrc"):
            self.assert_refused(self.pull("good", file=file), 3, "'file'")
        self.assertEqual(self.server.requests, [])


class Interrupted(Case):
    def test_killed_in_the_middle_it_goes_on_the_next_time(self):
        process = self.start_pull("slow")
        self.wait_for_part(20_000)
        process.kill()
        process.communicate()
        self.assertNotIn("m.bin", self.left())
        kept = self.part().stat().st_size
        self.assertGreaterEqual(kept, 20_000)
        self.assertEqual(self.part().read_bytes(), BYTES[:kept])
        self.assert_installed(self.pull("slow"))
        self.assertEqual(self.server.requests[1][1:], (f"bytes={kept}-", '"1"'))

    def test_interrupted_it_stops_cleanly_and_can_go_on(self):
        process = self.start_pull("slow", text=True)
        self.wait_for_part(20_000)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 130, err)
        self.assertIn("is kept", err)
        self.assertNotIn("m.bin.lock", self.left())
        kept = self.part().stat().st_size
        self.assert_installed(self.pull("slow"))
        self.assertEqual(self.server.requests[1][1], f"bytes={kept}-")

    def test_interrupted_while_it_waits(self):
        process = self.start_pull("500", text=True)
        while not self.server.requests:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        self.assertEqual(process.returncode, 130)

    def test_two_at_a_time(self):
        first = self.start_pull("slow", text=True)
        self.wait_for_part(1)
        second = self.pull("slow")
        self.assertEqual(second.returncode, 4, second.stderr)
        self.assertIn("another process", second.stderr)
        removed = subprocess.run([BIN / "timbre", "models", "remove", "m"], capture_output=True, env=self.environment("slow"))
        self.assertEqual(removed.returncode, 4, "what is being downloaded is not pulled from under it")
        out, err = first.communicate(timeout=60)
        self.assert_installed(subprocess.CompletedProcess([], first.returncode, out, err))

    def test_a_part_of_something_else(self):
        self.models.mkdir()
        self.part().write_bytes(b"?" * 50_000)
        self.assert_installed(self.pull("good"))
        self.part().write_bytes(BYTES + b"?")
        (self.models / "m.bin").unlink()
        self.assert_installed(self.pull("good"))

    def test_a_whole_part_needs_no_server(self):
        self.models.mkdir()
        self.part().write_bytes(BYTES)
        self.assert_installed(self.pull("404"))
        self.assertEqual(self.server.requests, [])

    def test_a_full_disk(self):
        self.models.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", self.models], capture_output=True).returncode:
            self.skipTest("SKIPPED: no right to mount; the seam's full disk is tested in net")
        try:
            out = self.pull("good")
            self.assert_refused(out, 4, "No space left", "more are needed")
            self.assertEqual(self.part().read_bytes(), BYTES[:self.part().stat().st_size])
            subprocess.run(["mount", "-o", "remount,size=1m", self.models], check=True)
            self.assert_installed(self.pull("good"))
        finally:
            subprocess.run(["umount", self.models], check=True)

    def test_a_terminal_sees_how_far_it_is(self):
        shown, inside = pty.openpty()
        process = self.start_pull("slow", stderr=inside)
        os.close(inside)
        seen = b""
        try:
            while block := os.read(shown, 4096):
                seen += block
        except OSError:
            pass  # the other end is closed
        process.communicate(timeout=60)
        os.close(shown)
        self.assertEqual(process.returncode, 0)
        self.assertRegex(seen.decode(), r"\d kB of 300 kB  \S+ kB/s  0:\d\d left")
        self.assertTrue(seen.rstrip(b" ").endswith(b"\r"), "the line is wiped")


class Manage(Case):
    def run_models(self, *arguments, **fields):
        return subprocess.run([BIN / "timbre", "models", *map(str, arguments)], capture_output=True, text=True, timeout=60,
                              env=self.environment("good", **fields))

    def listed(self):
        return json.loads(self.run_models("list", "--json").stdout)["models"][0]

    def test_list_says_what_is_there(self):
        self.assertEqual(self.listed()["state"], "missing")
        self.models.mkdir()
        self.part().write_bytes(b"12345")
        self.assertEqual((self.listed()["state"], self.listed()["bytes_on_disk"]), ("partial", 5))
        (self.models / "m.bin").write_bytes(b"short")
        self.assertEqual(self.listed()["state"], "wrong_size")
        (self.models / "m.bin").write_bytes(BYTES)
        self.assertEqual(self.listed()["state"], "installed")
        self.assertIn("m ", self.run_models("list").stdout)

    def test_verify(self):
        self.assertEqual(self.run_models("verify").returncode, 0, "nothing is installed, nothing is wrong")
        self.assertEqual(self.run_models("verify", "m").returncode, 4)
        self.models.mkdir()
        (self.models / "m.bin").write_bytes(BYTES)
        self.assertEqual(self.run_models("verify", "m").returncode, 0)
        (self.models / "m.bin").write_bytes(BYTES[:-1] + b"?")
        out = self.run_models("verify", "--json")
        self.assertEqual(out.returncode, 1)
        self.assertEqual(json.loads(out.stdout)["models"][0]["state"], "wrong_sum")
        (self.models / "m.bin").write_bytes(b"short")
        self.assertEqual(self.run_models("verify", "m").returncode, 1)

    def test_import(self):
        source = self.folder / "from-a-friend"
        source.write_bytes(BYTES)
        out = self.run_models("import", source)
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertEqual((self.models / "m.bin").read_bytes(), BYTES)
        self.assertEqual(self.left(), ["m.bin"])
        source.write_bytes(BYTES[1:])
        for arguments in (["import", source], ["import", source, "--name", "m"]):
            wrong = self.run_models(*arguments)
            self.assertEqual(wrong.returncode, 3)
            self.assertIn(hashlib.sha256(BYTES[1:]).hexdigest(), wrong.stderr)
        self.assertEqual((self.models / "m.bin").read_bytes(), BYTES)
        self.assertEqual(self.run_models("import", self.folder / "none").returncode, 3)
        self.assertEqual(self.run_models("import", self.folder).returncode, 3)

    def test_import_without_a_checksum_warns(self):
        source = self.folder / "mine.bin"
        source.write_bytes(b"lmgg" + BYTES)
        out = self.run_models("import", source, "--name", "m", sha256="", size_bytes=0)
        self.assertEqual(out.returncode, 0, out.stderr)
        self.assertIn("warning", out.stderr)

    def test_remove(self):
        self.models.mkdir()
        (self.models / "m.bin").write_bytes(BYTES)
        (self.models / "other").write_text("kept")
        self.assertEqual(self.run_models("remove", "m").returncode, 0)
        self.assertEqual(self.left(), ["other"])
        self.assertEqual(self.run_models("remove", "m").returncode, 3)

    def test_wrong_usage_is_2(self):
        for arguments in ([], ["nonsense"], ["pull"], ["import"], ["remove"], ["pull", "m", "--timeout", "0"]):
            self.assertEqual(self.run_models(*arguments).returncode, 2, arguments)
        unknown = self.run_models("pull", "nonsense")
        self.assertEqual(unknown.returncode, 3)
        self.assertIn("known are: m", unknown.stderr)

    def test_the_official_files_are_known(self):
        if not (OFFICIAL / "gtcrn_simple.onnx").exists():
            if os.environ.get("CI") == "true":
                self.fail(f"models are missing: {OFFICIAL}")
            self.skipTest(f"SKIPPED: no test data at {OFFICIAL}")
        environment = {**os.environ, "TIMBRE_MODELS": str(OFFICIAL)}
        environment.pop("TIMBRE_MODEL_CATALOG", None)
        out = subprocess.run([BIN / "timbre", "models", "verify", "--json"], capture_output=True, env=environment, timeout=60)
        states = {model["name"]: model["state"] for model in json.loads(out.stdout)["models"]}
        for name in ("silero-vad", "dnsmos-p808", "dnsmos-p835", "swiftf0", "gtcrn"):
            self.assertEqual(states.get(name), "verified")


if __name__ == "__main__":
    unittest.main()
