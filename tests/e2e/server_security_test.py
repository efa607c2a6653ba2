#!/usr/bin/env python3
"""Attacks on a running `timbre serve`, each named after the hole it stood for in another program. Rung: exact.
TIMBRE_BIN names the folder of `timbre`. Connections are raw, so that no library mends what is broken on purpose."""
import pathlib
import shutil
import socket
import ssl
import subprocess
import sys
import tarfile
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from studio_client import BIN, Server, wait_for, wav  # noqa: E402

CHANGES = [("POST", "/takes"), ("PATCH", "/takes/{id}"), ("DELETE", "/takes/{id}"), ("POST", "/takes/{id}/restore"),
           ("POST", "/takes/{id}/judge"), ("DELETE", "/trash/{id}"), ("POST", "/recordings"),
           ("PUT", "/recordings/{id}/pieces/0"), ("POST", "/recordings/{id}/finish"), ("DELETE", "/recordings/{id}"),
           ("DELETE", "/jobs/{id}")]
SITES = ["same-origin", "same-site", "cross-site", "none"]
MODES = ["cors", "no-cors", "navigate", "same-origin"]
STEPS = ["../x", "..%2fx", "%2e%2e%2fx", "%252e%252e%252fx", "..\\x", "..%5cx", "%00", "x%00.wav", "timbre.db", "lock",
         "/etc/passwd", "%2fetc%2fpasswd", "//host/share", "C:foo", "%5cfoo", "%c0%ae%c0%ae/x", "..", ".", "%2e", "a" * 4096,
         "../takes-secret/x", "....//x", "takes.", "%ff", "-1", "9223372036854775808", "1e9"]


def raw(port, data, patience_s=20):
    """Everything the server says until it closes or is silent."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience_s) as connection:
        answer = b""
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # refused before all was sent; the answer may still be there
        while True:
            try:
                block = connection.recv(65536)
            except OSError:
                return answer
            if not block:
                return answer
            answer += block


def status_of(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def request(port, method, path, headers=(), body=b"", host=None):
    lines = [f"{method} {path} HTTP/1.1"]
    if host is None:
        host = [f"127.0.0.1:{port}"]
    lines += [f"Host: {name}" for name in host]
    lines += [f"{name}: {value}" for name, value in headers]
    if body or method not in ("GET", "HEAD"):
        lines.append(f"Content-Length: {len(body)}")
    lines += ["Connection: close", "", ""]
    return raw(port, "\r\n".join(lines).encode("utf-8", "surrogateescape") + body)


class Attack(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.data = cls.folder / "takes"
        cls.secret = cls.folder / "takes-secret"
        cls.secret.mkdir()
        (cls.secret / "x").write_text("THE-SECRET")
        (cls.folder / "x").write_text("THE-SECRET")
        cls.server = Server(cls.data).start()
        cls.port = cls.server.port
        client = cls.server.client()
        cls.take = client.upload(wav(), "a.wav").json()["id"]
        cls.before = cls.state()

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        shutil.rmtree(cls.folder)

    @classmethod
    def state(cls):
        """What changes only when somebody changes it: not the verdict, which comes by itself."""
        client = cls.server.client()
        answer = client.get("/takes").json()
        recordings = client.get("/recordings").json()
        client.close()
        return [(t["id"], t["name"], t["note"], t["trashed"]) for t in answer["takes"]], recordings

    def assert_unchanged(self):
        self.assertEqual(self.state(), self.before)

    def ask(self, *arguments, **more):
        return request(self.port, *arguments, **more)


class Rebinding(Attack):
    def test_ollama_cve_2024_28224_dns_rebinding(self):
        bad = ["evil.example", f"evil.example:{self.port}", "127.0.0.1.nip.io", "localhost.evil", "", "0.0.0.0", "10.0.0.1",
               "127.0.0.1@evil.example", "evil.example#localhost", "[::1", "localhost:x", "localhost:999999", "[::ffff:10.0.0.1]",
               "2130706433", "localhostevil", ".localhost.evil", "127.0.0.1:80:80", "xn--localhost-", "localhost%00.evil"]
        for name in bad:
            for path in ("/api/v1/takes", "/api/v1/health", "/"):
                self.assertIn(status_of(self.ask("GET", path, host=[name])), (400, 403, 421), name)
        self.assertIn(status_of(self.ask("GET", "/api/v1/takes", host=[])), (400, 403, 421))
        self.assertIn(status_of(self.ask("GET", "/api/v1/takes", host=["localhost", "evil.example"])), (400, 403, 421))
        self.assertIn(status_of(self.ask("GET", "/api/v1/takes", host=["evil.example", "localhost"])), (400, 403, 421))
        self.assertIn(status_of(self.ask("GET", "http://evil.example/api/v1/takes")), (400, 403, 421))
        for name in ("localhost", "127.0.0.1", "[::1]", f"localhost:{self.port}", "LOCALHOST", "app.localhost", "localhost."):
            self.assertEqual(status_of(self.ask("GET", "/api/v1/takes", host=[name])), 200, name)

    def test_home_assistant_2023_12_no_trust_in_forwarded_addresses(self):
        for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Forwarded-Host", "X-Original-URL"):
            answer = self.ask("GET", "/api/v1/takes", [(header, "127.0.0.1")], host=["evil.example"])
            self.assertEqual(status_of(answer), 421, header)
        answer = self.ask("POST", "/api/v1/takes", [("X-HTTP-Method-Override", "GET")], b"RIFF")
        self.assertEqual(status_of(answer), 403)


class OtherSites(Attack):
    def test_gradio_trail_of_bits_audit_permissive_cors(self):
        for origin in ("null", "https://evil.example", "http://localhost.evil", f"http://127.0.0.1:{self.port + 1}", "http://localhost",
                       "file://", "http://127.0.0.1", f"http://evil.example:{self.port}", f"http://127.0.0.1:{self.port}.evil.example"):
            for method, path in CHANGES + [("GET", "/takes"), ("OPTIONS", "/takes")]:
                answer = self.ask(method, "/api/v1" + path.format(id=self.take), [("Origin", origin), ("X-Timbre", "1")])
                self.assertEqual(status_of(answer), 403, (origin, method, path))
                self.assertNotIn(b"access-control-allow", answer.lower())
        self.assert_unchanged()

    def test_jupyterhub_cve_2026_40864_fetch_metadata(self):
        for site in SITES:
            for mode in MODES:
                for method, path in CHANGES:
                    headers = [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)]
                    # without the proof no page of any site changes anything
                    answer = self.ask(method, "/api/v1" + path.format(id=self.take), headers)
                    self.assertEqual(status_of(answer), 403, (site, mode, method, path))
                    if site in ("same-site", "cross-site"):
                        answer = self.ask(method, "/api/v1" + path.format(id=self.take), headers + [("X-Timbre", "1")])
                        self.assertEqual(status_of(answer), 403, (site, mode, method, path))
        self.assert_unchanged()

    def test_a_form_of_another_site_changes_nothing(self):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=B"):
            answer = self.ask("POST", "/api/v1/recordings", [("Content-Type", kind)], b'{"sample_rate_hz":48000,"channel_count":1}')
            self.assertEqual(status_of(answer), 403)
            answer = self.ask("POST", "/api/v1/recordings", [("Content-Type", kind), ("X-Timbre", "1")],
                              b'{"sample_rate_hz":48000,"channel_count":1}')
            self.assertEqual(status_of(answer), 415)
        self.assert_unchanged()


class Paths(Attack):
    def test_traversal_jupyter_cve_2026_35397_ollama_cve_2024_37032_cve_2026_7020_gradio_cve_2026_28414(self):
        shapes = ["/{}", "/api/v1/takes/{}", "/api/v1/takes/{}/audio", "/api/v1/jobs/{}", "/api/v1/recordings/{}",
                  "/api/v1/takes/" + self.take + "/{}", "/assets/{}"]
        for step in STEPS:
            for shape in shapes:
                answer = self.ask("GET", shape.format(step))
                self.assertNotIn(b"THE-SECRET", answer)
                self.assertNotIn(b"SQLite format", answer)
                self.assertNotIn(b"root:", answer)
                self.assertIn(status_of(answer), (400, 404, 405, 414, 431), (shape, step[:60]))
        for method, shape in CHANGES:
            for step in STEPS:
                if "{id}" in shape:
                    answer = self.ask(method, "/api/v1" + shape.format(id=step), [("X-Timbre", "1"), ("If-Match", "*"),
                                                                                  ("Content-Type", "application/json")], b"{}")
                    self.assertIn(status_of(answer), (204, 400, 404, 405, 414, 431), (method, shape, step[:60]))
        self.assert_unchanged()
        self.assertEqual((self.secret / "x").read_text(), "THE-SECRET")

    def test_traversal_in_parameters_and_file_names(self):
        outside = sorted(str(p) for p in self.folder.rglob("*") if self.data not in p.parents)
        client = self.server.client()
        made = []
        for step in [s for s in STEPS if "%ff" not in s and "%00" not in s and "%c0" not in s and len(s) < 1000]:
            self.assertIn(self.ask("GET", f"/api/v1/takes?search={step}&verdict={step}").split(b" ")[1], (b"200", b"400"))
            answer = client.call("POST", f"/takes?name={step.replace(chr(92), '%5c')}", wav())
            self.assertEqual(answer.status, 201, answer.body)
            made.append(answer.json()["id"])
            form = (b'--B\r\nContent-Disposition: form-data; name="f"; filename="' + step.encode() + b'"\r\n\r\n' + wav() +
                    b"\r\n--B--\r\n")
            answer = client.call("POST", "/takes", form, Content_Type="multipart/form-data; boundary=B")
            self.assertEqual(answer.status, 201, answer.body)
            made.append(answer.json()["id"])
        for key in made:
            self.assertEqual(client.call("DELETE", f"/takes/{key}").status, 200)
            self.assertEqual(client.call("DELETE", f"/trash/{key}").status, 204)
        self.assertEqual(sorted(str(p) for p in self.folder.rglob("*") if self.data not in p.parents), outside)
        names = {p.name for p in self.data.iterdir()}
        databases = {name + end for name in ("timbre.db", "safety.db") for end in ("", "-wal", "-shm")}
        self.assertLessEqual(names, databases | {"lock", "blobs", "tmp", "cache", "exports"})
        self.assert_unchanged()

    def test_a_link_inside_the_data_folder_leads_nowhere(self):
        client = self.server.client()
        sound = wav(seed=77)
        key = client.upload(sound).json()["id"]
        blob = next(p for p in (self.data / "blobs").rglob("*") if p.is_file() and p.read_bytes() == sound)
        blob.unlink()
        blob.symlink_to(self.secret / "x")
        answer = self.ask("GET", f"/api/v1/takes/{key}/audio")
        self.assertNotIn(b"THE-SECRET", answer)
        blob.unlink()
        client.call("DELETE", f"/takes/{key}")
        client.call("DELETE", f"/trash/{key}")

    def test_cve_2020_26232_open_redirect(self):
        for path in ("/?next=//evil.example", "/%5cevil.example", "//evil.example", "/%2f%2fevil.example", "/login?next=https://evil.example"):
            answer = self.ask("GET", path)
            self.assertNotIn(status_of(answer), range(300, 400), path)
            self.assertNotIn(b"location:", answer.lower())

    def test_gradio_cve_2026_28416_no_address_of_a_client_is_fetched(self):
        with socket.socket() as trap:
            trap.bind(("127.0.0.1", 0))
            trap.listen()
            trap.settimeout(1)
            url = f"http://127.0.0.1:{trap.getsockname()[1]}/x"
            client = self.server.client()
            playlist = f"#EXTM3U\n#EXTINF:1,\n{url}\n".encode()
            key = client.upload(playlist, "list.m3u8").json()["id"]
            self.ask("GET", f"/api/v1/takes?search={url}&url={url}")
            self.ask("GET", url)
            wait_for(lambda: client.get(f"/takes/{key}").json()["problem"], "the refusal of a playlist")
            with self.assertRaises(socket.timeout):
                trap.accept()
            client.call("DELETE", f"/takes/{key}")
            client.call("DELETE", f"/trash/{key}")


class Pages(Attack):
    def test_nbconvert_uploaded_pages_never_act(self):
        client = self.server.client()
        for body, name in [(b"<html><script>alert(1)</script></html>", "x.html"), (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "x.svg"),
                           (b"<?xml version='1.0'?><x/>", "x.wav"), (b"RIFF\x10\0\0\0WAVE<script>", "x.wav"), (b"%PDF-1.4", "x.pdf")]:
            key = client.upload(body, name).json()["id"]
            answer = client.get(f"/takes/{key}/audio")
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(answer.headers["Content-Disposition"], "attachment")
            self.assertIn("sandbox", answer.headers["Content-Security-Policy"])
            self.assertIn(answer.headers["Content-Type"], ("application/octet-stream", "audio/wav"))
            self.assertEqual(answer.body, body)
            client.call("DELETE", f"/takes/{key}")
            client.call("DELETE", f"/trash/{key}")

    def test_names_are_data_everywhere(self):
        client = self.server.client()
        evil = "<img src=x onerror=alert(1)>\"'&</script>\u2028\u202e"
        answer = client.call("PATCH", f"/takes/{self.take}", {"name": evil, "note": evil}, If_Match="*")
        self.assertEqual(answer.status, 200)
        for path in (f"/takes/{self.take}", "/takes"):
            answer = client.get(path)
            self.assertEqual(answer.headers["Content-Type"], "application/json")
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
            policy = answer.headers["Content-Security-Policy"]
            for part in ("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
                self.assertIn(part, policy)
            self.assertNotIn("unsafe", policy)
        self.assertEqual(client.get(f"/takes/{self.take}").json()["name"], evil)
        client.call("PATCH", f"/takes/{self.take}", {"name": "a", "note": ""}, If_Match="*")

    def test_a_refusal_does_not_repeat_what_was_sent(self):
        for path in ("/api/v1/takes/<script>", "/api/v1/takes?order=<script>", "/<script>", "/api/v1/takes?limit=<script>"):
            self.assertNotIn(b"<script>", self.ask("GET", path), path)

    def test_headers_cannot_be_split(self):
        for path in ("/api/v1/takes/a%0d%0aSet-Cookie:x=1", "/api/v1/takes?name=%0d%0aSet-Cookie:x=1"):
            self.assertNotIn(b"set-cookie", self.ask("GET", path).lower())


class Malformed(Attack):
    def refused(self, data, label):
        answer = raw(self.port, data)
        self.assertLessEqual(answer.count(b"HTTP/1.1 2"), 0, (label, answer[:200]))
        return answer

    def head(self, line="POST /api/v1/recordings", more=b""):
        return f"{line} HTTP/1.1\r\nHost: localhost\r\nX-Timbre: 1\r\nContent-Type: application/json\r\n".encode() + more

    def test_request_smuggling(self):
        inner = b"GET /api/v1/takes HTTP/1.1\r\nHost: localhost\r\n\r\n"
        cases = {
            "CL and TE": self.head(more=b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") + inner,
            "TE and CL": self.head(more=b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n") + inner,
            "two lengths": self.head(more=b"Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}") + inner,
            "length list": self.head(more=b"Content-Length: 2, 40\r\n\r\n{}") + inner,
            "signed length": self.head(more=b"Content-Length: +2\r\n\r\n{}") + inner,
            "hex length": self.head(more=b"Content-Length: 0x2\r\n\r\n{}") + inner,
            "space before colon": self.head(more=b"Content-Length : 2\r\n\r\n{}") + inner,
            "folded header": self.head(more=b"X-A: b\r\n Content-Length: 40\r\nContent-Length: 2\r\n\r\n"),
            "NUL in header": self.head(more=b"X-A: a\0b\r\nContent-Length: 2\r\n\r\n{}") + inner,
            "bad chunk size": self.head(more=b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n") + inner,
            "huge chunk size": self.head(more=b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n") + inner,
            "signed chunk size": self.head(more=b"Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n") + inner,
        }
        for label, data in cases.items():
            self.refused(data, label)
        self.assert_unchanged()

    def test_unknown_transfer_codings_are_not_read_as_requests(self):
        inner = b"GET /api/v1/takes HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for coding in (b"xchunked", b"chunked, identity", b"gzip, chunked", b"chunked\r\nTransfer-Encoding: identity", b"\x0bchunked"):
            data = self.head(more=b"Transfer-Encoding: " + coding + b"\r\n\r\n0\r\n\r\n") + inner
            self.assertNotIn(b'"takes"', raw(self.port, data), coding)
        self.assert_unchanged()

    def test_syncthing_cve_2021_21404_lengths_out_of_range(self):
        for length in (b"-1", b"18446744073709551615", b"18446744073709551616", b"9223372036854775808", b"", b"a", b"1e9", b"209715201"):
            for line in ("POST /api/v1/takes", "POST /api/v1/recordings", "PUT /api/v1/recordings/x/pieces/0"):
                self.refused(self.head(line, b"Content-Length: " + length + b"\r\n\r\n{}"), (length, line))
        for number in ("-1", "1000001", "9223372036854775807", "18446744073709551616", "0x1", ""):
            self.refused(self.head(f"PUT /api/v1/recordings/{self.take}/pieces/{number}", b"Content-Length: 2\r\n\r\n{}"), number)
        for text in ("bytes=-1", "bytes=0-18446744073709551615", "bytes=9223372036854775807-", "bytes=-18446744073709551615", "bytes=0-0,1-1"):
            answer = self.ask("GET", f"/api/v1/takes/{self.take}/audio", [("Range", text)])
            self.assertIn(status_of(answer), (200, 206, 416), text)
        self.assert_unchanged()

    def test_ollama_cve_2026_7482_declared_sizes_beyond_the_file(self):
        client = self.server.client()
        whole = bytearray(wav())
        for at, value in ((4, 0xFFFFFFFF), (40, 0xFFFFFFFF), (16, 0xFFFFFFFF), (24, 0), (22, 0), (22, 0xFFFF), (34, 0), (40, 0x7FFFFFFF)):
            bad = bytearray(whole)
            size = 2 if at in (22, 34) else 4
            bad[at:at + size] = (value & (2 ** (8 * size) - 1)).to_bytes(size, "little")
            key = client.upload(bytes(bad), "bad.wav").json()["id"]
            judged = wait_for(lambda: [t for t in [client.get(f"/takes/{key}").json()] if t["verdict"] or t["problem"]], "a verdict")[0]
            if judged["verdict"]:
                self.assertLessEqual(judged["duration_s"], 0.51, at)
            client.call("DELETE", f"/takes/{key}")
            client.call("DELETE", f"/trash/{key}")

    def test_oversize_is_refused(self):
        self.assertIn(status_of(self.refused(b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", "path")), (400, 414, 431))
        self.assertEqual(status_of(self.refused(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20000 + b"\r\n\r\n", "header")), 431)
        many = b"".join(b"X-%d: a\r\n" % i for i in range(3000))
        self.assertEqual(status_of(self.refused(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + many + b"\r\n", "headers")), 431)
        answer = self.ask("POST", "/api/v1/recordings", [("X-Timbre", "1"), ("Content-Type", "application/json")], b" " * (2 << 20))
        self.assertEqual(status_of(answer), 413)
        deep = b"[" * 100_000
        answer = self.ask("POST", "/api/v1/recordings", [("X-Timbre", "1"), ("Content-Type", "application/json")], deep)
        self.assertEqual(status_of(answer), 400)
        chunks = b"".join(b"10000\r\n" + b" " * 65536 + b"\r\n" for _ in range(40)) + b"0\r\n\r\n"
        self.refused(self.head(more=b"Transfer-Encoding: chunked\r\n\r\n") + chunks, "chunked body without a length")
        self.assert_unchanged()

    def test_methods_and_versions(self):
        for line in (b"TRACE / HTTP/1.1", b"CONNECT evil.example:80 HTTP/1.1", b"GET / HTTP/9.9", b"GET /", b"\x16\x03\x01\x02", b"PRI * HTTP/2.0",
                     b"G\0T / HTTP/1.1", b"GET  / HTTP/1.1", b"get / HTTP/1.1"):
            answer = raw(self.port, line + b"\r\nHost: localhost\r\nX-Timbre: 1\r\n\r\n")
            self.assertEqual(answer.count(b"HTTP/1.1 2"), 0, line)
        self.assert_unchanged()


class Restore(unittest.TestCase):
    def test_zip_slip(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "payload").write_text("x")
            for number, inside in enumerate(["../evil", "/tmp/timbre-evil", "blobs/../../evil", "blobs/ab/../../../evil", "evil", "blobs/ab/evil",
                                             "timbre.db/../../evil", "./timbre.db", "blobs/" + "a" * 64, "timbre.db-wal"]):
                archive = folder / f"{number}.tar"
                with tarfile.open(archive, "w") as tar:
                    tar.addfile(tarfile.TarInfo(inside))
                self.refused(folder, archive, number)
            for number, (kind, link) in enumerate([(tarfile.SYMTYPE, "/etc/passwd"), (tarfile.LNKTYPE, "/etc/passwd"), (tarfile.DIRTYPE, ""),
                                                   (tarfile.FIFOTYPE, ""), (tarfile.CHRTYPE, "")], 100):
                archive = folder / f"{number}.tar"
                with tarfile.open(archive, "w") as tar:
                    info = tarfile.TarInfo("timbre.db")
                    info.type, info.linkname = kind, link
                    tar.addfile(info)
                self.refused(folder, archive, number)
            self.assertFalse((folder / "evil").exists())
            self.assertFalse(pathlib.Path("/tmp/timbre-evil").exists())

    def refused(self, folder, archive, number):
        target = folder / f"data{number}"
        run = subprocess.run([BIN / "timbre", "restore", archive, "--data", target], capture_output=True, timeout=60)
        self.assertNotEqual(run.returncode, 0, archive)
        self.assertFalse((target / "timbre.db").exists())
        self.assertFalse((target / "blobs").exists())


class Reach(unittest.TestCase):
    """Beyond loopback: a token and TLS, or nothing."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "token").write_text("0123456789abcdef0123456789abcdef\n")

    def certificate(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.folder / "key.pem", "-out",
                        self.folder / "cert.pem", "-days", "2", "-subj", "/CN=localhost"], check=True, capture_output=True)
        return ["--tls-certificate", self.folder / "cert.pem", "--tls-key", self.folder / "key.pem"]

    def refused(self, *arguments):
        run = subprocess.run([BIN / "timbre", "serve", "--port", "0", "--data", self.folder / "data", *arguments], capture_output=True,
                             text=True, timeout=60)
        self.assertNotEqual(run.returncode, 0)
        return run.stderr

    def test_home_assistant_cve_2026_34205_no_listening_beyond_loopback_unguarded(self):
        tls = self.certificate()
        token = ["--token-file", self.folder / "token"]
        for host in ("0.0.0.0", "::"):
            self.assertIn("token", self.refused("--host", host))
            self.assertIn("certificate", self.refused("--host", host, *token))
            self.assertIn("token", self.refused("--host", host, *tls))
        (self.folder / "token").write_text("short\n")
        self.assertIn("16 characters", self.refused("--host", "0.0.0.0", *token, *tls))

    def test_by_default_only_loopback_listens(self):
        with Server(self.folder / "data") as server:
            ports = pathlib.Path("/proc/net/tcp").read_text().splitlines() + pathlib.Path("/proc/net/tcp6").read_text().splitlines()
            mine = [line.split()[1] for line in ports if line.split()[1].endswith(f":{server.port:04X}") and line.split()[3] == "0A"]
            self.assertTrue(mine)
            for address in mine:
                self.assertIn(address.split(":")[0], ("0100007F", "00000000000000000000000001000000"))

    def test_jupyter_server_proxy_cve_2024_28179_every_route_asks_for_the_token(self):
        token = "0123456789abcdef0123456789abcdef"
        with Server(self.folder / "data", "--token-file", self.folder / "token") as server:
            for method, path in CHANGES + [("GET", "/takes"), ("GET", "/events"), ("GET", "/jobs"), ("GET", "/recordings"),
                                           ("GET", "/takes/x/audio"), ("GET", "/health"), ("GET", "/unknown")]:
                for proof in ([], [("Authorization", "Bearer wrong")], [("Authorization", "Bearer ")], [("Authorization", "Basic " + token)],
                              [("Authorization", "Bearer " + token[:-1])], [("Authorization", "Bearer " + token + "0")],
                              [("Cookie", "timbre_token=")]):
                    answer = request(server.port, method, "/api/v1" + path, [("X-Timbre", "1"), *proof])
                    self.assertEqual(status_of(answer), 401, (method, path, proof))
            answer = request(server.port, "GET", "/api/v1/takes", [("Authorization", "Bearer " + token)])
            self.assertEqual(status_of(answer), 200)

    def test_jupyter_cve_2026_40934_an_old_token_is_worth_nothing(self):
        old = "0123456789abcdef0123456789abcdef"
        with Server(self.folder / "data", "--token-file", self.folder / "token") as server:
            self.assertEqual(status_of(request(server.port, "GET", "/api/v1/takes", [("Authorization", "Bearer " + old)])), 200)
        (self.folder / "token").write_text("another-token-of-32-characters-xx\n")
        with Server(self.folder / "data", "--token-file", self.folder / "token") as server:
            self.assertEqual(status_of(request(server.port, "GET", "/api/v1/takes", [("Authorization", "Bearer " + old)])), 401)
            self.assertEqual(status_of(request(server.port, "GET", "/api/v1/events", [("Authorization", "Bearer " + old)])), 401)

    def test_tls_speaks_1_2_and_later_and_nothing_in_the_clear(self):
        with Server(self.folder / "data", *self.certificate(), "--token-file", self.folder / "token") as server:
            self.assertNotIn(b" 200 ", raw(server.port, b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n"))
            context = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
            with socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain:
                with context.wrap_socket(plain, server_hostname="localhost") as connection:
                    self.assertIn(connection.version(), ("TLSv1.2", "TLSv1.3"))
                    connection.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                       b"0123456789abcdef0123456789abcdef\r\nConnection: close\r\n\r\n")
                    self.assertTrue(connection.recv(4096).startswith(b"HTTP/1.1 200"))
            old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
            old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
            with socket.create_connection(("127.0.0.1", server.port), timeout=20) as plain, self.assertRaises(ssl.SSLError):
                old.wrap_socket(plain)


if __name__ == "__main__":
    unittest.main()
