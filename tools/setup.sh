# Sourced by run.sh and test.sh: packages and the build. POSIX sh; needs nothing but a shell and apt.

timbre_fail() {
  echo "timbre: $*" >&2
  exit 4
}

timbre_run_packages="g++ cmake ninja-build pkg-config ccache nlohmann-json3-dev libcli11-dev libfftw3-dev libsoxr-dev
  libavformat-dev libavcodec-dev libavutil-dev libswresample-dev libseccomp-dev espeak-ng
  libespeak-ng-dev libpocketsphinx-dev libsphinxbase-dev pocketsphinx-en-us libcurl4-openssl-dev libssl-dev libflac-dev
  zlib1g-dev libsqlite3-dev libarchive-dev libboost-dev"
timbre_test_packages="libgtest-dev libgmock-dev libebur128-dev libbenchmark-dev ffmpeg sox flite flite1-dev python3 python3-jsonschema
  clang-format-14 clang-tidy-14 chromium git"

# What learns models; a hundred packages, so only the stage of the tests that trains asks for it.
timbre_train_packages="libtorch-dev libopenblas0-openmp flite1-dev"

# timbre_packages run|test|train …: installs what is missing; asks nothing when all is there.
timbre_packages() {
  wanted=""
  for set in "$@"; do
    case $set in
      run) wanted="$wanted $timbre_run_packages" ;;
      test) wanted="$wanted $timbre_test_packages" ;;
      train) wanted="$wanted $timbre_train_packages" ;;
    esac
  done
  missing=""
  for package in $wanted; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086  # the list is words
  timbre_install $missing || timbre_fail "apt-get could not install:$missing"
}

timbre_install() {
  echo "timbre: installing $*" >&2
  as_root=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || timbre_fail "these packages are missing and neither root nor sudo is here: $*"
    as_root="sudo"
  fi
  { $as_root apt-get update -qq &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >&2
}

# timbre_whisper: whisper.cpp's source from npm, pinned by third_party/package-lock.json and with all scripts ignored,
# built once into build/third_party/whisper. Timbre works without it, so only continuous integration insists.
timbre_whisper() {
  root="$here/build/third_party"
  stamp="$root/whisper/$(cat "$here/third_party/package-lock.json" "$here/tools/setup.sh" | sha256sum | cut -c1-16)"
  [ ! -f "$stamp" ] || return 0
  log="$here/build/whisper.log"
  mkdir -p "$root/npm"
  echo "timbre: building whisper.cpp, once" >&2
  if timbre_npm && timbre_build_whisper >"$log" 2>&1; then
    touch "$stamp"
    return 0
  fi
  tail -n 20 "$log" >&2 || true
  [ "${CI:-}" != true ] || timbre_fail "whisper.cpp could not be built; the whole log is build/whisper.log"
  echo "timbre: going on without whisper.cpp; transcripts come from pocketsphinx" >&2
}

timbre_npm() {
  cmp -s "$here/third_party/package-lock.json" "$root/npm/node_modules/.timbre-lock" && return 0
  command -v npm >/dev/null || timbre_install npm || return 1
  mkdir -p "$root/npm"
  cp "$here/third_party/package.json" "$here/third_party/package-lock.json" "$root/npm/"
  (cd "$root/npm" && npm ci --ignore-scripts --omit=dev --no-audit --no-fund) >"$log" 2>&1 &&
    cp "$here/third_party/package-lock.json" "$root/npm/node_modules/.timbre-lock"
}

# AVX2 and FMA are asked for rather than this machine's own set, so that a copied build folder runs elsewhere;
# asr/whisper_transcriber.h asks the processor before it is used.
timbre_build_whisper() {
  export CCACHE_DIR="${CCACHE_DIR:-$here/build/ccache}"
  cmake -S "$root/npm/node_modules/nodejs-whisper/cpp/whisper.cpp" -B "$root/whisper-build" -G Ninja \
    -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
    -DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
    -DWHISPER_BUILD_EXAMPLES=OFF -DWHISPER_BUILD_TESTS=OFF -DWHISPER_BUILD_SERVER=OFF -DGGML_CCACHE=OFF \
    -DGGML_NATIVE=OFF -DGGML_AVX=ON -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON -DGGML_BMI2=ON -DGGML_OPENMP=OFF &&
    cmake --build "$root/whisper-build" &&
    cmake --install "$root/whisper-build" --prefix "$root/whisper" --config Release
}

# timbre_onnxruntime: ONNX Runtime for the optional neural models, into build/third_party/onnxruntime, once. Debian has it
# from version 13 on (libonnxruntime-dev); where that is not installed, the official shared library comes from npm and the
# headers that go with it from Debian 13's package. Timbre works without it, so only continuous integration insists.
timbre_onnxruntime() {
  ! dpkg-query -W -f '${Status}' libonnxruntime-dev 2>/dev/null | grep -q '^install ok installed' || return 0
  root="$here/build/third_party"
  stamp="$root/onnxruntime/$(cat "$here/third_party/package-lock.json" "$here/tools/setup.sh" | sha256sum | cut -c1-16)"
  [ ! -f "$stamp" ] || return 0
  log="$here/build/onnxruntime.log"
  mkdir -p "$root/npm"
  echo "timbre: fetching ONNX Runtime, once" >&2
  if timbre_npm && timbre_fetch_onnxruntime >>"$log" 2>&1; then
    touch "$stamp"
    return 0
  fi
  tail -n 20 "$log" >&2 || true
  [ "${CI:-}" != true ] || timbre_fail "ONNX Runtime could not be set up; the whole log is build/onnxruntime.log"
  echo "timbre: going on without ONNX Runtime; there is no perceptual score" >&2
}

# Nothing is installed: the package is unpacked in a temporary folder, which also holds apt's lists of Debian 13.
timbre_fetch_onnxruntime() {
  case $(dpkg --print-architecture) in
    amd64) platform=x64 ;;
    arm64) platform=arm64 ;;
    *) echo "no ONNX Runtime for this processor"; return 1 ;;
  esac
  temporary=$(mktemp -d) || return 1
  timbre_debian_13_package libonnxruntime-dev "$temporary" &&
    rm -rf "$root/onnxruntime" && mkdir -p "$root/onnxruntime/include" "$root/onnxruntime/lib" &&
    cp "$temporary"/unpacked/usr/include/onnxruntime/*.h "$root/onnxruntime/include/" &&
    cp "$root/npm/node_modules/onnxruntime-node/bin/napi-v6/linux/$platform/libonnxruntime.so.1" "$root/onnxruntime/lib/"
  fetched=$?
  # other systems' libraries: 190 MB
  rm -rf "$root"/npm/node_modules/onnxruntime-node/bin/napi-v6/win32 "$root"/npm/node_modules/onnxruntime-node/bin/napi-v6/darwin
  rm -rf "$temporary"
  return $fetched
}

# timbre_debian_13_package <package> <folder>: unpacks it into <folder>/unpacked. The mirror is the one this machine gets
# Debian from; apt's own settings (a proxy, say) hold, its state is not touched.
timbre_debian_13_package() {
  # shellcheck disable=SC2016  # apt fills these in
  mirror=$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    sed -n "s/^$(. /etc/os-release && echo "$VERSION_CODENAME") main //p" | head -n 1)
  [ -n "$mirror" ] || { echo "no mirror of Debian among apt's sources"; return 1; }
  keys=/usr/share/keyrings/debian-archive-keyring.gpg
  [ -f "$keys" ] && signed="[signed-by=$keys] " || signed=""
  mkdir -p "$2/lists/partial" "$2/cache/archives/partial" "$2/unpacked" && : >"$2/status" &&
    echo "deb $signed$mirror trixie main" >"$2/sources.list" || return 1
  set -- "$1" "$2" -o Dir::Etc::SourceList="$2/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State="$2" \
    -o Dir::State::Lists="$2/lists" -o Dir::State::Status="$2/status" -o Dir::Cache="$2/cache" \
    -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none
  package=$1 folder=$2
  shift 2
  apt-get "$@" update -qq && (cd "$folder" && apt-get "$@" download -qq "$package") &&
    dpkg -x "$folder/$package"_*.deb "$folder/unpacked"
}

# timbre_page: the studio's page, built by Vite from web/ when something there has changed; cmake/embed.cmake takes it
# from build/web. The interface for programs works without it, so only continuous integration insists.
timbre_page() {
  root="$here/build/web"
  log="$here/build/page.log"
  stamp=$(cd "$here/web" && find . -path ./node_modules -prune -o -type f -print | sort | xargs sha256sum | sha256sum)
  [ "$(cat "$root/stamp" 2>/dev/null)" != "$stamp" ] || return 0
  mkdir -p "$root"
  echo "timbre: building the page" >&2
  if timbre_page_parts && (cd "$here/web" && npm run --silent build) >"$log" 2>&1; then
    echo "$stamp" >"$root/stamp"
    return 0
  fi
  tail -n 20 "$log" >&2 || true
  [ "${CI:-}" != true ] || timbre_fail "the page could not be built; the whole log is build/page.log"
  echo "timbre: going on without the studio's page" >&2
}

# What web/package-lock.json pins, scripts ignored.
timbre_page_parts() {
  command -v npm >/dev/null || timbre_install npm || return 1
  cmp -s "$here/web/package-lock.json" "$here/web/node_modules/.timbre-lock" && return 0
  (cd "$here/web" && npm ci --ignore-scripts --no-audit --no-fund) >"$log" 2>&1 &&
    cp "$here/web/package-lock.json" "$here/web/node_modules/.timbre-lock"
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
