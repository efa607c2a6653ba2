#!/bin/sh
# Makes tests/oracle/praat/<clip>.f0 from every clip of the test data: tools/make_oracle_praat.sh [testdata folder]
# Needs praat and ffmpeg. The clips are read at their stored rate, as 32-bit float WAV.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
data=${1:-$root/../shared/testdata}
out=$root/tests/oracle/praat
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find "$data/speech" -name '*.wav' -o -name '*.flac' | sort | while read -r clip; do
  name=$(basename "${clip%.*}")
  ffmpeg -nostdin -v error -y -i "$clip" -c:a pcm_f32le "$work/$name.wav"
  praat --run "$out/pitch.praat" "$work/$name.wav" "$out/$name.f0"
done
praat --version
