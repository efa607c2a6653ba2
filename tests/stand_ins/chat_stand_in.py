#!/usr/bin/env python3
"""Stands in for language models that advise on a take. Python's standard library only.

    chat_stand_in.py [--mode M] [--port N] [--key K] [--until-eof]

prints `PORT n` on its first line when it listens (127.0.0.1 only; --port 0, the default, takes a free one), and serves
until it is killed; with --until-eof also no longer than its standard input is open.

It answers as OpenAI's chat API (POST /v1/chat/completions; with --key K only to "Bearer K") and as Amazon Bedrock's
Converse API (POST /model/ID/converse; only where the AWS signature is right for the key pair below). No model is behind
it: it reads the scorecard that was sent and says of its worst measures what their direction says.

--mode:
  good           the JSON asked for; tips that are true
  fenced         the same in a fence
  prose          the same with chatter around it, braces included
  thinking       the same behind <think>…</think> with a draft inside
  contradicting  two true tips, and five that the scorecard contradicts
  repeating      the same tip three times
  hostile        HTML, links, control characters, hidden characters, a measure that does not exist
  nonsense       words, and no JSON
  wrong-schema   JSON of another shape
  refuse         the model declines
  truncated      half of the JSON, and the service says that it was cut
  filtered       the service's filter holds the answer back
  huge           an answer of 3 MiB
  slow           an answer after 5 s
  hang           takes the request and never answers
  429, 500       that status
  unauthorised   401 (403 as Bedrock) whatever the key
  no-format      refuses response_format and toolConfig, and is good without
  html           200 and a web page
  die            closes the line instead of answering

For tests: POST /_stand_in/mode {"mode": M} changes it while it runs, and GET /_stand_in/log lists what was asked
([{"path","body","has_key"}]).
"""
import argparse
import http.server
import json
import os
import sys
import threading
import time
import urllib.parse

MODES = ("good", "fenced", "prose", "thinking", "contradicting", "repeating", "hostile", "nonsense", "wrong-schema",
         "refuse", "truncated", "filtered", "huge", "slow", "hang", "429", "500", "unauthorised", "no-format", "html",
         "die")
ACCESS_KEY = "AKIDCHATSTANDIN"
SECRET_KEY = "chat/stand-in+secret"
TOOL = "give_advice"


def tip(entry, text, **other):
    return {"measure": entry["measure"], "direction": entry["direction"], "value": entry["value"], "text": text, **other}


def true_tips(card):
    wanting = sorted((m for m in card["measures"] if m["direction"] != "keep"), key=lambda m: m["grade"] or 0)
    chosen = wanting[:2] or card["measures"][:1]
    return [tip(m, f"Tip {i + 1}: begin here, it helps most.") for i, m in enumerate(chosen)]


def false_tips(card):
    """At most five, one for each way of contradicting the card."""
    tips = []
    fine = [m for m in card["measures"] if m["direction"] == "keep"]
    faulty = [m for m in card["measures"] if m["direction"] != "keep"]
    if fine:
        tips.append(tip(fine[0], "Turn this around.", direction="lower"))
        tips.append(tip(fine[-1], "Read another number.", value=fine[-1]["value"] + 17))
    if faulty:
        tips.append(tip(faulty[-1], "This is perfect and excellent."))
        turned = {"raise": "lower", "lower": "raise"}[faulty[-1]["direction"]]
        tips.append(tip(faulty[-1], "The other way round.", direction=turned))
    tips.append({"measure": "f0_median_hz", "direction": "lower", "value": 100, "text": "Speak in a deeper voice."})
    return tips


def hostile_tips(card):
    m = card["measures"][0]
    texts = ["<img src=x onerror=alert(1)>", "See https://evil.example/", "two\nlines", "\u202eright to left",
             "[here](javascript:alert(1))", "x" * 5000]
    return [tip(m, text) for text in texts] + [tip(m, "What is charm?", measure="charm<b>"), 7, None, [], {"text": []}]


def words_for(mode, card):
    """What the model says."""
    tips = true_tips(card)
    if mode == "contradicting":
        tips += false_tips(card)
    if mode == "repeating":
        tips = tips[:1] * 3
    if mode == "hostile":
        tips = hostile_tips(card)
    answer = json.dumps({"advice": tips})
    return {"fenced": f"```json\n{answer}\n```",
            "prose": f"Of course! In {{short}}:\n\n{answer}\n\nI hope {{that}} helps.",
            "thinking": f'<think>{{"advice": [{{"measure": "luck"}}]}}</think>\n{answer}',
            "nonsense": "The moon is made of many things, and your voice is one of them.",
            "wrong-schema": json.dumps({"tips": ["Find a quieter room."]}),
            "truncated": answer[:len(answer) // 2],
            "huge": answer + " " * (3 << 20)}.get(mode, answer)


def as_chat(mode, words):
    message = {"role": "assistant", "content": words}
    reason = {"truncated": "length", "filtered": "content_filter"}.get(mode, "stop")
    if mode == "refuse":
        message = {"role": "assistant", "content": None, "refusal": "I cannot help with recordings."}
    return {"id": "chat-1", "object": "chat.completion", "model": "stand-in",
            "choices": [{"index": 0, "message": message, "finish_reason": reason}],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}


def as_converse(mode, words, has_tool):
    content = [{"text": words}]
    reason = {"truncated": "max_tokens", "filtered": "content_filtered", "refuse": "guardrail_intervened"}.get(mode)
    if has_tool and reason is None:
        try:
            content = [{"text": "Here they are."}, {"toolUse": {"toolUseId": "t-1", "name": TOOL, "input": json.loads(words)}}]
        except ValueError:
            pass  # a model that ignores its tool
    return {"output": {"message": {"role": "assistant", "content": content}}, "stopReason": reason or "end_turn",
            "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2}, "metrics": {"latencyMs": 1}}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body, kind="application/json", headers=()):
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        if self.path == "/_stand_in/log":
            return self.reply(200, self.server.asked)
        return self.reply(404, {"error": {"message": "no such page"}})

    def do_POST(self):
        data = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        try:
            body = json.loads(data)
        except ValueError:
            return self.reply(400, {"error": {"message": "this is no JSON"}})
        if self.path == "/_stand_in/mode":
            self.server.mode = body["mode"]
            return self.reply(200, {})
        self.server.asked.append({"path": self.path, "body": body, "has_key": "Authorization" in self.headers})
        if self.path == "/v1/chat/completions":
            return self.chat(body)
        if self.path.startswith("/model/") and self.path.endswith("/converse"):
            return self.converse(body, data)
        return self.reply(404, {"error": {"message": "no such page"}})

    def trouble(self, refuse):
        """Whether the mode had its way already."""
        mode = self.server.mode
        if mode == "slow":
            time.sleep(5)
        if mode == "hang":
            time.sleep(3600)
        if mode == "die":
            self.close_connection = True
            return True
        if mode == "html":
            self.reply(200, "<!doctype html><title>Sign in</title>", "text/html")
            return True
        if mode in ("429", "500"):
            refuse(int(mode), "ThrottlingException" if mode == "429" else "InternalServerException",
                   "Too many requests" if mode == "429" else "Something broke")
            return True
        return False

    def chat(self, body):
        def refuse(status, _, why):
            self.reply(status, {"error": {"message": why, "type": "error"}}, headers=[("Retry-After", "3")])

        key = self.server.key
        if self.server.mode == "unauthorised" or (key and self.headers.get("Authorization") != f"Bearer {key}"):
            return refuse(401, "", f"Incorrect API key provided: {self.headers.get('Authorization')}")
        if self.trouble(refuse):
            return None
        if self.server.mode == "no-format" and "response_format" in body:
            return refuse(400, "", "response_format is not supported by this model")
        roles = [message.get("role") for message in body.get("messages", [])]
        if roles != ["system", "user"] or not body.get("model"):
            return refuse(400, "", "model and messages are needed")
        words = words_for(self.server.mode, json.loads(body["messages"][1]["content"]))
        return self.reply(200, as_chat(self.server.mode, words))

    def converse(self, body, data):
        def refuse(status, code, why):
            self.reply(status, {"message": why}, headers=[("x-amzn-ErrorType", code)])

        import aws_signature  # beside this file
        try:
            aws_signature.verify("POST", self.path, self.headers.items(), data, "bedrock", "eu-west-1",
                                 lambda key: (SECRET_KEY, None) if key == ACCESS_KEY else None)
        except aws_signature.Refused as refused:
            return refuse(403, refused.code, str(refused))
        if self.server.mode == "unauthorised":
            return refuse(403, "AccessDeniedException", "You don't have access to the model")
        if self.trouble(refuse):
            return None
        if self.server.mode == "no-format" and "toolConfig" in body:
            return refuse(400, "ValidationException", "This model doesn't support tool use.")
        model = urllib.parse.unquote(self.path[len("/model/"):-len("/converse")])
        if ":" not in model:
            return refuse(400, "ValidationException", "The provided model identifier is invalid.")
        words = words_for(self.server.mode, json.loads(body["messages"][0]["content"][0]["text"]))
        return self.reply(200, as_converse(self.server.mode, words, "toolConfig" in body))


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # clients that go away are part of the play


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mode", choices=MODES, default="good")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--key", default="")
    parser.add_argument("--until-eof", action="store_true")
    arguments = parser.parse_args()
    server = Server(("127.0.0.1", arguments.port), Handler)
    server.mode, server.key, server.asked = arguments.mode, arguments.key, []
    print(f"PORT {server.server_address[1]}", flush=True)
    if arguments.until_eof:
        threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()
    server.serve_forever()


if __name__ == "__main__":
    main()
