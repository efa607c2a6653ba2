#!/usr/bin/env python3
"""Stands in for servers that speak OpenAI's audio API and clone voices. Python's standard library only.

    openai_stand_in.py [--dialect D] [--mode M] [--port N] [--key K] [--rate-hz R] [--chunk-ms C] [--until-eof]

prints `PORT n` on its first line when it listens (127.0.0.1 only; --port 0, the default, takes a free one), and serves
until it is killed; with --until-eof also no longer than its standard input is open, so that it goes when its parent is
killed.

It is not one of those servers: it refuses what they refuse (so far as docs/engines.md names the source) and answers in
their shapes, so that a request which passes here has the form they want. Its speech is flite's, at a pitch that follows
from the reference clip; espeak-ng's or a buzz where flite is missing; always at least 2.3 s.

--dialect (which server):
  vllm-omni          POST /v1/audio/speech with task_type, ref_audio, ref_text; voices at /v1/audio/voices
  chatterbox-api     POST /v1/audio/speech[/stream]/upload, a form with voice_file; voices at /v1/voices
  chatterbox-server  files at /upload_reference, then POST /tts, or /v1/audio/speech, with the file's name
  localai            profiles at /api/voice-profiles, then POST /v1/audio/speech with localai://voice-profiles/ID
  qwentts            voices as Base64 at /v1/audio/voices, then POST /v1/audio/speech; pcm or wav
  openai             named voices and {"id": …} only; no cloning from a clip

--mode (which trouble; of requests for speech unless it says otherwise):
  ok               speech
  slow             speech at a trickle: about 6 s for a piece
  throttle         429 with Retry-After: 1 for the first two requests, then ok
  throttle-always  429 with Retry-After: 300
  500-then-ok      500 for the first request, then ok
  broken           500, always
  unauthorised     401 for everything, whatever the key
  no-model         404, no such model
  too-large        413
  error            400 with a JSON error that holds control characters and the Authorization header
  truncated        the header of a WAV promises more than comes; pcm ends inside a sample
  html             200 and a web page
  json             200 and JSON
  mp3              200 and the beginning of an MP3
  silence          three seconds of digital silence
  wrong-rate       a WAV that says 4000 Hz
  other-rate       a WAV at 44.1 kHz, stereo, 24 bits
  hang             takes the request and never answers
  hang-midway      stops sending after half, and keeps the line open
  die-midway       closes the line after half
  endless          speech that does not end (an hour of it)
  forgets          forgets an uploaded voice after every request for speech
  no-stream        500 where streaming was asked for, as a LocalAI backend without it gives
  sse              streams as server-sent events, cut anywhere (dialects vllm-omni, chatterbox-api, openai)
  voice-full       400 for every upload of a voice

For tests: POST /_stand_in/mode {"mode": M} changes it while it runs, POST /_stand_in/forget drops all voices, and
GET /_stand_in/log lists what was asked ([{"method","path","has_key","fields","reference_s"}]).
"""
import argparse
import array
import base64
import email
import email.policy
import hashlib
import http.server
import io
import json
import math
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid
import wave

DIALECTS = ("vllm-omni", "chatterbox-api", "chatterbox-server", "localai", "qwentts", "openai")
MODES = ("ok", "slow", "throttle", "throttle-always", "500-then-ok", "broken", "unauthorised", "no-model", "too-large",
         "error", "truncated", "html", "json", "mp3", "silence", "wrong-rate", "other-rate", "hang", "hang-midway",
         "die-midway", "endless", "forgets", "no-stream", "sse", "voice-full")
VLLM_LANGUAGES = {"Auto", "Chinese", "English", "Japanese", "Korean", "German", "French", "Russian", "Portuguese",
                  "Spanish", "Italian"}
MODELS = {"vllm-omni": ("Qwen/Qwen3-TTS-12Hz-1.7B-Base", "vllm"), "chatterbox-api": ("chatterbox-tts-1", "resemble-ai"),
          "localai": ("chatterbox", "localai"), "qwentts": ("qwen-talker-0.6b-base-Q8_0.gguf", "local"),
          "openai": ("gpt-4o-mini-tts", "openai-internal")}
SHORTEST_S = 2.3


class Refusal(Exception):
    """What the real server would answer instead of doing it."""

    def __init__(self, status, message, kind="invalid_request_error"):
        super().__init__(message)
        self.status, self.message, self.kind = status, message, kind


# ---- speech

def buzz(text, rate_hz, pitch_hz):
    """Harmonics with syllables, as long as the text is."""
    seconds = max(SHORTEST_S, 0.07 * len(text))
    total = array.array("h")
    for i in range(int(seconds * rate_hz)):
        t = i / rate_hz
        value = sum(math.sin(2 * math.pi * pitch_hz * k * t + k * k) / k for k in range(1, 13))
        total.append(int(4000 * value * (0.3 + abs(math.sin(9 * t)))))
    return total


def resampled(samples, from_hz, to_hz):
    if from_hz == to_hz:
        return samples
    count = int(len(samples) * to_hz / from_hz)
    out = array.array("h", bytes(2 * count))
    for i in range(count):
        position = i * from_hz / to_hz
        at = int(position)
        nearby = samples[min(at + 1, len(samples) - 1)]
        out[i] = int(samples[at] + (nearby - samples[at]) * (position - at))
    return out


def spoken(text, rate_hz, pitch_hz, stretch=1.0):
    """From flite or espeak-ng; None where neither is there or gives anything."""
    with tempfile.TemporaryDirectory(prefix="openai-stand-in-") as folder:
        path = os.path.join(folder, "speech.wav")
        if shutil.which("flite"):
            command = ["flite", "-voice", "slt", "--setf", f"int_f0_target_mean={pitch_hz}", "--setf",
                       f"duration_stretch={stretch:.3f}", "-t", text, "-o", path]
        elif shutil.which("espeak-ng"):
            command = ["espeak-ng", "-s", str(int(170 / stretch)), "-w", path, "--", text]
        else:
            return None
        if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode != 0:
            return None
        try:
            with wave.open(path) as file:
                samples = array.array("h", file.readframes(file.getnframes()))
                return resampled(samples, file.getframerate(), rate_hz) if len(samples) > 100 else None
        except (wave.Error, EOFError, OSError):
            return None


SPOKEN = {}
SPOKEN_LOCK = threading.Lock()


def speech(text, rate_hz, reference_key, speed=1.0):
    """Samples of at least SHORTEST_S; the same for the same text and reference."""
    pitch_hz = 100 + hashlib.sha256(reference_key).digest()[0] % 100
    key = (text, rate_hz, pitch_hz, speed)
    with SPOKEN_LOCK:
        if key not in SPOKEN:
            samples = spoken(text, rate_hz, pitch_hz, 1.0 / speed)
            if samples is not None and len(samples) < SHORTEST_S * rate_hz:
                samples = spoken(text, rate_hz, pitch_hz, 1.15 * SHORTEST_S * rate_hz / len(samples) / speed)
            if samples is None or len(samples) < 2.0 * rate_hz / speed:
                samples = buzz(text, rate_hz, pitch_hz)
            SPOKEN[key] = samples
        return SPOKEN[key]


def wav_header(data_bytes, rate_hz, channels=1, bits=16, riff_bytes=None):
    frame = channels * bits // 8
    riff_bytes = riff_bytes if riff_bytes is not None else min(36 + data_bytes, 0xFFFFFFFF)
    return (b"RIFF" + struct.pack("<I", riff_bytes) + b"WAVEfmt " +
            struct.pack("<IHHIIHH", 16, 1, channels, rate_hz, rate_hz * frame, frame, bits) + b"data" +
            struct.pack("<I", data_bytes))


def little_endian(samples):
    if sys.byteorder == "big":
        samples = array.array("h", samples)
        samples.byteswap()
    return samples.tobytes()


# ---- what comes in

def read_reference(data, shortest_s=0.0, longest_s=3600.0, only_16_bit=False):
    """Seconds of a WAV; a Refusal for anything else."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            seconds = file.getnframes() / file.getframerate()
            if only_16_bit and file.getsampwidth() != 2:
                raise Refusal(400, "voice reference must be a 16-bit PCM WAV")
    except (wave.Error, EOFError, ZeroDivisionError) as problem:
        raise Refusal(400, f"Could not decode the reference audio: {problem}") from None
    if seconds < shortest_s:
        raise Refusal(400, f"Reference audio too short ({seconds:.1f}s). At least {shortest_s:g}s needed.")
    if seconds > longest_s:
        raise Refusal(400, f"Reference audio too long ({seconds:.1f}s). At most {longest_s:g}s allowed.")
    return seconds


def from_base64(text, what):
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        raise Refusal(400, f"{what}: invalid base64 payload") from None


def parse_form(content_type, body):
    """{name: (file name or None, bytes)} of multipart/form-data."""
    if not content_type.startswith("multipart/form-data"):
        raise Refusal(422, "Field required: the body must be multipart/form-data")
    message = email.message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body,
                                       policy=email.policy.HTTP)
    if not message.is_multipart():
        raise Refusal(422, "the form has no parts: is the boundary right?")
    fields = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        if name is None:
            raise Refusal(422, "a part of the form has no name")
        fields[name] = (part.get_filename(), part.get_payload(decode=True))
    return fields


def text_of(form, name, default=None):
    if name not in form:
        if default is None:
            raise Refusal(422, f"Field required: {name}")
        return default
    return form[name][1].decode("utf-8")


def parse_json(content_type, body):
    if not content_type.startswith("application/json"):
        raise Refusal(415, "Content-Type must be application/json")
    try:
        value = json.loads(body)
    except ValueError:
        raise Refusal(400, "request body is not valid JSON") from None
    if not isinstance(value, dict):
        raise Refusal(400, "request body must be a JSON object")
    return value


def need_input(text):
    if not isinstance(text, str) or not text.strip():
        raise Refusal(400, "Input text cannot be empty")
    return text


class Wish:
    """Speech as it was asked for."""

    def __init__(self, text, reference_key, wire="wav", is_streamed=False, speed=1.0, has_events=False):
        self.text, self.reference_key, self.wire = text, reference_key, wire
        self.is_streamed, self.speed, self.has_events = is_streamed, speed, has_events


# ---- the dialects: each takes (state, body as sent) and gives a Wish, or JSON, or raises a Refusal

def vllm_speech(state, content_type, body):
    wish = parse_json(content_type, body)
    text = need_input(wish.get("input"))
    if wish.get("model") not in (None, MODELS["vllm-omni"][0]):
        raise Refusal(404, f"The model `{wish['model']}` does not exist.", "NotFoundError")
    wire = wish.get("response_format", "wav")
    if wire not in ("wav", "pcm", "flac", "mp3", "opus"):
        raise Refusal(400, f"response_format '{wire}'")
    is_streamed = wish.get("stream_format") in ("audio", "sse") or wish.get("stream") is True
    speed = wish.get("speed", 1.0)
    if not 0.25 <= speed <= 4.0:
        raise Refusal(400, "speed must be between 0.25 and 4.0")
    if is_streamed and (wire not in ("pcm", "wav") or speed != 1.0):
        raise Refusal(400, "Streaming requires response_format='pcm' or 'wav' and speed=1.0")
    language = wish.get("language")
    if language is not None and language.title() not in VLLM_LANGUAGES:
        raise Refusal(400, f"Invalid language '{language}'. Supported: {', '.join(sorted(VLLM_LANGUAGES))}")
    voice = wish.get("voice")
    if isinstance(voice, str) and voice.lower() in state.voices:
        key = state.voices[voice.lower()]
    else:
        key = vllm_reference(state, wish, voice)
    has_events = is_streamed and wish.get("stream_format") != "audio"
    return Wish(text, key, wire, is_streamed, speed, has_events)


def vllm_reference(state, wish, voice):
    if wish.get("task_type", "Base" if "ref_audio" in wish else "CustomVoice") != "Base":
        raise Refusal(400, "Qwen3-TTS Base checkpoint does not support task_type='CustomVoice'. Use task_type='Base'")
    reference = wish.get("ref_audio")
    if reference is None:
        raise Refusal(400, f"Base task with built-in speaker '{voice}' requires 'ref_audio' for voice cloning" if voice
                      else "Base task requires 'ref_audio' or 'speaker_embedding' for voice cloning")
    if not reference.startswith(("http://", "https://", "data:")):
        raise Refusal(400, "ref_audio must be a URL (http/https), base64 data URL (data:...), or file URI (file://...)")
    if wish.get("x_vector_only_mode") is not True and not (wish.get("ref_text") or "").strip():
        raise Refusal(400, "Base task requires non-empty 'ref_text' (transcript of the reference audio) unless "
                           "'x_vector_only_mode' is enabled")
    if not reference.startswith("data:"):
        raise Refusal(400, "this stand-in fetches no address")
    head, _, payload = reference.partition(",")
    if not head.endswith(";base64"):
        raise Refusal(400, "ref_audio: not a base64 data URL")
    data = from_base64(payload, "ref_audio")
    state.reference_s = read_reference(data, 1, 30)
    return data


def vllm_upload(state, content_type, body):
    form = parse_form(content_type, body)
    name, consent = text_of(form, "name").strip(), text_of(form, "consent").strip()
    if not name or not consent:
        raise Refusal(400, "name and consent cannot be empty")
    if "audio_sample" not in form or form["audio_sample"][0] is None:
        raise Refusal(422, "Field required: audio_sample")
    data = form["audio_sample"][1]
    if len(data) > 10 << 20:
        raise Refusal(400, "File size exceeds maximum limit of 10MB")
    state.reference_s = read_reference(data, 1, 30)
    state.voices[name.lower()] = data
    return {"success": True, "voice": {"name": name, "consent": consent, "created_at": int(time.time()),
                                       "mime_type": "audio/wav", "file_size": len(data)}}


def chatterbox_form(state, content_type, body):
    form = parse_form(content_type, body)
    text = need_input(text_of(form, "input"))
    if len(text) > 3000:
        raise Refusal(422, "String should have at most 3000 characters")
    form_of_stream = text_of(form, "stream_format", "audio")
    if form_of_stream not in ("audio", "sse"):
        raise Refusal(400, "stream_format must be 'audio' or 'sse'", "validation_error")
    if "voice_file" in form:
        name, data = form["voice_file"]
        if not name:
            raise Refusal(400, "No filename provided")
        if os.path.splitext(name.lower())[1] not in (".mp3", ".wav", ".flac", ".m4a", ".ogg"):
            raise Refusal(400, f"Unsupported audio format: {name}")
        if len(data) > 10 << 20:
            raise Refusal(400, "File too large. Maximum size: 10MB")
        state.reference_s = read_reference(data)
    else:
        data = state.voices.get(text_of(form, "voice", "alloy"), b"default voice")
    return Wish(text, data, "wav", has_events=form_of_stream == "sse")


def chatterbox_speech(state, content_type, body):
    wish = parse_json(content_type, body)
    text = need_input(wish.get("input"))
    if len(text) > 3000:
        raise Refusal(422, "String should have at most 3000 characters")
    # as the real one: a voice it does not know becomes its own, without a word
    data = state.voices.get(wish.get("voice", "alloy"), b"default voice")
    return Wish(text, data, "wav", has_events=wish.get("stream_format") == "sse")


def chatterbox_upload(state, content_type, body):
    form = parse_form(content_type, body)
    name, language = text_of(form, "voice_name").strip(), text_of(form, "language", "en")
    if not name or len(name) > 100:
        raise Refusal(422, "voice_name: 1 to 100 characters")
    if not 2 <= len(language) <= 5:
        raise Refusal(422, "language: 2 to 5 characters")
    if "voice_file" not in form or not form["voice_file"][0]:
        raise Refusal(400, "No filename provided")
    if name in state.voices:
        raise Refusal(409, f"Voice '{name}' already exists", "voice_exists_error")
    state.reference_s = read_reference(form["voice_file"][1])
    state.voices[name] = form["voice_file"][1] + language.encode()
    return 201, {"message": "Voice uploaded successfully", "voice": {"name": name, "filename": name + ".wav",
                                                                    "language": language}}


def devnen_upload(state, content_type, body):
    form = parse_form(content_type, body)
    if "files" not in form or not form["files"][0]:
        raise Refusal(422, "Field required: files")
    name, data = form["files"]
    if not name.lower().endswith((".wav", ".mp3")):
        raise Refusal(400, "Invalid file type. Only .wav and .mp3 are allowed.")
    try:
        state.reference_s = read_reference(data, 0, 30)
    except Refusal as problem:
        return 400, {"message": "Processed 1 file(s).", "uploaded_files": [], "all_reference_files": [],
                     "errors": [{"filename": name, "error": problem.message}]}
    state.voices.setdefault(name, data)
    return {"message": "Processed 1 file(s).", "uploaded_files": [name], "all_reference_files": sorted(state.voices),
            "errors": []}


def devnen_speech(state, content_type, body):
    wish = parse_json(content_type, body)
    text = need_input(wish.get("input"))
    for field in ("model", "voice"):
        if not isinstance(wish.get(field), str):
            raise Refusal(422, f"Field required: {field}")
    if wish.get("response_format", "wav") not in ("wav", "opus", "mp3"):
        raise Refusal(422, "response_format: Input should be 'wav', 'opus' or 'mp3'")
    if wish["voice"] not in state.voices:
        raise Refusal(404, f"Voice file '{wish['voice']}' not found.")
    return Wish(text, state.voices[wish["voice"]], "wav", False, wish.get("speed", 1.0))


def devnen_tts(state, content_type, body):
    wish = parse_json(content_type, body)
    text = need_input(wish.get("text"))
    if wish.get("voice_mode") != "clone" or not wish.get("reference_audio_filename"):
        raise Refusal(400, "Missing 'reference_audio_filename' for 'clone' voice mode.")
    if wish.get("output_format", "wav") not in ("wav", "opus", "mp3"):
        raise Refusal(422, "output_format: Input should be 'wav', 'opus' or 'mp3'")
    for field in ("seed", "speed_factor"):
        if not isinstance(wish.get(field, 1), (int, float)):
            raise Refusal(422, f"{field}: Input should be a valid number")
    name = wish["reference_audio_filename"]
    if name not in state.voices:
        raise Refusal(404, f"Reference audio file '{name}' not found.")
    return Wish(text, state.voices[name], "wav", False, wish.get("speed_factor", 1.0))


def localai_profile(state, content_type, body):
    form = parse_form(content_type, body)
    name, transcript = text_of(form, "name", "").strip(), text_of(form, "transcript", "").strip()
    if not name or len(name) > 80 or not transcript or len(transcript) > 4000:
        raise Refusal(400, "invalid voice profile: name (1-80) and transcript (1-4000) are required",
                      "voice_profile_error")
    if text_of(form, "consent_confirmed", "") not in ("true", "1", "t", "T", "TRUE", "True"):
        raise Refusal(400, "voice cloning consent must be confirmed", "voice_profile_error")
    if "audio" not in form or not form["audio"][0]:
        raise Refusal(400, "invalid voice profile: audio is required", "voice_profile_error")
    data = form["audio"][1]
    state.reference_s = read_reference(data, 1, 120, True)
    identity = str(uuid.uuid4())
    state.voices[identity] = data
    return 201, {"id": identity, "name": name, "transcript": transcript,
                 "voice": "localai://voice-profiles/" + identity, "language": text_of(form, "language", "")}


def localai_speech(state, content_type, body):
    wish = parse_json(content_type, body)
    if wish.get("model") != MODELS["localai"][0]:
        raise Refusal(404 if wish.get("model") else 400, f"model {wish.get('model')!r} not found")
    speed = wish.get("speed", 1.0)
    if not 0.25 <= speed <= 4:
        raise Refusal(400, "speed must be between 0.25 and 4")
    voice = wish.get("voice", "")
    prefix = "localai://voice-profiles/"
    if not voice.startswith(prefix):
        raise Refusal(500, "error during TTS: no such voice file")
    if voice[len(prefix):] not in state.voices:
        raise Refusal(404, "voice profile not found")
    return Wish(need_input(wish.get("input")), state.voices[voice[len(prefix):]], "wav", wish.get("stream") is True,
                speed)


def qwentts_speech(state, content_type, body):
    wish = parse_json("application/json", body)
    wire = wish.get("response_format", "pcm")
    if wire not in ("pcm", "wav"):
        raise Refusal(400, "response_format must be 'pcm' or 'wav'")
    if not isinstance(wish.get("input"), str) or not wish["input"]:
        raise Refusal(400, "'input' must be a non-empty string")
    if not isinstance(wish.get("seed", 0), int):
        raise Refusal(400, "'seed' is out of domain")
    if wish.get("instructions"):
        raise Refusal(400, "a base model takes no instructions")
    voice = wish.get("voice", "")
    if voice and voice not in state.voices:
        raise Refusal(400, f"unknown voice '{voice}'", "server_error")
    return Wish(wish["input"], state.voices.get(voice, b""), wire, wire == "pcm")


def qwentts_upload(state, content_type, body):
    wish = parse_json("application/json", body)
    if not isinstance(wish.get("name"), str) or not wish["name"]:
        raise Refusal(400, "'name' must be a non-empty string")
    has_latents = bool(wish.get("spk_b64")) and bool(wish.get("rvq_b64"))
    if bool(wish.get("wav_b64")) == has_latents:
        raise Refusal(400, "provide either 'wav_b64' or both 'spk_b64' and 'rvq_b64'")
    data = from_base64(wish["wav_b64"], "wav_b64")
    state.reference_s = read_reference(data)
    state.voices[wish["name"]] = data + wish.get("ref_text", "").encode()
    return {"name": wish["name"], "status": "registered"}


def openai_speech(state, content_type, body):
    wish = parse_json(content_type, body)
    if wish.get("model") not in (MODELS["openai"][0], "tts-1", "tts-1-hd"):
        raise Refusal(404, f"The model `{wish.get('model')}` does not exist or you do not have access to it.")
    for field in wish:
        if field not in ("model", "input", "voice", "instructions", "response_format", "speed", "stream_format"):
            raise Refusal(400, f"Unknown parameter: '{field}'.")
    text = need_input(wish.get("input"))
    if len(text) > 4096:
        raise Refusal(400, "input: string too long, at most 4096 characters")
    voice = wish.get("voice")
    if not (isinstance(voice, str) and voice in ("alloy", "coral", "nova")
            or isinstance(voice, dict) and voice.get("id") == "voice_of_ann"):
        raise Refusal(400, "Invalid value for 'voice'")
    wire = wish.get("response_format", "mp3")
    if wire not in ("wav", "pcm"):
        raise Refusal(400, "this stand-in makes wav and pcm only")
    return Wish(text, str(voice).encode(), wire, True, wish.get("speed", 1.0), wish.get("stream_format") == "sse")


SPEECH = {
    ("vllm-omni", "/v1/audio/speech"): vllm_speech,
    ("chatterbox-api", "/v1/audio/speech/upload"): chatterbox_form,
    ("chatterbox-api", "/v1/audio/speech/stream/upload"): chatterbox_form,
    ("chatterbox-api", "/v1/audio/speech"): chatterbox_speech,
    ("chatterbox-api", "/v1/audio/speech/stream"): chatterbox_speech,
    ("chatterbox-server", "/tts"): devnen_tts,
    ("chatterbox-server", "/v1/audio/speech"): devnen_speech,
    ("localai", "/v1/audio/speech"): localai_speech,
    ("localai", "/tts"): localai_speech,
    ("qwentts", "/v1/audio/speech"): qwentts_speech,
    ("openai", "/v1/audio/speech"): openai_speech,
}
UPLOAD = {
    ("vllm-omni", "/v1/audio/voices"): vllm_upload,
    ("chatterbox-api", "/v1/voices"): chatterbox_upload,
    ("chatterbox-server", "/upload_reference"): devnen_upload,
    ("localai", "/api/voice-profiles"): localai_profile,
    ("qwentts", "/v1/audio/voices"): qwentts_upload,
}
VOICE_FOLDER = {"vllm-omni": "/v1/audio/voices/", "chatterbox-api": "/v1/voices/", "localai": "/api/voice-profiles/",
                "qwentts": "/v1/audio/voices/"}


def listing(dialect, path, voices):
    """The answer to a GET; None where the real server has nothing there."""
    if path == "/v1/models" and dialect in MODELS:
        name, owner = MODELS[dialect]
        return {"object": "list", "data": [{"id": name, "object": "model", "owned_by": owner}]}
    answers = {
        ("vllm-omni", "/health"): "",
        ("vllm-omni", "/v1/audio/voices"): {"voices": sorted(voices), "uploaded_voices":
                                            [{"name": name, "consent": "c"} for name in sorted(voices)]},
        ("chatterbox-api", "/health"): {"status": "healthy", "model_loaded": True, "device": "cpu",
                                        "config": {"max_chunk_length": 280, "max_total_length": 3000}},
        ("chatterbox-api", "/v1/voices"): {"voices": [{"name": name} for name in sorted(voices)],
                                           "count": len(voices)},
        ("chatterbox-server", "/v1/audio/voices"): {"status": "ok", "voices": ["Emily.wav"]},
        ("chatterbox-server", "/get_reference_files"): sorted(voices),
        ("localai", "/readyz"): "",
        ("localai", "/api/voice-profiles"): {"data": [{"id": name} for name in sorted(voices)]},
        ("qwentts", "/health"): {"status": "ok"},
        ("qwentts", "/v1/audio/voices"): {"voices": [{"name": name, "kind": "registered"} for name in sorted(voices)]},
    }
    return answers.get((dialect, path))


# ---- what goes out

class State:
    def __init__(self, options):
        self.options, self.mode = options, options.mode
        self.voices, self.log = {}, []
        self.speech_requests, self.reference_s = 0, None
        self.lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state = None

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.serve("GET")

    def do_POST(self):
        self.serve("POST")

    def do_DELETE(self):
        self.serve("DELETE")

    def serve(self, method):
        path = urllib.parse.unquote(self.path.partition("?")[0])
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            if path.startswith("/_stand_in/"):
                self.control(path, body)
                return
            self.note(method, path, body)
            self.check_key()
            self.answer(method, path, body)
        except Refusal as problem:
            self.refuse(problem)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def control(self, path, body):
        state = self.state
        if path == "/_stand_in/mode" and json.loads(body).get("mode") in MODES:
            state.mode, state.speech_requests = json.loads(body)["mode"], 0
        elif path == "/_stand_in/forget":
            state.voices.clear()
        elif path == "/_stand_in/log":
            self.send_json(200, state.log)
            return
        else:
            raise Refusal(404, "no such thing")
        self.send_json(200, {})

    def note(self, method, path, body):
        fields = None
        try:
            kind = self.headers.get("Content-Type") or ""
            fields = sorted(parse_form(kind, body) if kind.startswith("multipart") else json.loads(body)) if body else []
        except (Refusal, ValueError, TypeError):
            pass
        self.entry = {"method": method, "path": path, "has_key": "Authorization" in self.headers, "fields": fields,
                      "reference_s": None}
        self.state.log.append(self.entry)

    def check_key(self):
        key = self.state.options.key
        if self.state.mode == "unauthorised" or (key and self.headers.get("Authorization") != "Bearer " + key):
            raise Refusal(401, f"Incorrect API key provided: {self.headers.get('Authorization')}.")

    def answer(self, method, path, body):
        state, dialect = self.state, self.state.options.dialect
        kind = self.headers.get("Content-Type") or ""
        folder = VOICE_FOLDER.get(dialect)
        if method == "POST" and (dialect, path) in SPEECH:
            self.trouble()
            with state.lock:
                wish = SPEECH[dialect, path](state, kind, body)
                self.entry["reference_s"] = state.reference_s
                if state.mode == "forgets":
                    state.voices.clear()
            wish.is_streamed = wish.is_streamed or "/stream" in path or wish.has_events
            self.speak(wish)
        elif method == "POST" and (dialect, path) in UPLOAD:
            if state.mode == "voice-full":
                raise Refusal(400, "Maximum number of uploaded voices reached")
            with state.lock:
                answer = UPLOAD[dialect, path](state, kind, body)
                self.entry["reference_s"] = state.reference_s
            self.send_json(*(answer if isinstance(answer, tuple) else (200, answer)))
        elif folder and path.startswith(folder) and method in ("DELETE", "GET"):
            self.one_voice(method, path[len(folder):])
        elif method == "GET" and (answer := listing(dialect, path, state.voices)) is not None:
            self.send_json(200, answer)
        else:
            raise Refusal(404, "Not Found")

    def one_voice(self, method, name):
        with self.state.lock:
            key = name.lower() if self.state.options.dialect == "vllm-omni" else name
            if key not in self.state.voices:
                raise Refusal(404, f"Voice '{name}' not found")
            if method == "DELETE":
                del self.state.voices[key]
        if method == "DELETE" and self.state.options.dialect == "localai":
            self.send_response(204)
            self.end_headers()
        else:
            self.send_json(200, {"voice": {"name": name}, "success": True})

    def trouble(self):
        """The modes that answer before they look."""
        state, mode = self.state, self.state.mode
        state.speech_requests += 1
        if mode == "throttle" and state.speech_requests <= 2:
            raise Refusal(429, "Rate limit reached. Try again in a second.", "rate_limit_error")
        if mode == "throttle-always":
            raise Refusal(429, "You exceeded your current quota.", "rate_limit_error")
        if mode == "broken" or mode == "500-then-ok" and state.speech_requests == 1:
            raise Refusal(500, "CUDA out of memory", "server_error")
        if mode == "no-model":
            raise Refusal(404, "The model `nothing` does not exist.", "NotFoundError")
        if mode == "too-large":
            raise Refusal(413, "request entity too large")
        if mode == "error":
            raise Refusal(400, "bad\x1b[31m input\n" + str(self.headers.get("Authorization")) + " " + "x" * 5000)
        if mode == "hang":
            time.sleep(120)

    def refuse(self, problem):
        dialect = self.state.options.dialect
        if dialect == "chatterbox-server":
            body = {"detail": problem.message}
        else:
            body = {"error": {"message": problem.message, "type": problem.kind, "param": None, "code": problem.status}}
        headers = {}
        if problem.status == 429:
            headers["Retry-After"] = "300" if self.state.mode == "throttle-always" else "1"
        self.send_json(problem.status, body, headers)

    def send_json(self, status, value, headers=None):
        body = json.dumps(value).encode() if value != "" else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def send_whole(self, kind, body):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def speak(self, wish):
        mode, rate_hz = self.state.mode, self.state.options.rate_hz
        if mode == "html":
            self.send_whole("text/html; charset=utf-8", b"<!DOCTYPE html>\n<html><title>Welcome to nginx!</title></html>")
            return
        if mode == "json":
            self.send_whole("application/json", b'{"status": "queued", "job": 7}')
            return
        if mode == "mp3":
            self.send_whole("audio/mpeg", b"ID3\x04\x00\x00\x00\x00\x00\x23" + bytes(4000))
            return
        if mode == "no-stream" and wish.is_streamed:
            raise Refusal(500, "rpc error: code = Unimplemented desc = ")
        samples = array.array("h", bytes(2 * 3 * rate_hz)) if mode == "silence" else speech(
            wish.text, rate_hz, wish.reference_key, wish.speed)
        if mode == "sse" and self.state.options.dialect in ("vllm-omni", "chatterbox-api", "openai"):
            wish.has_events = wish.is_streamed = True
        data = little_endian(samples)
        if mode == "endless":
            data = data * (3600 * 2 * rate_hz // len(data))
        if wish.has_events:
            self.send_events(wish.wire, data, rate_hz)
        elif wish.is_streamed:
            self.send_stream(wish.wire, data, rate_hz)
        else:
            self.send_file(wish.wire, data, rate_hz)

    def header_for(self, data, rate_hz, is_streamed):
        """WAV header and data, as the mode wants them."""
        if self.state.mode == "wrong-rate":
            return wav_header(len(data), 4000), data
        if self.state.mode == "other-rate":
            samples = resampled(array.array("h", data), rate_hz, 44100)
            out = bytearray()
            for value in samples:
                out += b"\x00" + struct.pack("<h", value)
                out += b"\x00" + struct.pack("<h", value)
            return wav_header(len(out), 44100, 2, 24), bytes(out)
        if self.state.mode == "truncated":
            return wav_header(len(data), rate_hz), data[:len(data) // 2]
        if is_streamed:
            odd = self.state.options.dialect == "chatterbox-api"
            return wav_header(0xFFFFFFFF, rate_hz, riff_bytes=0x7FFFFFFF - 36 if odd else None), data
        return wav_header(len(data), rate_hz), data

    def send_file(self, wire, data, rate_hz):
        if wire == "wav":
            head, data = self.header_for(data, rate_hz, False)
            data = head + data
        self.send_response(200)
        self.send_header("Content-Type", "audio/wav" if wire == "wav" else "audio/pcm")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.trickle(data, self.wfile.write)

    def send_stream(self, wire, data, rate_hz):
        if wire == "wav":
            head, data = self.header_for(data, rate_hz, True)
            data = head + data
        elif self.state.mode == "truncated":
            data = data[:len(data) // 2 | 1]
        self.start_chunks("audio/wav" if wire == "wav" else "audio/pcm")
        if self.trickle(data, self.write_chunk):
            self.wfile.write(b"0\r\n\r\n")

    def send_events(self, wire, data, rate_hz):
        """One event for each part of the sound, all of it cut where no line ends."""
        events = io.BytesIO()
        if self.state.options.dialect == "chatterbox-api":
            events.write(b'data: {"type":"speech.audio.info","sample_rate":%d,"channels":1,"bits_per_sample":16}\n\n'
                         % rate_hz)
        elif wire == "wav":
            data = wav_header(0xFFFFFFFF, rate_hz) + data
        step = 2 * rate_hz * self.state.options.chunk_ms // 1000 + 1
        for start in range(0, len(data), step):
            part = base64.b64encode(data[start:start + step]).decode()
            if self.state.options.dialect == "vllm-omni":
                events.write(b"event: speech.audio.delta\n")
            events.write(f'data: {{"type":"speech.audio.delta","audio":"{part}"}}\n\n'.encode())
        if self.state.mode != "truncated":
            events.write(b'data: {"type":"speech.audio.done","usage":{"total_tokens":3}}\n\n')
        self.start_chunks("text/event-stream")
        if self.trickle(events.getvalue(), self.write_chunk):
            self.wfile.write(b"0\r\n\r\n")

    def start_chunks(self, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def write_chunk(self, part):
        self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        self.wfile.flush()

    def trickle(self, data, write):
        """In odd parts, so that samples and lines are cut; False where the mode stopped it."""
        mode = self.state.mode
        step = max(2 * self.state.options.rate_hz * self.state.options.chunk_ms // 1000 + 1, 1)
        step = len(data) // 40 + 1 if mode == "slow" else step
        half = len(data) // 2
        for start in range(0, len(data), step):
            if start >= half and mode == "die-midway":
                self.close_connection = True
                return False
            if start >= half and mode == "hang-midway":
                time.sleep(120)
            write(data[start:start + step])
            time.sleep(0.15 if mode == "slow" else 0.002)
        return True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        pass


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dialect", choices=DIALECTS, default="vllm-omni")
    parser.add_argument("--mode", choices=MODES, default="ok")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--key", default="", help="requests must carry this key; without it, any or none will do")
    parser.add_argument("--rate-hz", type=int, default=24000)
    parser.add_argument("--chunk-ms", type=int, default=80, help="of sound in each part of a stream")
    parser.add_argument("--until-eof", action="store_true", help="end when standard input does")
    Handler.state = State(parser.parse_args())
    with Server(("127.0.0.1", Handler.state.options.port), Handler) as server:
        print("PORT", server.server_address[1], flush=True)
        if Handler.state.options.until_eof:
            threading.Thread(target=end_with_parent, daemon=True).start()
        server.serve_forever()


if __name__ == "__main__":
    main()
