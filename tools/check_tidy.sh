#!/bin/sh
# clang-tidy over every product source, on all cores; every check in .clang-tidy is an error.
# A file that has passed is not analysed again while it, the headers, the rules and its flags stay the same (build/tidy).
set -eu
cd "$(dirname "$0")/.."
here=$(pwd)
log=build/tidy/configure.log
mkdir -p build/tidy
export CCACHE_DIR="${CCACHE_DIR:-$here/build/ccache}"
{ cmake --preset release && cmake --build --preset release --target timbre_embedded; } >"$log" 2>&1 || {
  cat "$log" >&2
  exit 1
}

# Flags that only GCC knows are no finding.
tidy="clang-tidy-14 --quiet --extra-arg=-Wno-unknown-warning-option"
# Clang 14 has coroutines only under another name, which Boost.Asio with GCC's library does not look for.
coroutines="--extra-arg=-fcoroutines-ts --extra-arg=-Wno-macro-redefined --extra-arg=-D__cpp_impl_coroutine=1
  --extra-arg=-DBOOST_ASIO_HAS_CO_AWAIT=1 --extra-arg=-DBOOST_ASIO_HAS_STD_COROUTINE=1"
own_headers="^$here/(src|apps)/"
rules=$({
  echo "$tidy $coroutines"
  git ls-files -co --exclude-standard '*.clang-tidy' cmake 'src/*.h' '*CMakeLists.txt' | sort | xargs cat
} | sha256sum | cut -c1-16)
export tidy coroutines own_headers rules

# xargs goes on after a failure and then fails itself; a stamp is written only by a clean run.
git ls-files -co --exclude-standard 'src/*.cpp' 'apps/*.cpp' | grep -v '_test\.cpp$' |
  xargs -P "$(nproc)" -I{} sh -c '
    stamp=build/tidy/$({ echo "$rules {}"; cat "{}"; } | sha256sum | cut -c1-24)
    [ ! -f "$stamp" ] || exit 0
    extra=""
    flags=build/release
    case "{}" in
      src/server/session.cpp | src/server/server.cpp) extra=$coroutines ;;
      src/train/aligned_corpus.cpp | src/train/augment.cpp | src/train/config_fields.cpp | src/train/corp*.cpp | src/train/feature_store.cpp | src/train/flite_*.cpp | \
        src/train/schedule.cpp | src/train/speaker_features.cpp | src/train/*_config.cpp | src/train/training_log.cpp | apps/corpus/*)
        flags=build/train  # learning is built apart, where LibTorch is
        [ -f $flags/compile_commands.json ] || exit 0
        ;;
      src/train/* | apps/train_*) exit 0 ;;  # Clang 14 cannot read the headers of LibTorch with the library of GCC 12
    esac
    if $tidy -p $flags $extra --header-filter="$own_headers" "{}" >"$stamp.log" 2>&1; then
      mv "$stamp.log" "$stamp"
    else
      grep -vE "^([0-9]+ warnings? |Error while processing |Suppressed |Use -header-filter)" "$stamp.log" >&2 || echo "{}: clang-tidy failed" >&2
      rm "$stamp.log"
      exit 1
    fi' || {
  echo "check_tidy: findings above" >&2
  exit 1
}
echo "check_tidy: clean"
