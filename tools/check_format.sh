#!/bin/sh
# Every C++ file is as clang-format 14 would write it. --fix writes it so.
set -eu
cd "$(dirname "$0")/.."
mode="--dry-run --Werror"
[ "${1:-}" != "--fix" ] || mode="-i"
# shellcheck disable=SC2086
git ls-files -co --exclude-standard '*.h' '*.cpp' | xargs clang-format-14 $mode
