#!/bin/sh
# Sets up everything, builds, and runs all tests.
#   ./test.sh          the checks, all tests on the release build, and again under the sanitizers the unit tests of the
#                      rooms that read bytes from outside or lay them out
#   ./test.sh --all    the same, with every room's unit tests under the sanitizers: half an hour more on two cores
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
timbre_page
timbre_configure=-DTIMBRE_TESTS=ON
export TIMBRE_TESTDATA="${TIMBRE_TESTDATA:-$here/../shared/testdata}"
export TIMBRE_MODELS="${TIMBRE_MODELS:-$here/../shared/models}"

stage "format"
tools/check_format.sh
stage "build: release"
timbre_build release
stage "tests: release"
ctest --preset release -j "$(nproc)"
if [ "${1:-}" = "--quick" ]; then
  finish
  exit 0
fi

stage "static analysis"
tools/check_tidy.sh
stage "build: sanitizers for addresses and undefined behaviour"
sanitized="base_tests audio_tests net_tests text_tests dsp_tests asr_tests safety_tests store_tests"
[ "${1:-}" != "--all" ] || sanitized="timbre_unit_tests timbre"
# shellcheck disable=SC2086  # several words
timbre_build asan --target $sanitized timbre-decode-wav timbre-decode-ffmpeg
stage "tests: sanitizers for addresses and undefined behaviour"
ctest --preset asan -j "$(nproc)" -L unit
stage "sanitizers: threads"
timbre_build tsan --target base_tests dsp_tests thread_tests
ctest --preset tsan -j "$(nproc)" -L unit -R "ParallelFor|BackgroundConsumer|RealFft|JobQueue|Events" --no-tests=error
finish
