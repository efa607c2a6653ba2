#!/usr/bin/env python3
"""Makes data/train/sentences.txt: the sentences that flite's voices say to teach the built-in voice.

Patterns and words are our own (sentence_patterns.py, sentence_words.py). A pattern's slots are filled from decks of
words, each dealt to its end before it is shuffled again, so that every word is used about as often as its neighbours.
The same seed gives the same list. A line is one utterance: four to eighteen words, ASCII, numbers written out.

Slots: {thing} one noun, {thing+} its plural, {a thing} with its article; {verb} {verb:s} {verb:ed} {verb:en} {verb:ing}
forms of one verb; a capital first letter ({Job}) capitalises. {name} {he} {him} {his} agree within a sentence.

usage: make_sentences.py [--count 1500] [--seed 8] > data/train/sentences.txt
"""
import argparse
import random
import re
import sys

from sentence_patterns import FIXED, PATTERNS
from sentence_words import PLURALS, WORDS

VOWELS = tuple("aeiou")
PRONOUNS = {"he": ("he", "she"), "him": ("him", "her"), "his": ("his", "her")}
VERBS = ("handle", "act", "roam", "cook", "say")
# Slots with few words, drawn by chance: what "she wore", and what animals have done.
FEW = {
    "kin*": ["children"], "some": ["some"],
    "thing*": ["dress", "coat", "jacket", "scarf", "blouse", "skirt", "sweater", "shawl"],
    "handle*": ["chewed", "eaten", "broken", "stolen", "found", "scratched", "torn", "hidden"],
}


def regular(verb, form):
    """A verb's form by rule; a second word ("pick up") stays behind it."""
    head, _, rest = verb.partition(" ")
    if form == "s":
        if head.endswith(("s", "sh", "ch", "x", "z", "o")):
            head += "es"
        elif head.endswith("y") and head[-2] not in VOWELS:
            head = head[:-1] + "ies"
        else:
            head += "s"
    elif form == "ing":
        head = head[:-1] + "ing" if head.endswith("e") and not head.endswith("ee") else head + "ing"
    elif head.endswith("e"):
        head += "d"
    elif head.endswith("y") and head[-2] not in VOWELS:
        head = head[:-1] + "ied"
    else:
        head += "ed"
    return f"{head} {rest}".strip()


# Whose last consonant is doubled before "ing".
DOUBLED = set("""clap cut drag drop forget get grab hop hum jog nod prefer put_down run shrug sit_down slip sob spot
    swim win wrap chop stir""".split())


def verb_form(entry, form):
    parts = entry.split("/")
    base = parts[0]
    if form == "ed" and len(parts) == 3:
        made = parts[1]
    elif form == "en" and len(parts) == 3:
        made = parts[2]
    elif form == "ing" and base in DOUBLED:
        head, _, rest = base.partition("_")
        made = f"{head}{head[-1]}ing {rest}".strip()
    elif form:
        made = regular(base.replace("_", " "), "ed" if form == "en" else form)
    else:
        made = base
    return made.replace("_", " ")


def plural(noun):
    if noun in PLURALS:
        return PLURALS[noun]
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def article(word):
    sounds_like_you = word.startswith(("uni", "use", "eu", "one"))
    is_silent = word.startswith(("honest", "hour"))
    return "an" if (word[0].lower() in VOWELS and not sounds_like_you) or is_silent else "a"


class Deck:
    def __init__(self, words, generator):
        self.words, self.generator, self.left = words.split(), generator, []

    def draw(self, taken):
        """The next word; one of this sentence's is put off."""
        for _ in range(len(self.words) + 1):
            if not self.left:
                self.left = self.generator.sample(self.words, len(self.words))
            word = self.left.pop()
            if word not in taken:
                return word
            self.left.insert(0, word)
        return word


class Writer:
    def __init__(self, generator):
        self.generator = generator
        self.decks = {name: Deck(words, generator) for name, words in WORDS.items()}

    def write(self, pattern):
        self.taken = set()
        self.is_woman = self.generator.random() < 0.5
        sentence = re.sub(r"\{([^}]*)\}", lambda match: self.fill(match.group(1)), pattern)
        for at, c in enumerate(sentence):
            if c.isalpha():
                return sentence[:at] + c.upper() + sentence[at + 1:]
        return sentence

    def fill(self, slot):
        made = self.value(slot[0].lower() + slot[1:])
        return made[0].upper() + made[1:] if slot[0].isupper() else made

    def value(self, slot):
        """`he*` is `he` in a sentence without a name; it reads the same."""
        if slot.rstrip("*") in PRONOUNS:
            return PRONOUNS[slot.rstrip("*")][self.is_woman]
        if slot in FEW:
            return FEW[slot][0] if len(FEW[slot]) == 1 else self.generator.choice(FEW[slot])
        if slot.startswith("a "):
            word = self.value(slot[2:])
            return f"{article(word)} {word}"
        if slot.endswith("+"):
            return plural(self.draw(slot[:-1]))
        name, _, form = slot.partition(":")
        if name == "name":
            return self.draw("woman" if self.is_woman else "man")
        word = self.draw(name)
        return verb_form(word, form) if name in VERBS else word.replace("_", " ")

    def draw(self, deck):
        word = self.decks[deck].draw(self.taken)
        self.taken.add(word)
        return word


def sentences(count, seed):
    generator = random.Random(seed)
    writer = Writer(generator)
    made = list(FIXED)
    seen = set(made)
    while len(made) < count:
        for pattern in generator.sample(PATTERNS, len(PATTERNS)):
            sentence = writer.write(pattern)
            words = [word for word in sentence.split() if word != "-"]
            if 4 <= len(words) <= 18 and sentence not in seen and len(made) < count:
                seen.add(sentence)
                made.append(sentence)
    generator.shuffle(made)
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=8)
    arguments = parser.parse_args()
    print("\n".join(sentences(arguments.count, arguments.seed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
