#!/usr/bin/env python3
"""How often `timbre phones` says the words of speechocean762's transcripts as the corpus's own phones have them.

usage: phone_agreement.py TIMBRE CORPUS      CORPUS is the folder with resource/text-phone, train/text and test/text

Every utterance is a paragraph of one text, so that words are said as in their sentence. A word counts as equal when its
phones are; "without stress" and the lines below it forgive more and more, each beside the ones above it. Prints a table
and the words that differ most often.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

FORGIVEN = ["phones and stress", "phones", "AH and IH as one", "AA and AO as one"]


def canonical(corpus):
    """Utterance to its words' phones."""
    phones = collections.defaultdict(dict)
    for line in (corpus / "resource/text-phone").read_text().splitlines():
        name, *labels = line.split()
        utterance, index = name.split(".")
        phones[utterance][int(index)] = [label.split("_")[0] for label in labels]
    return phones


def transcripts(corpus):
    texts = {}
    for part in ("train", "test"):
        for line in (corpus / part / "text").read_text().splitlines():
            utterance, text = line.split(None, 1)
            texts[utterance] = text.strip()
    return texts


def said(timbre, texts):
    """The phones of each text's words, in order, found by where each word was written."""
    written = "\n\n".join(text.lower() for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "text.txt"
        path.write_text(written)
        answer = subprocess.run([timbre, "phones", "--text-file", path, "--json"], capture_output=True, check=True).stdout
    at = collections.defaultdict(list)
    for word in json.loads(answer)["words"]:
        at[word["begin"]] += word["arpabet"]
    words = iter(at[match.start()] for match in re.finditer(r"\S+", written))
    return [[next(words) for _ in text.split()] for text in texts]


def stressless(label):
    return re.sub(r"\d", "", label)


def fold(labels, step):
    """What is forgiven at a step of FORGIVEN is made alike."""
    if step >= 1:
        labels = [stressless(label) for label in labels]
    if step >= 2:
        labels = ["IH" if label == "AH" else label for label in labels]
    return ["AA" if label == "AO" else label for label in labels] if step >= 3 else labels


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row, last = [i], row
        for j, y in enumerate(b, 1):
            row.append(min(last[j - 1] + (x != y), last[j] + 1, row[j - 1] + 1))
    return row[-1]


def main():
    timbre, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
    texts, phones = transcripts(corpus), canonical(corpus)
    names = [name for name, text in sorted(texts.items())
             if len(phones.get(name, {})) == len(text.split()) and re.fullmatch(r"[A-Za-z' ]+", text)]
    equal, words, errors, total = [0] * len(FORGIVEN), 0, 0, 0
    differing = collections.Counter()
    for name, spoken in zip(names, said(timbre, [texts[name] for name in names])):
        for index, (word, ours) in enumerate(zip(texts[name].split(), spoken)):
            theirs = phones[name][index]
            words += 1
            total += len(theirs)
            errors += distance(fold(ours, 1), fold(theirs, 1))
            for step in range(len(FORGIVEN)):
                equal[step] += fold(ours, step) == fold(theirs, step)
            if fold(ours, 2) != fold(theirs, 2):
                differing[f"{word}: {' '.join(map(stressless, ours))}, corpus {' '.join(map(stressless, theirs))}"] += 1
    print(f"{len(names)} utterances of {len(texts)}, {words} words")
    for what, count in zip(FORGIVEN, equal):
        print(f"{what:34} {100 * count / words:5.1f} %")
    print(f"{'phone error rate without stress':34} {100 * errors / total:5.1f} %")
    for what, count in differing.most_common(25):
        print(f"{count:5} {what}")


if __name__ == "__main__":
    main()
