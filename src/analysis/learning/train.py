"""Learn `theme_clues.csv`, `theme_words.csv` and `stance_clues.csv`.

    python -m analysis.learning.train GOLD LETTERS [CODING]

GOLD is the folder of hand-coded sentences, LETTERS the real reports, CODING the project's own coding of sentences in
them (training/coding.csv). First the clues to themes are weighed by a logistic regression, without the wording. The
machine then codes the letters, and what it coded teaches which words go with which theme. Then the clues are weighed
again, with the wording and each word by itself. Clues to a stance are weighed by another logistic regression.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from analysis.coding.clues import ABSENT, BY_THEME, DETAILS, STATES, Clues, Seen, follow
from analysis.coding.codebook import Codebook, read_codebook
from analysis.coding.coder import Printed, Read, read_paragraphs
from analysis.coding.sentences import split_sentences
from analysis.coding.stance import STANCES
from analysis.coding.themes import choose_themes, see
from analysis.coding.weights import ALWAYS, Clue, write_clues, write_stances, write_words
from analysis.learning.examples import Example, is_locked, list_coded, list_gold, list_own, read_gold

CODING = Path("training/coding.csv")
CLUE_FIT = 0.4  # scikit-learn's C; this and the numbers below were chosen by cross-validation over documents
WORDING_FIT = 0.1
STANCE_FIT = 0.3
WORD_VALUE = 0.3  # a word counts a third as much as a clue, so that it learns only what the clues leave open
STANCE_WORD_VALUE = 0.5
RARER = {"strength": 1.0, "concern": 1.0, "mixed": 1.3, "neutral": 2.0}  # weights of the rarer stances
FEWEST_LETTERS = 12  # that a word must stand in for its wording to be learned: names of people stand in fewer
FEWEST_CODED = 8  # sentences on a theme that it takes to learn its wording
FEWEST_SENTENCES = 4  # coded ones, that a word or a clue to a stance must stand in
OWN_COUNT = 5  # times that the codebook's own examples count: few single sentences stand against many in paragraphs
SMALLEST = 0.02  # a clue that weighs less than this is left out
LEAST_WORDING = 0.2  # so is a word whose wording weighs less than this
LEAST_PAIR = 0.1  # and a pair of words that weighs less than this in every stance

WORD = "word"
Features = list[dict[Clue, float]]


def read_examples(examples: Sequence[Example], codebook: Codebook) -> Read:
    """Return what is read in the sentences of examples."""
    return read_paragraphs([Printed(example.sentences, example.section) for example in examples], codebook)


def list_cells(examples: Sequence[Example], codebook: Codebook) -> tuple[Features, list[bool]]:
    """Return the clues for every candidate theme of every coded sentence, and whether a person coded it."""
    evidence, themes = read_examples(examples, codebook).evidence, list(codebook.themes)
    seen, _ = see(evidence, codebook)
    coding = [coding for example in examples for coding in example.coding]
    coded = np.array([[bool(row) and theme in row[0] for theme in themes] for row in coding])
    clues = {**seen.clues, **_look_back(seen, coded)}
    rest = np.array([theme.rest for theme in codebook.themes.values()])
    is_coded = np.array([row is not None for row in coding])[:, None]
    cells: dict[tuple[int, int], dict[Clue, float]] = {}
    for sentence, at in zip(*(axis.tolist() for axis in (seen.candidate & ~rest & is_coded).nonzero()), strict=True):
        words = {(WORD, "", themes[at], word): WORD_VALUE for word in set(evidence.words[sentence].texts)}
        cells[sentence, at] = words | dict.fromkeys(_name_clues(seen, clues, themes, sentence, at), 1.0)
    cues = evidence.list_cues()
    for sentence, phrase in zip(cues.sentence.tolist(), cues.phrase.tolist(), strict=True):
        at, label = int(evidence.theme[phrase]), evidence.labels[phrase]
        if (sentence, at) in cells:
            cells[sentence, at]["own", "cue", label.theme, label.phrase] = 1.0
    return list(cells.values()), [bool(coded[cell]) for cell in cells]


def _look_back(seen: Seen, coded: np.ndarray) -> Clues:
    """Return the clues that lie in what a person coded the sentences before with."""
    found: Clues = {}

    def decide(rows: np.ndarray, earlier: Clues) -> np.ndarray:
        for clue, details in earlier.items():
            found.setdefault(clue, np.full(seen.own.shape, ABSENT))[rows] = details
        return coded[rows]

    follow(seen, decide)
    return found


def _name_clues(seen: Seen, clues: Clues, themes: list[str], sentence: int, at: int) -> Iterator[Clue]:
    """Yield the clues to one theme in one sentence, as the tables name them; its cues and words are left out."""
    state, theme = STATES[seen.state[sentence, at]], themes[at]
    for clue, details in clues.items():
        if details[sentence, at] != ABSENT:
            detail = DETAILS.get(clue, ("",))[details[sentence, at]]
            yield state, clue, "", detail
            if clue in BY_THEME:
                yield state, clue, theme, detail
    for other in seen.own[sentence].nonzero()[0].tolist():
        if other != at:
            yield state, "with", theme, themes[other]


def learn_clues(cells: Features, coded: list[bool], *, with_words: bool) -> dict[Clue, float]:
    """Return the weight of each clue, and of each word as the clue (WORD, "", theme, word)."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    common = Counter(clue for cell in cells for clue in cell if clue[0] == WORD)
    kept = [
        {
            "|".join(clue): value
            for clue, value in cell.items()
            if clue[0] != WORD or (with_words and common[clue] >= FEWEST_SENTENCES)
        }
        for cell in cells
    ]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=CLUE_FIT, max_iter=3000, fit_intercept=False).fit(
        vectorizer.fit_transform(kept), coded
    )
    weights = zip(vectorizer.feature_names_, model.coef_[0], strict=True)
    clues = ((tuple(name.split("|")), float(weight)) for name, weight in weights)
    return {clue: weight * (WORD_VALUE if clue[0] == WORD else 1) for clue, weight in clues if abs(weight) >= SMALLEST}


def learn_wording(letters: list[Path], codebook: Codebook) -> dict[tuple[str, str], float]:
    """Return the weight of each theme and word, from how the machine codes real letters by their clues alone."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    by_letter = [list(_code_letter(path, codebook)) for path in letters]
    spread = Counter(word for letter in by_letter for word in {word for words, _ in letter for word in words})
    names = sorted(word for word, n_letters in spread.items() if n_letters >= FEWEST_LETTERS)
    coded = [sentence for letter in by_letter for sentence in letter]
    seen = CountVectorizer(binary=True, analyzer=set, vocabulary=names).transform([words for words, _ in coded])
    learned: dict[tuple[str, str], float] = {}
    for theme in codebook.themes:
        is_coded = [theme in themes for _, themes in coded]
        if sum(is_coded) >= FEWEST_CODED:
            model = LogisticRegression(C=WORDING_FIT, solver="liblinear", max_iter=300).fit(seen, is_coded)
            learned[theme, ALWAYS] = float(model.intercept_[0])
            for name, weight in zip(names, model.coef_[0], strict=True):
                if abs(weight) >= LEAST_WORDING:
                    learned[theme, name] = float(weight)
    return learned


def _code_letter(path: Path, codebook: Codebook) -> Iterator[tuple[list[str], set[str]]]:
    """Yield the words of each sentence of a letter and the themes that the machine codes."""
    from analysis.letters import parse_letter
    from analysis.read import ReadError, read_document

    try:
        letter = parse_letter(read_document(path))
    except ReadError:
        return
    examples = [Example("", p.section, split_sentences(p.text), []) for p in letter.paragraphs]
    evidence = read_examples(examples, codebook).evidence
    coded, _ = choose_themes(evidence, codebook)
    themes = np.array(list(codebook.themes))
    for words, chosen in zip(evidence.words, coded, strict=True):
        yield words.texts, set(themes[chosen].tolist())


def learn_stances(examples: Sequence[Example], codebook: Codebook) -> dict[str, list[float]]:
    """Return the weight of each clue to a stance, for each of STANCES."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    coding = [coding for example in examples for coding in example.coding]
    read = zip(read_examples(examples, codebook).clues, coding, strict=True)
    coded = [(set(own), stance) for own, row in read if row for stance in [row[1]]]
    clues, stances = [own for own, _ in coded], [stance for _, stance in coded]
    common = Counter(clue for own in clues for clue in own)
    value = {clue: STANCE_WORD_VALUE if _is_wording(clue) else 1.0 for clue in common}
    vectorizer = DictVectorizer()
    seen = vectorizer.fit_transform(
        [{clue: value[clue] for clue in own if common[clue] >= FEWEST_SENTENCES} for own in clues]
    )
    model = LogisticRegression(C=STANCE_FIT, max_iter=3000, class_weight=RARER).fit(seen, stances)
    order = [list(model.classes_).index(stance) for stance in STANCES]
    learned = {ALWAYS: model.intercept_[order].tolist()}
    for clue, weights in zip(vectorizer.feature_names_, model.coef_[order].T, strict=True):
        kept = (weights * value[clue]).tolist()
        if not (_is_wording(clue) and " " in clue) or max(map(abs, kept)) >= LEAST_PAIR:
            learned[clue] = kept
    return learned


def _is_wording(clue: str) -> bool:
    """Return whether a clue to a stance is a word or a pair of words, not something that rules say."""
    return ":" not in clue


def write_weights(clues: dict[Clue, float], wording: dict[tuple[str, str], float]) -> None:
    """Write what was learned of themes: clues into one table, words with their wording into the other."""
    words = {(theme, word): weight for (kind, _, theme, word), weight in clues.items() if kind == WORD}
    write_clues({clue: weight for clue, weight in clues.items() if clue[0] != WORD})
    write_words({key: (wording.get(key, 0.0), words.get(key, 0.0)) for key in sorted({*words, *wording})})


def main(gold: Path, letters: Path, coding: Path = CODING) -> None:
    """Learn all tables and write them into the package."""
    codebook = read_codebook()
    read = read_gold(gold)
    examples = [*list_gold(read[~read["document"].map(is_locked)]), *list_coded(coding, letters)]
    examples += OWN_COUNT * list(list_own(coding, codebook))
    write_weights({}, {})
    write_weights(learn_clues(*list_cells(examples, codebook), with_words=False), {})
    wording = learn_wording([path for path in sorted(letters.iterdir()) if not is_locked(path.stem)], codebook)
    write_weights({}, wording)
    write_weights(learn_clues(*list_cells(examples, codebook), with_words=True), wording)
    write_stances(learn_stances(examples, codebook), STANCES)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
