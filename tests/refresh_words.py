"""Count the words of the national reports: how src/analysis/letters/words.csv was made.

python tests/refresh_words.py FOLDER

FOLDER holds the reports. Only words in small letters are listed, so that no name is.
"""

import csv
import re
import sys
from collections import Counter
from pathlib import Path

from analysis.base.resources import PACKAGE
from analysis.letters import parse_letter
from analysis.read import ReadError, read_document

FEWEST = 3  # a word of fewer reports is not listed
WORD = re.compile(r"(?<![\w’'-])[a-z]{2,}(?:-[a-z]+)*(?![\w’'-])")


def count_words(paths: list[Path]) -> Counter:
    """Return in how many reports each word stands, hyphens and all."""
    counts: Counter = Counter()
    for path in paths:
        try:
            letter = parse_letter(read_document(path))
        except ReadError:
            continue
        counts.update({word for paragraph in letter.paragraphs for word in WORD.findall(paragraph.text)})
    return counts


def main() -> None:
    """Write words.csv from the folder named on the command line."""
    counts = count_words(sorted(Path(sys.argv[1]).glob("*.pdf")))
    rows = sorted((word, count) for word, count in counts.items() if count >= FEWEST)
    with (PACKAGE / "letters" / "words.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("word", "n_reports"), *rows])
    print(f"words.csv: {len(rows)} words")


if __name__ == "__main__":
    main()
