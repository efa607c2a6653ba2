#!/usr/bin/env python3
"""Makes dnsmos_golden.csv: DNSMOS of the test clips, computed without any of Timbre's code.

The rule is written from Microsoft's description and reference (DNS Challenge, dnsmos_local.py with librosa 0.8.1, which
its requirements pin), by definition: numpy for windows, features and averages, ffmpeg for reading, and ONNX Runtime
under node for the networks (dnsmos_run.js). Only clips stored at 16 kHz are taken, so that no resampler is in question.

usage: dnsmos_golden.py NODE_MODULES [TESTDATA [MODELS]] > dnsmos_golden.csv
needs: python3-numpy, ffmpeg, node, and onnxruntime-node in NODE_MODULES (build/third_party/npm/node_modules)
"""
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

RATE = 16000
LENGTH_S = 9.01
HERE = pathlib.Path(__file__).resolve().parent


def read(path):
    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", str(path), "-f", "f64le", "-"], check=True,
                         capture_output=True).stdout
    return np.frombuffer(raw, "<f8")


def is_16k(path):
    probe = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "stream=sample_rate,channels", "-of", "csv=p=0",
                            str(path)], check=True, capture_output=True, text=True).stdout
    return probe.split() == ["16000,1"]


def mel_filters(bins, bands, rate):
    """Triangles on Slaney's scale over bins taken to run evenly from 0 to half the rate, each of area 1."""
    def to_mel(hz):
        return hz * 3 / 200 if hz < 1000 else 15 + 27 * math.log(hz / 1000) / math.log(6.4)

    def to_hz(mel):
        return mel * 200 / 3 if mel < 15 else 1000 * 6.4 ** ((mel - 15) / 27)

    edges = [to_hz(m) for m in np.linspace(0, to_mel(rate / 2), bands + 2)]
    where = np.linspace(0, rate / 2, bins)
    filters = np.zeros((bands, bins))
    for b in range(bands):
        left, top, right = edges[b:b + 3]
        for k, hz in enumerate(where):
            if left < hz <= top:
                filters[b, k] = (hz - left) / (top - left)
            elif top < hz < right:
                filters[b, k] = (right - hz) / (right - top)
        filters[b] *= 2 / (right - left)
    return filters


FILTERS = mel_filters(161, 120, RATE)
HANN = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(321) / 321)
# The transform as a matrix: by definition, not by an algorithm.
TRANSFORM = np.exp(-2j * np.pi * np.outer(np.arange(161), np.arange(321)) / 321)


def features(sound):
    padded = np.pad(sound, 160, mode="reflect")
    count = 1 + (len(padded) - 321) // 160
    frames = np.stack([padded[160 * t:160 * t + 321] for t in range(count)])
    power = np.abs((frames * HANN) @ TRANSFORM.T) ** 2
    mel = power @ FILTERS.T
    db = 10 * np.log10(np.maximum(mel, 1e-10)) - 10 * np.log10(max(mel.max(), 1e-10))
    return (np.maximum(db, db.max() - 80) + 40) / 40


def windows(sound):
    need = int(LENGTH_S * RATE)
    while len(sound) < need:
        sound = np.concatenate([sound, sound])
    for second in range(int(math.floor(len(sound) / RATE) - LENGTH_S) + 1):
        part = sound[int(second * RATE):int((second + LENGTH_S) * RATE)]
        if len(part) == need:
            yield part


def main(arguments):
    modules = arguments[0]
    data = pathlib.Path(arguments[1] if len(arguments) > 1 else HERE / "../../../shared/testdata")
    models = pathlib.Path(arguments[2] if len(arguments) > 2 else HERE / "../../../shared/models")
    clips = [p for p in sorted((data / "speech").rglob("*")) if p.suffix in (".wav", ".flac") and is_16k(p)]
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for clip in clips:
            parts = list(windows(read(clip)))
            base = pathlib.Path(folder) / f"{len(jobs)}"
            np.stack(parts).astype("<f4").tofile(f"{base}.sound")
            np.stack([features(p[:-160]) for p in parts]).astype("<f4").tofile(f"{base}.mel")
            jobs.append({"base": str(base), "windows": len(parts)})
        job_file = pathlib.Path(folder) / "jobs.json"
        job_file.write_text(json.dumps(jobs))
        done = subprocess.run(["node", str(HERE / "dnsmos_run.js"), modules, str(models), str(job_file)], check=True,
                              capture_output=True, text=True)
    print("clip,windows,sig,bak,ovrl,p808")
    for clip, answers in zip(clips, json.loads(done.stdout)):
        raw = np.array(answers["p835"])
        sig = np.polyval([-0.08397278, 1.22083953, 0.0052439], raw[:, 0]).mean()
        bak = np.polyval([-0.13166888, 1.60915514, -0.39604546], raw[:, 1]).mean()
        ovrl = np.polyval([-0.06766283, 1.11546468, 0.04602535], raw[:, 2]).mean()
        p808 = np.mean(answers["p808"])
        print(f"{clip.relative_to(data)},{len(raw)},{sig:.5f},{bak:.5f},{ovrl:.5f},{p808:.5f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
