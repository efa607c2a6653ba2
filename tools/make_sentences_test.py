#!/usr/bin/env python3
"""Rungs: exact (the committed list is the one that is made), property (length, letters, no sentence twice)."""
import pathlib
import sys
import unittest

import make_sentences

LIST = pathlib.Path(__file__).resolve().parent.parent / "data/train/sentences.txt"


class Sentences(unittest.TestCase):
    def setUp(self):
        self.made = make_sentences.sentences(1500, 8)

    def test_are_those_in_the_list(self):
        self.assertEqual("\n".join(self.made) + "\n", LIST.read_text(encoding="ascii"))

    def test_are_sentences(self):
        self.assertEqual(len(set(self.made)), 1500)
        for sentence in self.made:
            words = [word for word in sentence.split(" ") if word != "-"]
            self.assertTrue(4 <= len(words) <= 18, sentence)
            self.assertRegex(sentence, r"^\"?[A-Z][A-Za-z ,;:.?!'\"-]*[.?!]\"?$")

    def test_another_seed_makes_others(self):
        self.assertGreater(len(set(make_sentences.sentences(1500, 9)) - set(self.made)), 1000)

    def test_forms_are_regular_unless_they_are_given(self):
        for entry, form, made in [("carry", "ed", "carried"), ("drop/dropped/dropped", "ing", "dropping"),
                                  ("take/took/taken", "en", "taken"), ("watch", "s", "watches"),
                                  ("bake", "ing", "baking"),
                                  ("pick_up/picked_up/picked_up", "s", "picks up"), ("see/saw/seen", "ing", "seeing"),
                                  ("put_down/put_down/put_down", "ing", "putting down")]:
            self.assertEqual(make_sentences.verb_form(entry, form), made)
        self.assertEqual([make_sentences.plural(noun) for noun in ("box", "cherry", "toy", "knife")],
                         ["boxes", "cherries", "toys", "knives"])
        self.assertEqual([make_sentences.article(word) for word in ("apple", "uniform", "hour", "umbrella", "boat")],
                         ["an", "a", "an", "an", "a"])


if __name__ == "__main__":
    sys.exit(unittest.main())
