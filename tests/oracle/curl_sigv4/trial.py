#!/usr/bin/env python3
# For docs/decisions/0011-own-aws-signature.md: asks curl to sign AWS's published examples and compares what it sends with what AWS publishes.
import http.server, subprocess, threading
sent = {}
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        n = int(self.headers.get("Content-Length") or 0); self.rfile.read(n)
        sent.clear(); sent.update({k.lower(): v for k, v in self.headers.items()}); sent["path"] = self.path
        self.send_response(200); self.send_header("Content-Length", "0"); self.end_headers()
    do_PUT = do_POST = do_GET
    def log_message(self, *a): pass
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), H); threading.Thread(target=s.serve_forever, daemon=True).start()
E = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
def go(name, want, url, provider, user, date, *more):
    host = url.split("/")[2]
    r = subprocess.run(["curl", "-sS", "--connect-to", f"{host}:80:127.0.0.1:{s.server_port}", "--aws-sigv4", provider, "--user", user,
        "-H", f"X-Amz-Date: {date}", *more, url], capture_output=True, text=True, timeout=20)
    a = sent.get("authorization", "none: " + r.stderr)
    got = a.split("Signature=")[-1]
    print(f"{name:34} {'holds' if got == want else 'differs':8} {a.split('SignedHeaders=')[-1].split(',')[0]}  amz-date sent: {sent.get('x-amz-date')}")
iam = "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"; s3 = "AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
D, M = "20150830T123600Z", "20130524T000000Z"
go("IAM ListUsers", "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7", "http://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08", "aws:amz:us-east-1:iam", iam, D, "-H", "Content-Type: application/x-www-form-urlencoded; charset=utf-8")
v = lambda n, w, u, *m: go(n, w, "http://example.amazonaws.com" + u, "aws:amz:us-east-1:service", iam, D, *m)
v("get-vanilla", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31", "/")
v("get-vanilla-query-order-key-case", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500", "/?Param2=value2&Param1=value1")
v("get-header-value-trim", "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736", "/", "-H", "My-Header1:  value1", "-H", 'My-Header2:  "a   b   c"')
v("get-slashes", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84", "//example//", "--path-as-is")
b = lambda n, w, u, *m: go(n, w, "http://examplebucket.s3.amazonaws.com" + u, "aws:amz:us-east-1:s3", s3, M, *m)
b("S3 GET Object", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", "/test.txt", "-H", "Range: bytes=0-9")
b("S3 GET Object, sum given", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", "/test.txt", "-H", "Range: bytes=0-9", "-H", "x-amz-content-sha256: " + E)
b("S3 PUT Object", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd", "/test%24file.text", "-X", "PUT", "-H", "Date: Fri, 24 May 2013 00:00:00 GMT", "-H", "x-amz-storage-class: REDUCED_REDUNDANCY", "-H", "Content-Type:", "-H", "x-amz-content-sha256: 44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", "--data-raw", "Welcome to Amazon S3.")
b("S3 GET lifecycle, sum given", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543", "/?lifecycle", "-H", "x-amz-content-sha256: " + E)
b("S3 list, sum given", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7", "/?max-keys=2&prefix=J", "-H", "x-amz-content-sha256: " + E)
b("S3 list, other order, sum given", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7", "/?prefix=J&max-keys=2", "-H", "x-amz-content-sha256: " + E)
