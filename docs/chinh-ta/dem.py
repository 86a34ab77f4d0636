#!/usr/bin/env python3
"""Makes the tables of `vanthu check` from counts of official documents: dem.py FOLDER

FOLDER holds am-tiet.tsv (syllable, documents), cap-am-tiet.tsv (two syllables beside each other, documents) and
van-ban-vien-dan.tsv (sign, date, times cited, times with another date). Official documents are nobody's property
(Luật Sở hữu trí tuệ, Điều 15); the tables are counts and facts of them.
"""

import collections
import pathlib
import sys

# an act is believed when it is cited twice at least, and with another date in a fifth of the cases at most
LEAST, DOUBT = 2, 5


def rows(folder, name):
    for line in (folder / name).read_text(encoding="utf-8").splitlines()[1:]:
        yield line.split("\t")


def main():
    folder = pathlib.Path(sys.argv[1])
    source = pathlib.Path(__file__).resolve().parents[2] / "src/check"
    neighbours = collections.defaultdict(list)
    for first, second, documents in rows(folder, "cap-am-tiet.tsv"):
        neighbours[first].append(second if documents == "1" else f"{second} {documents}")
    syllables = sorted(f"{syllable} {documents}" for syllable, documents, *_ in rows(folder, "am-tiet.tsv"))
    lines = (" ".join([head, *sorted(neighbours[head.split()[0]])]) for head in sorted(syllables, key=lambda head: head.split()[0]))
    (source / "language/counted.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    acts = sorted((sign, date) for sign, date, times, other, *_ in rows(folder, "van-ban-vien-dan.tsv") if int(times) >= LEAST and int(other) * DOUBT <= int(times))
    (source / "rules/citations/acts.tsv").write_text("".join(f"{sign}\t{date}\n" for sign, date in acts), encoding="utf-8")


main()
