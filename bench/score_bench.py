#!/usr/bin/env python3
"""How fast `timbre score` is: whole processes, side by side with ffmpeg's own meter on the same file in one run.

  1. 30 s, 48 kHz, mono: `timbre score --no-transcript --json X` against `ffmpeg -i X -af ebur128=peak=true -f null -`, alternating,
     median of --runs each. The answer is checked first: integrated loudness and true peak must agree.
  2. one hour: wall time and the largest resident set of any process in it.
  3. a folder of --clips clips: files per second and how busy the cores were.

usage: bench/score_bench.py [--bin build/release/bin] [--speech FILE.wav] [--runs 21] [--clips 1000]
The speech is repeated or cut to length; without it, ffmpeg makes pink noise bursts.
"""
import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time


def quiet(command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def make(source, seconds, target):
    head = ["ffmpeg", "-y", "-loglevel", "error"]
    if source:
        head += ["-stream_loop", "-1", "-i", str(source)]
    else:
        head += ["-f", "lavfi", "-i", "anoisesrc=color=pink:amplitude=0.3:seed=1,tremolo=f=2:d=0.9"]
    quiet(head + ["-t", str(seconds), "-ac", "1", "-ar", "48000", "-c:a", "pcm_s16le", str(target)])


def timed(command):
    start = time.perf_counter()
    quiet(command)
    return time.perf_counter() - start


def usage_of(command):
    """Wall seconds, CPU seconds and largest resident set (MiB) of a command and its children, in a fresh process."""
    code = (
        "import json,resource,subprocess,sys,time\n"
        "t=time.perf_counter()\n"
        "subprocess.run(sys.argv[1:],check=True,stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL)\n"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([time.perf_counter()-t,u.ru_utime+u.ru_stime,u.ru_maxrss/1024]))\n")
    out = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True)
    return json.loads(out.stdout)


def check_answer(timbre, clip):
    card = json.loads(subprocess.run([timbre, "score", "--no-transcript", "--no-networks", "--json", clip], check=True, capture_output=True).stdout)
    log = subprocess.run(["ffmpeg", "-hide_banner", "-i", clip, "-af", "ebur128=peak=true", "-f", "null", "-"],
                         check=True, capture_output=True, text=True).stderr
    summary = log[log.rindex("Summary:"):]
    loudness = float(re.search(r"I:\s*(-?[\d.]+) LUFS", summary).group(1))
    peak = float(re.search(r"Peak:\s*(-?[\d.]+) dBFS", summary).group(1))
    ours = card["measures"]["loudness_lufs"]["value"], card["measures"]["true_peak_dbtp"]["value"]
    print(f"answer: loudness {ours[0]} LUFS (ffmpeg {loudness}), true peak {ours[1]} dBTP (ffmpeg {peak})")
    if abs(ours[0] - loudness) > 0.15 or abs(ours[1] - peak) > 0.5:
        sys.exit("the two meters disagree: nothing is timed")


def compare(timbre, clip, runs):
    ours = [timbre, "score", "--no-transcript", "--no-networks", "--json", clip]
    theirs = ["ffmpeg", "-hide_banner", "-nostats", "-i", clip, "-af", "ebur128=peak=true", "-f", "null", "-"]
    times = {"timbre": [], "ffmpeg": []}
    for _ in range(runs):
        times["timbre"].append(timed(ours))
        times["ffmpeg"].append(timed(theirs))
    median = {name: statistics.median(values) for name, values in times.items()}
    print(f"30 s, 48 kHz mono, whole process, median of {runs}: timbre {1e3 * median['timbre']:.1f} ms, "
          f"ffmpeg {1e3 * median['ffmpeg']:.1f} ms, ratio {median['timbre'] / median['ffmpeg']:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default="build/release/bin")
    parser.add_argument("--speech")
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--clips", type=int, default=1000)
    options = parser.parse_args()
    timbre = str(pathlib.Path(options.bin) / "timbre")

    with tempfile.TemporaryDirectory() as folder:
        clip = os.path.join(folder, "30s.wav")
        make(options.speech, 30, clip)
        check_answer(timbre, clip)
        compare(timbre, clip, options.runs)

        hour = os.path.join(folder, "hour.wav")
        make(options.speech, 3600, hour)
        wall, cpu, rss = usage_of([timbre, "score", "--no-transcript", "--no-networks", "--json", hour])
        print(f"1 hour, 48 kHz mono: {wall:.2f} s wall, {cpu:.2f} s CPU, largest process {rss:.0f} MiB")
        os.remove(hour)

        clips = os.path.join(folder, "clips")
        os.mkdir(clips)
        short = os.path.join(folder, "10s.wav")
        make(options.speech, 10, short)
        for i in range(options.clips):
            os.link(short, os.path.join(clips, f"{i:05}.wav"))
        wall, cpu, rss = usage_of([timbre, "score", "--no-transcript", "--no-networks", "--jsonl", clips])
        cores = os.cpu_count()
        print(f"{options.clips} clips of 10 s: {wall:.2f} s wall, {options.clips / wall:.0f} clips/s, "
              f"{100 * cpu / wall / cores:.0f} % of {cores} cores busy, largest process {rss:.0f} MiB")


if __name__ == "__main__":
    main()
