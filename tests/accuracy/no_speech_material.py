#!/usr/bin/env python3
"""Makes labelled sounds for docs/no-speech.md: what people hear as speech, and what not.

usage: no_speech_material.py OUT      writes OUT/tuned/{other,speech} and OUT/held-out/{other,speech}

Needs python3-numpy, ffmpeg, sox, espeak-ng, and the recordings that TIMBRE_TESTDATA names. The thresholds were chosen on
`tuned`; `held-out` has other kinds of sound, other noises, other languages and other seeds.
"""
import os
import pathlib
import subprocess
import sys
import wave

import numpy as np

RATE = 16000
DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", "../shared/testdata"))
NOISES = ["noise1", "noise2", "noise3", "noise4", "noise5", "ch03_sm001", "ch08_sm006"]
MUSIC = ["castanets48_stereo", "contrabassoon48_stereo", "glock48_stereo", "guitar48_stereo", "strauss48_stereo"]
TEXTS = {
    "en": "The birch canoe slid on the smooth planks. Glue the sheet to the dark blue background.",
    "de": "Der Nordwind und die Sonne stritten sich, wer von ihnen der Stärkere wäre.",
    "it": "Si bisticciavano un giorno il vento di tramontana e il sole.",
    "fr": "La bise et le soleil se disputaient, chacun assurant qu'il était le plus fort.",
    "es": "El viento del norte y el sol disputaban sobre cuál era el más fuerte.",
    "ru": "Северный ветер и солнце спорили, кто из них сильнее.",
    "pt": "O vento norte e o sol discutiam qual dos dois era o mais forte.",
    "hi": "नमस्ते, आप कैसे हैं? आज मौसम अच्छा है।",
    "tr": "Poyraz ile güneş hangisinin daha güçlü olduğunu tartışıyordu.",
    "fi": "Pohjatuuli ja aurinko väittelivät kummalla olisi enemmän voimaa.",
}


class Maker:
    """Sounds of 15 s from one seed, into one folder."""

    def __init__(self, folder, seed):
        self.folder = folder
        self.random = np.random.default_rng(seed)
        self.count = RATE * 15
        self.time = np.arange(self.count) / RATE
        for kind in ("other", "speech"):
            (folder / kind).mkdir(parents=True, exist_ok=True)

    def write(self, kind, name, samples):
        peak = np.max(np.abs(samples))
        samples = samples / peak * 0.5 if peak > 0 else samples
        with wave.open(str(self.folder / kind / f"{name}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes((samples * 32767).astype("<i2").tobytes())

    def noise(self, slope, count=None):
        count = count or self.count
        spectrum = np.fft.rfft(self.random.standard_normal(count))
        spectrum[1:] /= np.fft.rfftfreq(count, 1 / RATE)[1:] ** slope
        spectrum[0] = 0
        samples = np.fft.irfft(spectrum, count)
        return samples / np.std(samples)

    def note(self, hz, length_s, decay, partials=8):
        t = np.arange(int(length_s * RATE)) / RATE
        edge = np.minimum(1, np.minimum(t, length_s - t) * 50)
        return edge * np.exp(-t * decay) * sum(np.sin(2 * np.pi * hz * k * t) / k**1.5 for k in range(1, partials + 1))

    def tune(self, each_s, decay, voices=1, rest_s=0.0):
        parts = []
        for _ in range(int(15 / (each_s + rest_s))):
            notes = self.random.choice([0, 2, 4, 5, 7, 9, 11, 12], voices, replace=False)
            parts.append(sum(self.note(220 * 2 ** (n / 12), each_s, decay) for n in notes))
            parts.append(np.zeros(int(rest_s * RATE)))
        return np.concatenate(parts)

    def strokes(self, per_second, decay, floor=0.003):
        samples = self.noise(0) * floor
        for start in np.cumsum(self.random.exponential(1 / per_second, int(per_second * 20))):
            first, n = int(start * RATE), int(0.3 * RATE)
            if first + n < self.count:
                t = np.arange(n) / RATE
                samples[first:first + n] += self.random.standard_normal(n) * np.exp(-t * decay) * self.random.uniform(.3, 1)
        return samples

    def bursts(self):
        envelope, at = np.zeros(self.count), 0
        length_s, gap_s = self.random.uniform(.05, .6), self.random.uniform(.05, .8)
        while at < self.count:
            n = int(RATE * length_s * self.random.uniform(.5, 1.5))
            part = envelope[at:at + n]
            part[:] = np.hanning(len(part)) * self.random.uniform(.2, 1)
            at += n + int(RATE * gap_s * self.random.uniform(.3, 2))
        return self.noise(self.random.choice([0, .5, 1])) * envelope + self.noise(0) * .002

    def glide(self, low_hz, high_hz, each_s, partials):
        points = int(15 / each_s) + 2
        hz = np.interp(self.time, np.arange(points) * each_s, self.random.uniform(low_hz, high_hz, points))
        phase = 2 * np.pi * np.cumsum(hz) / RATE
        return sum(np.sin(k * phase) / k for k in range(1, partials + 1))

    def mixed(self, speech, noise, snr_db):
        noise = np.resize(np.roll(noise, int(self.random.integers(len(noise)))), len(speech))
        return speech + noise * np.sqrt(np.mean(speech**2) / np.mean(noise**2)) / 10 ** (snr_db / 20)

    def whispered(self, speech, order=18, half=320):
        """The same spectra, excited by noise: linear prediction over 40 ms windows."""
        out = np.zeros(len(speech) + order)
        for start in range(0, len(speech) - 2 * half, half):
            frame = speech[start:start + 2 * half] * np.hanning(2 * half)
            r = np.correlate(frame, frame, "full")[2 * half - 1:2 * half + order]
            r[0] = r[0] * 1.0001 + 1e-9
            a = np.linalg.solve(r[np.abs(np.subtract.outer(np.arange(order), np.arange(order)))], r[1:])
            gain = np.sqrt(max(1e-12, r[0] - a @ r[1:]) / (2 * half))
            excited, past = self.random.standard_normal(2 * half) * gain, np.zeros(order)
            for i in range(2 * half):
                excited[i] += a @ past
                past = np.concatenate([[excited[i]], past[:-1]])
            out[start:start + 2 * half] += excited * np.hanning(2 * half)
        return out[:len(speech)]


def load(path):
    out = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-"],
                         capture_output=True, check=True).stdout
    return np.frombuffer(out, "<i2").astype(float) / 32768


def espeak(path, voice, text):
    subprocess.run(["espeak-ng", "-v", voice, "-w", path, text], check=True)


def recordings():
    return sorted([*(DATA / "speech").rglob("*.wav"), *(DATA / "speech").rglob("*.flac")])


def tuned(folder):
    m = Maker(folder, 1)
    t = m.time
    hum = sum(np.sin(2 * np.pi * 50 * k * t) / k for k in range(1, 8))
    others = {
        "silence": np.zeros(m.count), "dc": np.ones(m.count), "white": m.noise(0), "pink": m.noise(.5),
        "brown": m.noise(1), "hum": hum, "hum_on_off": hum * (np.floor(t) % 3 < 1.5), "chords": m.tune(1, 0, 3),
        "arpeggio": m.tune(.2, 4), "arpeggio_fast": m.tune(.12, 4), "melody": m.tune(.3, 2),
        "melody_rests": m.tune(.25, 0, 1, .15), "drums": m.strokes(4, 15), "knocks": m.strokes(3, 25),
        "typing": m.strokes(6, 90), "bursts_0": m.bursts(), "bursts_1": m.bursts(),
        "noise_4_hz": m.noise(.5) * (.5 + .5 * np.sin(2 * np.pi * 4 * t)) ** 2 + m.noise(0) * .002,
        "siren": np.sin(2 * np.pi * np.cumsum(700 + 400 * np.sin(2 * np.pi * .4 * t)) / RATE),
        "beeps": np.sin(2 * np.pi * 1000 * t) * (t % 1 < .2) + m.noise(0) * .001,
        "wind": m.noise(1) * (.2 + np.abs(np.interp(t, np.arange(0, 16, .25), m.random.standard_normal(64)))),
    }
    for name, samples in others.items():
        m.write("other", name, samples)
    noises = {name: load(DATA / f"noise/{name}.wav") for name in NOISES}
    for name in [*NOISES]:
        m.write("other", name, noises[name])
    for name in MUSIC:
        m.write("other", name, load(DATA / f"metrics/visqol/{name}.wav"))
    noises.update(white=m.noise(0), pink=m.noise(.5))
    names = list(noises)
    for i, path in enumerate(recordings()):
        clip = load(path)
        m.write("speech", path.stem, clip)
        m.write("speech", f"{path.stem}_10db_{names[i % 9]}", m.mixed(clip, noises[names[i % 9]], 10))
        if i % 6 == 0:
            m.write("speech", f"{path.stem}_whispered", m.whispered(clip))
    for voice in ("en", "en+f3", "en+croak", "en+whisper", "en+whisperf", "de", "de+whisper", "it", "fr"):
        espeak(folder / f"speech/espeak_{voice}.wav", voice, TEXTS[voice[:2]])


def held_out(folder):
    m = Maker(folder, 2026)
    t = m.time
    chirps = m.noise(0) * .002
    for start in np.cumsum(m.random.exponential(.5, 30)):
        first, n = int(start * RATE), int(m.random.uniform(.05, .25) * RATE)
        if first + n < m.count:
            hz = np.linspace(*m.random.uniform(1500, 5000, 2), n)
            chirps[first:first + n] += np.sin(2 * np.pi * np.cumsum(hz) / RATE) * np.hanning(n)
    others = {
        "birds": chirps, "engine": m.glide(40, 160, 1, 30) + .3 * m.noise(.5), "trombone": m.glide(110, 400, .5, 15),
        "trombone_rests": m.glide(110, 400, .5, 15) * (np.floor(t * 1.5) % 3 < 2), "theremin": m.glide(200, 600, .3, 1),
        "band": m.tune(.25, 6, 3)[:m.count] + np.resize(m.strokes(4, 30), m.count)[:len(m.tune(.25, 6, 3))],
        "piano": m.tune(.4, 2, 4), "organ": m.tune(.6, 0, 2), "applause": sum(m.strokes(5, 80) for _ in range(12)),
        "claps": m.strokes(3, 80), "rain": m.strokes(200, 200), "grey": m.noise(.25), "rumble": m.noise(1.5),
        "thunder": m.noise(1) * np.interp(t, np.arange(16), m.random.random(16) ** 3),
        "dial": np.sin(2 * np.pi * 697 * t) * (t % .4 < .2) + np.sin(2 * np.pi * 1336 * t) * (t % .4 < .2),
        **{f"bursts_{i}": m.bursts() for i in range(8)},
    }
    for name, samples in others.items():
        m.write("other", name, samples)
    noises = {name: load(DATA / f"noise/{name}.wav") for name in NOISES}
    for name, samples in list(noises.items()):
        m.write("other", f"{name}_backwards", samples[::-1])
        m.write("other", f"{name}_fast", np.interp(np.arange(0, len(samples) - 1, 1.3), np.arange(len(samples)), samples))
    for name in MUSIC:
        music = load(DATA / f"metrics/visqol/{name}.wav")
        m.write("other", f"{name}_backwards", music[::-1])
        m.write("other", f"{name}_in_noise", m.mixed(music, m.noise(.5), 20))
        m.write("other", f"{name}_slow", np.interp(np.arange(0, len(music) - 1, .8), np.arange(len(music)), music))
    noises.update(white=m.noise(0), pink=m.noise(.5), brown=m.noise(1), applause=others["applause"])
    names = list(noises)
    for i, path in enumerate(recordings()):
        for k, snr_db in ((3, 10), (5, 10), (7, 5)):
            name = names[(3 * i + k) % len(names)]
            m.write("speech", f"{path.stem}_{snr_db}db_{name}", m.mixed(load(path), noises[name], snr_db))
        effect = [["rate", "8000"], ["gain", "-40"], ["reverb", "60"], ["sinc", "300-3400"]][i % 4]
        subprocess.run(["sox", "-G", "-R", path, "-b", "24", folder / f"speech/{path.stem}_{effect[0]}.wav", "remix", "1",
                        *effect], check=True, capture_output=True)
    for language in ("es", "ru", "pt", "hi", "tr", "fi"):
        for variant in ("", "+f2", "+whisper"):
            espeak(folder / f"speech/espeak_{language}{variant}.wav", language + variant, TEXTS[language])
    for i, word in enumerate(["Yes.", "Stop.", "No.", "Okay then.", "Sixteen.", "Help me!"]):
        espeak(folder / f"speech/word_{i}.wav", ["en", "en+f4", "en+m3"][i % 3], word)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tuned(pathlib.Path(sys.argv[1]) / "tuned")
    held_out(pathlib.Path(sys.argv[1]) / "held-out")
