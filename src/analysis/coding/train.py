"""Learn `theme_clues.csv` and `theme_words.csv`.

    python -m analysis.coding.train GOLD LETTERS

GOLD holds pairs of `<name>_sentences.csv` (id, document, section, paragraph, text) and `<name>_coding.csv`
(id, themes); LETTERS are real reports. First the clues are weighed by a logistic regression on the hand coding,
without the wording. The machine then codes the letters, and what it coded teaches which words go with which theme.
Last the clues are weighed again, wording included. A third of the documents is locked (`is_locked`): nothing is
learned from them.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.coding.clues import Earlier, Paragraph, find_clues, gather
from analysis.coding.codebook import Codebook, read_codebook
from analysis.coding.coder import all_phrases
from analysis.coding.phrases import split_words
from analysis.coding.sentences import split_sentences
from analysis.coding.themes import choose_themes, list_candidates, read_sentence, section_themes
from analysis.coding.weights import ALWAYS, Clue, write_clues, write_words

CLUE_FIT = 0.7  # scikit-learn's C, chosen by cross-validation over documents
WORD_FIT = 0.1
FEWEST_LETTERS = 12  # that a word must stand in to be learned: names of places and people stand in fewer
FEWEST_CODED = 8  # sentences on a theme that it takes to learn its words
SMALLEST = 0.02  # a clue that weighs less than this is left out
LEAST_WORD = 0.2  # so is a word that weighs less than this
OPENED = {"calderdale-19-december-2018", "havering-16-february-2024"}  # were read before the third was locked

Example = tuple[list[Clue], bool]  # the clues for a candidate theme of a sentence, and whether a person coded it


def is_locked(document: str) -> bool:
    """Return whether a document belongs to the third that is kept for measuring."""
    return document not in OPENED and int(hashlib.sha256(document.encode()).hexdigest(), 16) % 3 == 0


def read_gold(folder: Path) -> pd.DataFrame:
    """Return all hand-coded sentences of a folder: document, section, paragraph, text, themes, stance, direction."""
    pairs = [
        (path, path.with_name(path.name.replace("sentences", "coding"))) for path in folder.glob("*_sentences.csv")
    ]
    return pd.concat(
        [pd.read_csv(sentences).merge(pd.read_csv(coding), on="id") for sentences, coding in sorted(pairs)]
    )


def gather_texts(texts: list[str], section: object, codebook: Codebook) -> Paragraph:
    """Return the paragraph that sentences make under a heading (missing where it has none)."""
    phrases = all_phrases(codebook)
    readings = [read_sentence(words, phrases.find(words)) for words in map(split_words, texts)]
    return gather(readings, section_themes(phrases, section if isinstance(section, str) else None))


def list_examples(gold: pd.DataFrame, codebook: Codebook) -> list[Example]:
    """Return every candidate theme of every hand-coded sentence."""
    examples = []
    for _, rows in gold.groupby(["document", "paragraph"], sort=False):
        paragraph = gather_texts(list(rows["text"]), rows["section"].iloc[0], codebook)
        candidates, earlier = list_candidates(paragraph, codebook), Earlier()
        for themes in rows["themes"].fillna(""):
            coded = set(themes.split(";")) - {""}
            examples += [(list(find_clues(theme, paragraph, earlier)), theme in coded) for theme in candidates]
            earlier = earlier.then(coded)
    return examples


def learn_clues(examples: list[Example]) -> dict[Clue, float]:
    """Return the weight of each clue."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    seen = vectorizer.fit_transform([dict.fromkeys(map("|".join, clues), 1) for clues, _ in examples])
    model = LogisticRegression(C=CLUE_FIT, max_iter=3000, fit_intercept=False)
    model.fit(seen, [coded for _, coded in examples])
    weights = zip(vectorizer.feature_names_, model.coef_[0], strict=True)
    return {tuple(name.split("|")): weight for name, weight in weights if abs(weight) >= SMALLEST}


def learn_words(letters: list[Path], codebook: Codebook) -> dict[str, dict[str, float]]:
    """Return the weight of each word for each theme, from how the machine codes real letters by their clues alone."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    by_letter = [list(_code_letter(path, codebook)) for path in letters]
    spread = Counter(word for letter in by_letter for word in {word for words, _ in letter for word in words})
    names = sorted(word for word, n_letters in spread.items() if n_letters >= FEWEST_LETTERS)
    coded = [sentence for letter in by_letter for sentence in letter]
    seen = CountVectorizer(binary=True, analyzer=set, vocabulary=names).transform([words for words, _ in coded])
    learned = {}
    for theme in codebook.themes:
        is_coded = [theme in themes for _, themes in coded]
        if sum(is_coded) >= FEWEST_CODED:
            model = LogisticRegression(C=WORD_FIT, solver="liblinear", max_iter=300).fit(seen, is_coded)
            kept = {
                name: weight for name, weight in zip(names, model.coef_[0], strict=True) if abs(weight) >= LEAST_WORD
            }
            learned[theme] = {ALWAYS: model.intercept_[0], **kept}
    return learned


def _code_letter(path: Path, codebook: Codebook) -> Iterator[tuple[list[str], set[str]]]:
    """Yield the words of each sentence of a letter and the themes that the machine codes."""
    from analysis.letters import parse_letter
    from analysis.read import ReadError, read_document

    try:
        letter = parse_letter(read_document(path))
    except ReadError:
        return
    for printed in letter.paragraphs:
        paragraph = gather_texts(split_sentences(printed.text), printed.section, codebook)
        for reading, chosen in zip(paragraph.readings, choose_themes(paragraph, codebook), strict=True):
            yield [word.text for word in reading.words], set(chosen)


def main(gold: Path, letters: Path) -> None:
    """Learn both tables and write them into the package."""
    codebook = read_codebook()
    coded = read_gold(gold)
    open_gold = coded[~coded["document"].map(is_locked)]
    write_words({})
    write_clues(learn_clues(list_examples(open_gold, codebook)))
    write_words(learn_words([path for path in sorted(letters.iterdir()) if not is_locked(path.stem)], codebook))
    write_clues(learn_clues(list_examples(open_gold, codebook)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
