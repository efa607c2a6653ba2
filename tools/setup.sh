# Sourced by run.sh and test.sh: packages and the build. POSIX sh; needs nothing but a shell and apt.

timbre_fail() {
  echo "timbre: $*" >&2
  exit 4
}

timbre_run_packages="g++ cmake ninja-build pkg-config ccache nlohmann-json3-dev libcli11-dev libfftw3-dev libsoxr-dev
  libavformat-dev libavcodec-dev libavutil-dev libswresample-dev libseccomp-dev espeak-ng"
timbre_test_packages="libgtest-dev libgmock-dev libebur128-dev libbenchmark-dev ffmpeg sox python3 python3-jsonschema
  clang-format-14 clang-tidy-14 chromium git"

# timbre_packages run|test …: installs what is missing; asks nothing when all is there.
timbre_packages() {
  wanted=""
  for set in "$@"; do
    case $set in
      run) wanted="$wanted $timbre_run_packages" ;;
      test) wanted="$wanted $timbre_test_packages" ;;
    esac
  done
  missing=""
  for package in $wanted; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  echo "timbre: installing$missing" >&2
  as_root=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || timbre_fail "these packages are missing and neither root nor sudo is here:$missing"
    as_root="sudo"
  fi
  # shellcheck disable=SC2086  # the lists are words
  { $as_root apt-get update -qq &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >&2 ||
    timbre_fail "apt-get could not install:$missing"
}

# timbre_build <preset> [cmake --build arguments]: configures when needed, builds; quiet unless it fails.
# $timbre_configure holds further arguments for configuring.
timbre_build() {
  preset=$1
  shift
  mkdir -p "$here/build"
  export CCACHE_DIR="${CCACHE_DIR:-$here/build/ccache}"
  log="$here/build/$preset.log"
  configure="cmake --preset $preset ${timbre_configure:-}"
  # ninja configures again by itself when a CMake file has changed
  [ -n "${timbre_configure:-}" ] || [ ! -f "$here/build/$preset/build.ninja" ] || configure=true
  if ! { (cd "$here" && $configure && cmake --build --preset "$preset" "$@") >"$log" 2>&1; }; then
    tail -n 40 "$log" >&2
    timbre_fail "the build failed; the whole log is build/$preset.log"
  fi
}
