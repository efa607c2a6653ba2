#!/bin/sh
# Sets up everything, builds, and runs all tests.
#   ./test.sh          the checks, all tests on the release build, and again under the sanitizers the unit tests of the
#                      rooms that read bytes from outside first
#   ./test.sh --all    the same, with every room's unit tests under the sanitizers, and what learns models with a smoke
#                      training: three quarters of an hour more on two cores
#   ./test.sh --quick  the release build's tests only
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/tools/setup.sh"
cd "$here"

# stage <words>: ends the stage before, with its seconds, and begins the next.
began=$(date +%s)
stage_began=$began
stage() {
  now=$(date +%s)
  [ -z "${stage_words:-}" ] || echo "== $stage_words: $((now - stage_began)) s"
  stage_words=$1
  stage_began=$now
  [ -z "$1" ] || echo "== $1"
}
finish() {
  stage ""
  echo "== all of it: $((now - began)) s"
}

stage "setup"
timbre_packages run test
timbre_whisper
timbre_onnxruntime
timbre_page
timbre_configure=-DTIMBRE_TESTS=ON
export TIMBRE_TESTDATA="${TIMBRE_TESTDATA:-$here/../shared/testdata}"
export TIMBRE_MODELS="${TIMBRE_MODELS:-$here/../shared/models}"

stage "format"
tools/check_format.sh
stage "build: release"
timbre_build release
stage "tests: release"
# One more than there are cores: many tests wait for something.
ctest --preset release -j "$(($(nproc) + 1))"
if [ "${1:-}" = "--quick" ]; then
  finish
  exit 0
fi

stage "static analysis"
tools/check_tidy.sh
stage "build: sanitizers for addresses and undefined behaviour"
sanitized="base_tests audio_tests net_tests text_tests"
[ "${1:-}" != "--all" ] || sanitized="timbre_unit_tests timbre"
# shellcheck disable=SC2086  # several words
timbre_build asan --target $sanitized timbre-decode-wav timbre-decode-ffmpeg
stage "tests: sanitizers for addresses and undefined behaviour"
ctest --preset asan -j "$(nproc)" -L unit
stage "sanitizers: threads"
timbre_build tsan --target base_tests dsp_tests thread_tests
ctest --preset tsan -j "$(nproc)" -L unit -R "ParallelFor|BackgroundConsumer|RealFft|JobQueue|Events" --no-tests=error
if [ "${1:-}" = "--all" ]; then
  stage "training: what learns models, and a smoke training"
  timbre_packages train
  timbre_build train --target train_tests
  TIMBRE_SOURCE=$here build/train/bin/train_tests
fi
finish
