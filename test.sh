#!/bin/sh
# Sets up everything, builds, and runs all tests.
#   ./test.sh          the checks, all tests on the release build, unit tests again under the sanitizers
#   ./test.sh --quick  the release build's tests only
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/tools/setup.sh"
cd "$here"

timbre_packages run test
timbre_whisper
timbre_page
timbre_configure=-DTIMBRE_TESTS=ON
export TIMBRE_TESTDATA="${TIMBRE_TESTDATA:-$here/../shared/testdata}"
export TIMBRE_MODELS="${TIMBRE_MODELS:-$here/../shared/models}"

echo "== format"
tools/check_format.sh
echo "== build and test: release"
timbre_build release
ctest --preset release -j "$(nproc)"
[ "${1:-}" != "--quick" ] || exit 0

echo "== static analysis"
tools/check_tidy.sh
echo "== sanitizers: addresses and undefined behaviour"
timbre_build asan --target timbre_unit_tests timbre_product
ctest --preset asan -j "$(nproc)" -L unit
echo "== sanitizers: threads"
timbre_build tsan --target base_tests dsp_tests thread_tests
ctest --preset tsan -j "$(nproc)" -L unit -R "ParallelFor|BackgroundConsumer|RealFft|JobQueue|Events" --no-tests=error
