#!/bin/sh
# Sets up everything Timbre needs on Debian 12, builds it, and passes all arguments to `timbre`.
#   ./run.sh                     the studio: prints its address
#   ./run.sh score my_take.wav
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/tools/setup.sh"

timbre_packages run
timbre_whisper
timbre_onnxruntime
timbre_page
timbre_build release --target timbre_product
[ $# -gt 0 ] || set -- serve
exec "$here/build/release/bin/timbre" "$@"
