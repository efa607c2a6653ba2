#!/usr/bin/env python3
"""Proves that the rooms under src/ import downward only.

Reads every add_room(NAME … LAYER … USES … TEST_USES …) under src/ and every #include below it. Fails, naming file and line, on
  - a room that uses one of its own or a higher layer,
  - an include of a room that is not declared in USES,
  - a declared room that nothing includes,
  - another room's detail/, or any testing/ from product code,
  - a third-party header outside the one place that may name it,
  - a header, source or test that its room's CMakeLists.txt does not list,
  - a source x.cpp whose first include is not the x.h beside it: that is how such a header is compiled alone.

usage: check_layers.py [ROOT]     exit 0 clean, 1 findings, 2 wrong usage
"""
import pathlib
import re
import sys

# Third-party header prefix → where it may appear, as path prefixes below the root.
THIRD_PARTY = {
    "fftw3.h": ["src/dsp/"],
    "soxr.h": ["src/dsp/"],
    "libavformat/": ["src/audio/codec/"],
    "libavcodec/": ["src/audio/codec/"],
    "libavutil/": ["src/audio/codec/"],
    "libswresample/": ["src/audio/codec/"],
    "seccomp.h": ["src/audio/codec/"],
    "nlohmann/": ["src/base/json.h"],
    "CLI/": ["src/cli/"],
    "openssl/": ["src/base/"],
    "archive.h": ["src/store/"],
    "archive_entry.h": ["src/store/"],
    "boost/": ["src/server/"],
    "sqlite3.h": ["src/store/"],
    "curl/": ["src/net/"],
    "pocketsphinx": ["src/asr/"],
    "sphinxbase/": ["src/asr/"],
    "onnxruntime": ["src/nn/"],
    "whisper.h": ["src/asr/"],
    "ggml": ["src/asr/"],
    "espeak-ng/": ["src/text/", "tests/alignment/"],
    "flite/": ["src/train/", "tests/alignment/", "apps/eval/"],
    "zlib.h": ["src/text/", "apps/eval/"],
    "FLAC/": ["src/audio/codec/"],
    "ebur128.h": ["tests/"],
    "benchmark/": ["bench/"],
    "torch/": ["src/train/", "apps/train_acoustic/", "apps/train_speaker/", "apps/train_vocoder/"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
ROOM = re.compile(r"add_room\((.*?)\)", re.S)
KEYWORDS = {"NAME", "LAYER", "USES", "TEST_USES", "LINK", "HEADERS", "SOURCES", "TESTS", "TEST_LINK"}


class Room:
    def __init__(self, folder, words):
        self.folder = folder
        self.fields = {}
        keyword = None
        for word in words:
            if word in KEYWORDS:
                keyword = word
                self.fields[keyword] = []
            elif keyword:
                self.fields[keyword].append(word)
        self.name = self.fields["NAME"][0]
        self.layer = int(self.fields["LAYER"][0])
        self.uses = set(self.fields.get("USES", []))
        self.test_uses = set(self.fields.get("TEST_USES", []))
        self.listed = {w for k in ("HEADERS", "SOURCES", "TESTS") for w in self.fields.get(k, [])}


def read_rooms(root):
    rooms = {}
    for cmake in sorted((root / "src").glob("*/CMakeLists.txt")):
        text = re.sub(r"#.*", "", cmake.read_text())
        for match in ROOM.finditer(text):
            room = Room(cmake.parent, match.group(1).split())
            room.other_lists = set(re.findall(r"[\w/.-]+\.(?:cpp|h)\b", text))
            rooms[room.name] = room
    return rooms


def includes_of(path):
    for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1)


def is_test(path):
    return path.stem.endswith("_test") or "testing" in path.parts


def check_room(root, room, rooms):
    findings = []
    for used in sorted(room.uses | room.test_uses):
        if used not in rooms:
            findings.append(f"room {room.name} uses {used}, which is no room")
        elif rooms[used].layer >= room.layer:
            findings.append(
                f"room {room.name} (layer {room.layer}) may not use {used} (layer {rooms[used].layer}): imports go down")
    seen = set()
    for path in sorted(p for p in room.folder.rglob("*") if p.suffix in (".h", ".cpp")):
        where = path.relative_to(root)
        inside = str(path.relative_to(room.folder))
        if "testing" not in path.parts and inside not in room.other_lists:
            findings.append(f"{where}: not listed in {room.folder.relative_to(root)}/CMakeLists.txt")
        includes = list(includes_of(path))
        own = path.with_suffix(".h")
        if path.suffix == ".cpp" and own.exists():
            wanted = str(own.relative_to(root / "src"))
            if not includes or includes[0][1] != wanted:
                findings.append(f"{where}: its first include must be \"{wanted}\"")
        for line, include in includes:
            target = include.split("/")[0]
            if target not in rooms or "/" not in include:
                continue
            if "/testing/" in include and not is_test(path):
                findings.append(f"{where}:{line}: {include} is for tests only")
            if target == room.name:
                continue
            if "/detail/" in include:
                findings.append(f"{where}:{line}: {include} is private to room {target}")
            if not is_test(path):
                seen.add(target)
            if target not in room.uses and not (is_test(path) and target in room.test_uses):
                findings.append(f"{where}:{line}: room {room.name} does not declare that it uses {target}")
    for unused in sorted(room.uses - seen):
        findings.append(f"room {room.name} declares that it uses {unused} but includes nothing of it")
    return findings


def check_third_party(root):
    findings = []
    for top in ("src", "apps", "tests", "bench"):
        for path in sorted(p for p in (root / top).rglob("*") if p.suffix in (".h", ".cpp")):
            where = str(path.relative_to(root))
            for line, include in includes_of(path):
                for prefix, allowed in THIRD_PARTY.items():
                    if include.startswith(prefix) and not any(where.startswith(a) for a in allowed):
                        if prefix == "ebur128.h" and is_test(path):
                            continue
                        findings.append(f"{where}:{line}: <{include}> belongs in {' or '.join(allowed)}")
    return findings


def check(root):
    rooms = read_rooms(root)
    if not rooms:
        return [f"no add_room found under {root / 'src'}"]
    findings = []
    for room in rooms.values():
        findings += check_room(root, room, rooms)
    return findings + check_third_party(root)


def main(arguments):
    if len(arguments) > 1:
        print(__doc__, file=sys.stderr)
        return 2
    root = pathlib.Path(arguments[0] if arguments else ".").resolve()
    findings = check(root)
    for finding in findings:
        print(finding)
    print(f"check_layers: {len(findings)} finding(s)")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
