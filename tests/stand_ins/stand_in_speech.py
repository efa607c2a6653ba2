"""Speech for stand-ins: flite's or eSpeak NG's where one of them is there, else a buzz; another sound for another text,
and three seconds at least, so that a mark can be put into it."""
import array
import hashlib
import io
import math
import shutil
import subprocess
import tempfile
import wave

LEAST_S = 3.0


def _spoken(text):
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        for command in (["flite", "-voice", "slt", "-t", text, "-o", file.name], ["espeak-ng", "-w", file.name, text]):
            if not shutil.which(command[0]):
                continue
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
            if done.returncode != 0:
                continue
            with wave.open(file.name) as made:
                if made.getnchannels() == 1 and made.getsampwidth() == 2 and made.getnframes() > 0:
                    return made.getframerate(), made.readframes(made.getnframes())
    return None


def _buzz(text):
    rate_hz = 24000
    pitch_hz = 100 + int(hashlib.sha256(text.encode()).hexdigest()[:4], 16) % 100
    samples = array.array("h")
    for i in range(int(rate_hz * max(LEAST_S, 0.06 * len(text)))):
        t = i / rate_hz
        tone = sum(math.sin(2 * math.pi * pitch_hz * k * t + k * k) / k for k in range(1, 20))
        samples.append(int(2500 * tone * (0.3 + abs(math.sin(9 * t)))))
    return rate_hz, samples.tobytes()


def speech_wav(text):
    rate_hz, frames = _spoken(text) or _buzz(text)
    while len(frames) < 2 * rate_hz * LEAST_S:
        frames += frames
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(frames)
    return out.getvalue()
