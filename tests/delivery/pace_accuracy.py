#!/usr/bin/env python3
"""How close the words per minute of `timbre score` come to the truth on English clips whose text is known.

True pace: the words of the text as they are spoken (hyphenated parts apart, numbers in words), over the time from the
first to the last voice. Voice activity gives that time, not the recogniser, so its borders cannot flatter themselves.

usage: TIMBRE_BIN=build/release/bin TIMBRE_TESTDATA=../shared/testdata tests/delivery/pace_accuracy.py [score options]
"""
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys

DATA = pathlib.Path(os.environ.get("TIMBRE_TESTDATA", "../shared/testdata")) / "speech"
BIN = pathlib.Path(os.environ.get("TIMBRE_BIN", "build/release/bin"))
JFK = ("And so, my fellow Americans, ask not what your country can do for you; "
       "ask what you can do for your country.")


def texts():
    for line in (DATA / "ljspeech/metadata.csv").read_text().splitlines():
        fields = line.split("|")
        yield DATA / f"ljspeech/{pathlib.Path(fields[0]).stem}.wav", fields[-1]
    for line in (DATA / "vctk/metadata.csv").read_text().splitlines():
        fields = line.split("|")
        yield DATA / f"vctk/{pathlib.Path(fields[0]).stem}.wav", fields[-1]
    yield DATA / "jfk.wav", JFK
    yield DATA / "librivox/en_ohenry_chenevert.wav", (DATA / "librivox/en_ohenry_chenevert.txt").read_text()


def word_count(text):
    return len(re.findall(r"[A-Za-z]+(?:['’][A-Za-z]+)*", text))


def main():
    rows = []
    for path, text in texts():
        if not path.exists():
            continue
        run = subprocess.run([BIN / "timbre", "score", "--json", *sys.argv[1:], path], capture_output=True, check=True)
        card = json.loads(run.stdout)
        value = {name: entry["value"] for name, entry in card["measures"].items()}
        heard = card["transcript"]
        if heard is None:
            sys.exit(f"{path.name}: {card['transcript_why']}")
        span = value["duration_s"] - value["silence_start_s"] - value["silence_end_s"]
        truth = 60.0 * word_count(text) / span
        rows.append((path.stem, word_count(text), span, truth, value["words_per_minute"], heard["confidence"], heard["engine"]))
    if not rows:
        sys.exit(f"no clips under {DATA}: set TIMBRE_TESTDATA")
    print("| clip | words | first to last voice, s | true words a minute | measured | error | confidence |")
    print("|---|---|---|---|---|---|---|")
    errors = []
    for name, count, span, truth, got, confidence, _ in rows:
        error = None if got is None else 100.0 * (got / truth - 1.0)
        shown = "none" if error is None else f"{error:+.1f} %"
        if error is not None:
            errors.append(abs(error))
        print(f"| {name} | {count} | {span:.2f} | {truth:.0f} | {got if got is not None else 'none'} | {shown} | {confidence} |")
    print(f"\n{len(errors)} of {len(rows)} clips measured by {rows[0][-1]}: median error {statistics.median(errors):.1f} %, "
          f"largest {max(errors):.1f} %, {sum(e <= 15.0 for e in errors)} within 15 %")


if __name__ == "__main__":
    main()
