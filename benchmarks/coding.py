"""Print how many sentences a second are coded on one core (goal: 3,000), with the letter that ships with the suite."""

import time
from pathlib import Path

from analysis.coding import code_letter, read_codebook
from analysis.letters import parse_letter
from analysis.read import read_document

LETTER = Path(__file__).parent.parent / "data/raw/stoke-on-trent focused visit letter 2020-11-13.txt"
TIMES = 40


def main() -> None:
    """Print the figure for the fastest of three rounds."""
    paragraphs = [
        {"visit_id": "v", "paragraph_id": f"v/p{n:03d}", "section": p.section, "kind": p.kind, "text": p.text}
        for n, p in enumerate(parse_letter(read_document(LETTER)).paragraphs)
    ]
    codebook = read_codebook()
    n_sentences = len(code_letter(paragraphs, codebook, source_type="letter").sentences)
    seconds = []
    for _ in range(3):
        start = time.process_time()
        for _ in range(TIMES):
            code_letter(paragraphs, codebook, source_type="letter")
        seconds.append(time.process_time() - start)
    print(f"coding: {n_sentences * TIMES / min(seconds):,.0f} sentences a second (goal: 3,000)")


if __name__ == "__main__":
    main()
