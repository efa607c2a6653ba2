#!/bin/sh
# clang-tidy over every product source, on all cores; every check in .clang-tidy is an error.
# A file whose content, headers and rules have not changed since it passed is not analysed again (build/tidy).
set -eu
cd "$(dirname "$0")/.."
mkdir -p build/tidy
rules=$(cat .clang-tidy $(git ls-files -co --exclude-standard 'src/*.h' | sort) | sha256sum | cut -c1-16)
export rules
git ls-files -co --exclude-standard 'src/*.cpp' 'apps/*.cpp' | grep -v '_test\.cpp$' |
  xargs -P "$(nproc)" -I{} sh -c '
    stamp=build/tidy/$( (echo "$rules {}"; cat "{}") | sha256sum | cut -c1-24)
    [ -f "$stamp" ] && exit 0
    clang-tidy-14 --quiet -p build/release "{}" >"$stamp.log" 2>&1 && mv "$stamp.log" "$stamp" ||
      { echo "{}"; grep -E "error|warning:" "$stamp.log"; rm "$stamp.log"; exit 1; }'
echo "check_tidy: clean"
