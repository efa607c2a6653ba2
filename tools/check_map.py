#!/usr/bin/env python3
"""Compares the table of rooms in docs/map.md with the add_room lines, so that the map cannot rot.

usage: check_map.py [ROOT]
"""
import pathlib
import re
import sys

import check_layers

ROW = re.compile(r"^\|\s*(\d+)\s*\|\s*`(\w+)`\s*\|[^|]*\|\s*([^|]*)\|\s*$", re.M)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    built = {r.name: (r.layer, r.uses) for r in check_layers.read_rooms(root).values()}
    written = {}
    for layer, name, uses in ROW.findall((root / "docs/map.md").read_text()):
        written[name] = (int(layer), set(re.findall(r"\w+", uses)))
    findings = []
    for name in sorted(built.keys() | written.keys()):
        if built.get(name) != written.get(name):
            findings.append(f"room {name}: CMake says {built.get(name)}, docs/map.md says {written.get(name)}")
    for finding in findings:
        print(finding)
    print(f"check_map: {len(findings)} finding(s)")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
