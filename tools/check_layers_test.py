#!/usr/bin/env python3
"""check_layers.py must see each thing it promises to see, and be silent on a clean tree."""
import pathlib
import tempfile
import unittest

import check_layers


class Tree:
    """A tiny project: rooms base (0), audio (1), net (1) and score (2)."""

    def __init__(self, folder):
        self.root = pathlib.Path(folder)
        self.write("src/base/CMakeLists.txt", "add_room(NAME base LAYER 0 HEADERS a.h)")
        self.write("src/base/a.h", "#pragma once\n")
        self.write("src/audio/CMakeLists.txt", "add_room(NAME audio LAYER 1 USES base HEADERS b.h)")
        self.write("src/audio/b.h", '#include "base/a.h"\n')
        self.write("src/net/CMakeLists.txt", "add_room(NAME net LAYER 1 HEADERS n.h)")
        self.write("src/net/n.h", "\n")
        self.write("src/score/CMakeLists.txt", "add_room(NAME score LAYER 2 USES audio HEADERS c.h TESTS c_test.cpp)")
        self.write("src/score/c.h", '#include "audio/b.h"\n')
        self.write("src/score/c_test.cpp", '#include "score/c.h"\n#include "audio/testing/t.h"\n')
        self.write("src/audio/testing/t.h", "\n")

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def findings(self):
        return check_layers.check(self.root)


class CheckLayers(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.tree = Tree(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def assert_one(self, words):
        findings = self.tree.findings()
        self.assertEqual(len(findings), 1, findings)
        self.assertIn(words, findings[0])

    def test_clean_tree(self):
        self.assertEqual(self.tree.findings(), [])

    def test_upward(self):
        self.tree.write("src/base/CMakeLists.txt", "add_room(NAME base LAYER 0 USES audio HEADERS a.h)")
        self.tree.write("src/base/a.h", '#include "audio/b.h"\n')
        self.assert_one("imports go down")

    def test_sideways(self):
        self.tree.write("src/net/CMakeLists.txt", "add_room(NAME net LAYER 1 USES audio HEADERS n.h)")
        self.tree.write("src/net/n.h", '#include "audio/b.h"\n')
        self.assert_one("imports go down")

    def test_undeclared(self):
        self.tree.write("src/score/c.h", '#include "audio/b.h"\n#include "base/a.h"\n')
        self.assert_one("src/score/c.h:2: room score does not declare that it uses base")

    def test_unused(self):
        self.tree.write("src/score/CMakeLists.txt",
                        "add_room(NAME score LAYER 2 USES audio base HEADERS c.h TESTS c_test.cpp)")
        self.assert_one("declares that it uses base but includes nothing")

    def test_use_by_a_test_alone_is_not_use(self):
        self.tree.write("src/score/c.h", "\n")
        self.assert_one("declares that it uses audio")

    def test_test_uses_are_for_tests(self):
        self.tree.write("src/score/CMakeLists.txt",
                        "add_room(NAME score LAYER 2 USES audio TEST_USES base HEADERS c.h TESTS c_test.cpp)")
        self.tree.write("src/score/c_test.cpp", '#include "base/a.h"\n')
        self.assertEqual(self.tree.findings(), [])
        self.tree.write("src/score/c.h", '#include "audio/b.h"\n#include "base/a.h"\n')
        self.assert_one("does not declare that it uses base")

    def test_detail_is_private(self):
        self.tree.write("src/score/c.h", '#include "audio/b.h"\n#include "audio/detail/x.h"\n')
        self.assert_one("private to room audio")

    def test_testing_is_for_tests(self):
        self.tree.write("src/score/c.h", '#include "audio/b.h"\n#include "audio/testing/t.h"\n')
        self.assert_one("for tests only")

    def test_third_party_has_one_place(self):
        self.tree.write("src/score/c.h", '#include "audio/b.h"\n#include <fftw3.h>\n')
        self.assert_one("<fftw3.h> belongs in src/dsp/")

    def test_unlisted_file(self):
        self.tree.write("src/score/forgotten.cpp", "\n")
        self.assert_one("not listed")

    def test_a_source_begins_with_its_own_header(self):
        self.tree.write("src/net/CMakeLists.txt", "add_room(NAME net LAYER 1 HEADERS n.h SOURCES n.cpp)")
        self.tree.write("src/net/n.cpp", '// Why.\n#include "net/n.h"\n\n#include <string>\n')
        self.assertEqual(self.tree.findings(), [])
        self.tree.write("src/net/n.cpp", '#include <string>\n\n#include "net/n.h"\n')
        self.assert_one('src/net/n.cpp: its first include must be "net/n.h"')
        self.tree.write("src/net/n.cpp", "\n")
        self.assert_one("its first include must be")


if __name__ == "__main__":
    unittest.main()
