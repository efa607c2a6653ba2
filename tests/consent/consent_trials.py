#!/usr/bin/env python3
"""How often consent is refused to who reads what is asked, and given to who does not.

Synthesised speech: flite's and espeak-ng's voices read the statement of timbre consent and a random challenge (a seed
chooses names, words, days, pace); each recording is then held against its own challenge and against another one. Real
speech: clips of the test data, whose last eight words stand in for a challenge. And silence, noise, music-like tones,
and people who read something else.

usage: consent_trials.py [--trials N] [--seed N] [--language en]   TIMBRE_BIN names the folder of consent_accuracy,
TIMBRE_TESTDATA that of the test data
"""
import argparse
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("TIMBRE_BIN", SOURCE / "build/release/bin"))
DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", SOURCE / "../shared/testdata"))
WORDS = [w for w in (SOURCE / "data/consent/words_en.txt").read_text().split("\n") if w and not w.startswith("#")]
STATEMENTS = json.loads((SOURCE / "data/consent/statements.json").read_text())["languages"]
NAMES = ["Ada Lovelace", "John Smith", "Maria Garcia", "Peter Novak", "Wei Zhang", "Priya Sharma", "Olga Petrova",
         "James O'Connor", "Fatima Ali", "Hans Müller"]
ENGLISH = ["flite awb", "flite rms", "flite slt", "flite kal16", "espeak-ng en-us", "espeak-ng en-gb",
           "espeak-ng en-us+f3", "espeak-ng en-gb-scotland+m3"]


def statement(language, person, day):
    words = STATEMENTS[language]
    date = words["date"].format(day=day, month=words["months"][10], year=2026)
    return words["statement"].format(person=person, use=words["uses"]["own_use"], date=date)


def challenge(language, rng):
    return rng.sample(WORDS, 8) if language == "en" else [str(n) for n in rng.sample(range(100, 1000), 9)]


def speak(voice, text, pace, path):
    engine, name = voice.split(" ", 1)
    if engine == "flite":
        command = ["flite", "-voice", name, "--setf", f"duration_stretch={1 / pace}", "-t", text, "-o", path]
    else:
        command = ["espeak-ng", "-v", name, "-s", str(int(150 * pace)), "-w", path, text]
    subprocess.run(command, check=True)


def synthesised(language, trials, rng, folder):
    voices = ENGLISH if language == "en" else [f"espeak-ng {v}" for v in (language, f"{language}+f3", f"{language}+m3")]
    for trial in range(trials):
        voice, person = voices[trial % len(voices)], rng.choice(NAMES)
        words = challenge(language, rng)
        text = statement(language, person, rng.randint(1, 28))
        path = folder / f"{trial}.wav"
        speak(voice, f"{text} {', '.join(words)}.", rng.choice((0.85, 1.0, 1.15)), path)
        for what, asked in (("right", words), ("other challenge", challenge(language, rng))):
            yield (voice, what), f"{path}|{language}|{person}|{text}|{','.join(asked)}"


def known_clips():
    """Real speech with its text."""
    for line in (DATA / "speech/ljspeech/metadata.csv").read_text().splitlines():
        name, _, text = line.split("|")
        yield DATA / f"speech/ljspeech/{name}.wav", text
    for line in (DATA / "speech/vctk/metadata.csv").read_text().splitlines():
        name, text = line.split("|")[:2]
        yield DATA / f"speech/vctk/{name.removesuffix('.wav')}.wav", text
    yield DATA / "speech/jfk.wav", ("And so my fellow Americans ask not what your country can do for you ask what you "
                                    "can do for your country")


def real(rng):
    for path, text in known_clips():
        words = re.findall(r"[A-Za-z']+", text)
        if not path.exists() or len(words) < 14:
            continue
        said, last = " ".join(words[:-8]), words[-8:]
        yield ("real speech", "right"), f"{path}|en|{words[0]}|{said}|{','.join(last)}"
        for _ in range(10):
            yield ("real speech", "other challenge"), f"{path}|en|{words[0]}|{said}|{','.join(rng.sample(WORDS, 8))}"
    for path in sorted((DATA / "speech/librispeech").rglob("*.flac")):
        for _ in range(4):
            person = rng.choice(NAMES)
            text = statement("en", person, 5)
            yield ("real speech", "something else"), f"{path}|en|{person}|{text}|{','.join(rng.sample(WORDS, 8))}"


def no_speech(rng, folder):
    sources = {"silence": "anullsrc=r=16000:cl=mono", "white noise": "anoisesrc=r=16000:a=0.2:seed=1",
               "chords": "aevalsrc=0.2*sin(2*PI*t*(220+110*floor(mod(t*2\\,5))))+0.1*sin(2*PI*t*(330+55*floor(mod(t*3\\,7)))):s=16000"}
    for name, source in sources.items():
        path = folder / f"{name}.wav"
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", source, "-t", "20", path], check=True)
        for _ in range(20):
            person = rng.choice(NAMES)
            yield (name, "no speech"), f"{path}|en|{person}|{statement('en', person, 5)}|{','.join(rng.sample(WORDS, 8))}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", default="en")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as folder:
        trials = list(synthesised(arguments.language, arguments.trials, rng, pathlib.Path(folder)))
        if arguments.language == "en":
            trials += list(real(rng)) + list(no_speech(rng, pathlib.Path(folder)))
        answers = subprocess.run([BIN / "consent_accuracy"], input="\n".join(line for _, line in trials) + "\n", text=True,
                                 stdout=subprocess.PIPE, check=True).stdout.splitlines()
    table = collections.defaultdict(lambda: [0, 0, 0])
    for ((who, what), line), answer in zip(trials, answers, strict=True):
        heard, asked, passed, why = answer.split("\t")
        row = table[who, what]
        row[0] += 1
        row[1] += int(passed)
        row[2] += int(int(asked) > 0 and int(asked) - int(heard) <= int(asked) / 4)
        if arguments.verbose and (passed == "1") != (what == "right"):
            print(who, what, why, line, sep=" | ")
    print("| speech | what is read | recordings | challenge heard | all passed |\n|---|---|---|---|---|")
    for (who, what), (count, passed, words) in sorted(table.items(), key=lambda row: (row[0][1], row[0][0])):
        print(f"| {who} | {what} | {count} | {words} | {passed} |")


if __name__ == "__main__":
    main()
