#!/usr/bin/env python3
"""A stand-in for Amazon S3, SageMaker's asynchronous endpoints, STS, instance metadata and a container's credentials.

Every request to a service is verified (aws_signature.py). The endpoint takes what Qwen3-TTS takes and speaks with
flite, eSpeak NG or a buzz.

usage: aws_stand_in.py [--set name=value …]     prints `PORT n`; ends with its standard input
Faults are settings, also set while it runs: POST /_stand_in/set {"name": value}; GET /_stand_in/state tells what lies in
the buckets and what happened.
"""
import base64
import http.server
import io
import json
import re
import sys
import threading
import time
import urllib.parse
import uuid
import wave

import pathlib
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import aws_signature
from stand_in_speech import speech_wav

REGION = "eu-west-1"
ENDPOINT = "voice"
BUCKETS = ("timbre-bucket",)
LANGUAGES = {"Auto", "Chinese", "English", "Japanese", "Korean", "German", "French", "Russian", "Portuguese", "Spanish",
             "Italian"}
FIELDS = {"mode", "text", "language", "ref_audio", "ref_text"}

# name → what it is without being set
SETTINGS = {
    "job_s": 0.1,             # how long a job takes
    "wake_s": 0.0,            # how much longer the first one takes
    "throttle_s3": 0,         # so many requests are answered with 503 SlowDown
    "throttle_sagemaker": 0,  # so many with 429
    "down_sagemaker": 0,      # so many with 500
    "is_held": False,         # jobs wait until this is false again
    "fail": "",               # jobs fail with these words
    "names_failure": True,    # whether the answer names the place of failures
    "wrap": "",               # "list", "string", "list_string", "string_list"
    "answer": "",             # "truncated", "truncated_wav", "web_page", "no_audio", "error", "other"
    "forgets": False,         # jobs are taken and never done
    "cuts": 0,                # so many downloads end in the middle
    "hides": False,           # what is not there is "denied", as without s3:ListBucket
    "keeps": False,           # deleting is denied
    "no_endpoint": False,
    "expires": 0,             # so many requests with credentials of a role are told that these have expired
    "token_life_s": 3600,     # of the credentials that STS, container and instance give
    "container_token": "container-token",
}


class State:
    def __init__(self):
        self.lock = threading.RLock()
        self.settings = dict(SETTINGS)
        self.objects = {}     # (bucket, key) → bytes
        self.put = []         # every key ever put by a client
        self.jobs = []        # what was invoked: {"id", "input", "text", "is_done"}
        self.refused = []     # codes of refused signatures
        self.asked = {}       # service → count
        self.asked_as = []    # access key ids
        self.keys = {"AKIASTANDIN": ("stand-in-secret/+=", "")}
        self.is_awake = False

    def count_down(self, name):
        with self.lock:
            if self.settings[name] <= 0:
                return False
            self.settings[name] -= 1
            return True

    def new_session(self, start):
        """Credentials for a while, known from now on."""
        with self.lock:
            key_id = f"{start}{len(self.keys)}"
            self.keys[key_id] = ("secret-of-" + key_id, "token/+=" + key_id)
            secret, token = self.keys[key_id]
            return key_id, secret, token, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(
                time.time() + self.settings["token_life_s"]))


STATE = State()


def check_request(body):
    """What a container that takes no nonsense would say; None when all is well."""
    try:
        asked = json.loads(body)
    except ValueError:
        return "the request is no JSON"
    if set(asked) != FIELDS or asked["mode"] != "voice_clone":
        return f"the request must have exactly {sorted(FIELDS)} with mode voice_clone"
    if asked["language"] not in LANGUAGES:
        return f"unsupported language {asked['language']}"
    if not asked["text"].strip() or not asked["ref_text"].strip():
        return "text and ref_text must not be empty"
    try:
        with wave.open(io.BytesIO(base64.b64decode(asked["ref_audio"], validate=True))) as clip:
            is_good = clip.getnchannels() == 1 and clip.getsampwidth() == 2 and clip.getnframes() > 0
    except (ValueError, wave.Error, EOFError):
        is_good = False
    return None if is_good else "ref_audio is no WAV file of one channel and 16 bits"


def wrapped(result, how):
    if how == "list":
        return json.dumps([result, "application/json"])
    if how == "string":
        return json.dumps(json.dumps(result))
    if how == "list_string":
        return json.dumps([json.dumps(result), "application/json"])
    if how == "string_list":
        return json.dumps(json.dumps([json.dumps(result), "application/json"]))
    return json.dumps(result)


def answer_to(body):
    text = json.loads(body)["text"]
    kind = STATE.settings["answer"]
    wav = speech_wav(text)
    if kind == "truncated_wav":
        wav = wav[: len(wav) // 2]
    with wave.open(io.BytesIO(speech_wav(text))) as file:
        rate_hz = file.getframerate()
    result = {"audio_base64": base64.b64encode(wav).decode(), "sample_rate": rate_hz, "mode": "voice_clone"}
    if kind == "no_audio":
        result = {"sample_rate": rate_hz, "mode": "voice_clone"}
    if kind == "error":
        result = {"error": "CUDA out of memory"}
    if kind == "other":
        result = [1, 2]
    if kind == "web_page":
        return b"<html><body>504</body></html>"
    bytes_ = wrapped(result, STATE.settings["wrap"]).encode()
    return bytes_[: len(bytes_) // 2] if kind == "truncated" else bytes_


def work(job, input_place, output, failure):
    settings = STATE.settings
    with STATE.lock:
        wait_s = settings["job_s"] + (0 if STATE.is_awake else settings["wake_s"])
    time.sleep(wait_s)
    while settings["is_held"]:
        time.sleep(0.02)
    with STATE.lock:
        STATE.is_awake = True
        body = STATE.objects.get(input_place)
    if settings["forgets"]:
        return
    problem = settings["fail"] or ("the input is gone" if body is None else check_request(body))
    made = None if problem else answer_to(body)
    with STATE.lock:
        if problem:
            STATE.objects[failure] = problem.encode()
        else:
            STATE.objects[output] = made
        job["is_done"] = True


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body=b"", headers=()):
        body = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def refuse_xml(self, status, code, why):
        why = why.replace("&", "&amp;").replace("<", "&lt;")
        where = f"<Region>{REGION}</Region>" if code == "AuthorizationHeaderMalformed" else ""
        self.reply(status, f"<?xml version=\"1.0\"?>\n<Error><Code>{code}</Code><Message>{why}</Message>{where}</Error>")

    def refuse_json(self, status, code, why):
        self.reply(status, json.dumps({"message": why}), [("x-amzn-ErrorType", code + ":http://internal/")])

    def verified(self, service, refuse):
        STATE.asked[service] = STATE.asked.get(service, 0) + 1
        try:
            key_id = aws_signature.verify(self.command, self.path, list(self.headers.items()), self.body, service, REGION,
                                          STATE.keys.get)
        except aws_signature.Refused as refused:
            STATE.refused.append(refused.code)
            refuse(403, refused.code, str(refused))
            return False
        if key_id.startswith("ASIA") and STATE.count_down("expires"):
            refuse(403 if service != "s3" else 400, "ExpiredToken", "The provided token has expired.")
            return False
        STATE.asked_as.append(key_id)
        return True

    def answer(self):
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.startswith("/_stand_in/"):
            return self.control()
        if self.path.startswith("/latest/"):
            return self.metadata()
        if self.path.startswith("/container"):
            return self.container()
        if self.path.startswith("/endpoints/"):
            return self.sagemaker()
        if self.path == "/" and self.command == "POST":
            return self.sts()
        return self.s3()

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = answer

    def control(self):
        with STATE.lock:
            if self.path == "/_stand_in/set":
                STATE.settings.update(json.loads(self.body))
            state = {"objects": sorted("/".join(place) for place in STATE.objects), "put": STATE.put, "jobs": STATE.jobs,
                     "refused": STATE.refused, "asked": STATE.asked, "asked_as": STATE.asked_as}
        self.reply(200, json.dumps(state))

    def s3(self):
        if not self.verified("s3", self.refuse_xml):
            return None
        if STATE.count_down("throttle_s3"):
            return self.refuse_xml(503, "SlowDown", "Please reduce your request rate.")
        bucket, _, key = urllib.parse.unquote(self.path[1:]).partition("/")
        if bucket not in BUCKETS:
            return self.refuse_xml(404, "NoSuchBucket", "The specified bucket does not exist")
        with STATE.lock:
            if self.command == "PUT":
                STATE.objects[(bucket, key)] = self.body
                STATE.put.append(key)
                return self.reply(200)
            if self.command == "DELETE":
                if STATE.settings["keeps"]:
                    return self.refuse_xml(403, "AccessDenied", "not authorized to perform: s3:DeleteObject")
                STATE.objects.pop((bucket, key), None)
                return self.reply(204)
            found = STATE.objects.get((bucket, key))
        if found is None and STATE.settings["hides"]:
            return self.refuse_xml(403, "AccessDenied", "Access Denied")
        if found is None:
            return self.refuse_xml(404, "NoSuchKey", "The specified key does not exist.")
        if self.command == "GET" and STATE.count_down("cuts"):
            self.send_response(200)
            self.send_header("Content-Length", str(len(found)))
            self.end_headers()
            self.wfile.write(found[: len(found) // 2])
            self.close_connection = True
            return None
        return self.reply(200, found)

    def sagemaker(self):
        if not self.verified("sagemaker", self.refuse_json):
            return None
        if STATE.count_down("throttle_sagemaker"):
            return self.refuse_json(429, "ThrottlingException", "Rate exceeded")
        if STATE.count_down("down_sagemaker"):
            return self.refuse_json(500, "InternalFailure", "")
        name = self.path.split("/")[2]
        if STATE.settings["no_endpoint"] or name != ENDPOINT or self.path.split("/")[3:] != ["async-invocations"]:
            return self.refuse_json(400, "ValidationError", f"Endpoint {name} of account 000000000000 not found.")
        place = re.fullmatch(r"s3://([^/]+)/(.+)", self.headers.get("X-Amzn-SageMaker-InputLocation", ""))
        if not place or self.headers.get("X-Amzn-SageMaker-Content-Type") != "application/json":
            return self.refuse_json(400, "ValidationError", "the input's place or type is missing")
        identity = str(uuid.uuid4())
        bucket = place.group(1)
        output, failure = (bucket, f"output/{identity}.out"), (bucket, f"error/{identity}-error.out")
        job = {"id": identity, "input": place.group(2), "is_done": False}
        with STATE.lock:
            STATE.jobs.append(job)
        threading.Thread(target=work, args=(job, place.groups(), output, failure), daemon=True).start()
        headers = [("X-Amzn-SageMaker-OutputLocation", "s3://" + "/".join(output))]
        if STATE.settings["names_failure"]:
            headers.append(("X-Amzn-SageMaker-FailureLocation", "s3://" + "/".join(failure)))
        return self.reply(202, json.dumps({"InferenceId": identity}), headers)

    def sts(self):
        form = {name: values[0] for name, values in urllib.parse.parse_qs(self.body.decode()).items()}
        if form.get("Action") == "AssumeRoleWithWebIdentity":
            if form.get("WebIdentityToken") != "web-identity-token":
                return self.refuse_xml(400, "InvalidIdentityToken", "not a token of ours")
        elif not self.verified("sts", self.refuse_xml):
            return None
        if not form.get("RoleArn", "").startswith("arn:aws:iam::") or not form.get("RoleSessionName"):
            return self.refuse_xml(400, "ValidationError", "RoleArn or RoleSessionName")
        if form["RoleArn"].endswith("/forbidden"):
            return self.refuse_xml(403, "AccessDenied", "not authorized to perform: sts:AssumeRole")
        key_id, secret, token, expires = STATE.new_session("ASIAROLE")
        return self.reply(200, "<R><Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>"
                          "<SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials></R>"
                          % (key_id, secret, token, expires))

    def give_session(self, start):
        key_id, secret, token, expires = STATE.new_session(start)
        self.reply(200, json.dumps({"AccessKeyId": key_id, "SecretAccessKey": secret, "Token": token,
                                    "Expiration": expires}))

    def metadata(self):
        if self.path == "/latest/api/token":
            good = self.command == "PUT" and self.headers.get("X-aws-ec2-metadata-token-ttl-seconds")
            return self.reply(200, "metadata-token") if good else self.reply(405)
        if self.headers.get("X-aws-ec2-metadata-token") != "metadata-token":
            return self.reply(401)
        folder = "/latest/meta-data/iam/security-credentials/"
        if self.path == folder:
            return self.reply(200, "voice-role")
        return self.give_session("ASIAINSTANCE") if self.path == folder + "voice-role" else self.reply(404)

    def container(self):
        if self.headers.get("Authorization") != STATE.settings["container_token"]:
            return self.reply(403)
        return self.give_session("ASIACONTAINER")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], (ConnectionError, BrokenPipeError)):
            super().handle_error(request, client_address)


def main():
    for word in sys.argv[1:]:
        if word not in ("--set", "--until-eof"):
            name, _, value = word.partition("=")
            STATE.settings[name] = json.loads(value)
    server = Server(("127.0.0.1", 0), Handler)
    print("PORT", server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
