"""Learn `theme_clues.csv`, `theme_words.csv` and `stance_clues.csv`.

    python -m analysis.learning.train GOLD LETTERS [CODING]

GOLD is the folder of hand-coded sentences, LETTERS the real reports, CODING the project's own coding of sentences in
them (training/coding.csv). First the clues to themes are weighed by a logistic regression, without the wording. The
machine then codes the letters, and what it coded teaches which words go with which theme. Then the clues are weighed
again, with the wording and each word by itself. Clues to a stance are weighed by another logistic regression, which
also reads the made-up sentences of training/plain.csv.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from analysis.base.sentences import split_sentences
from analysis.coding.clues import ABSENT, BY_THEME, DETAILS, STATES, Clues, ThemeSignals, look_back
from analysis.coding.codebook import Codebook, read_codebook
from analysis.coding.coder import PrintedParagraph, SentenceSignals, gather_signals
from analysis.coding.stance import STANCES
from analysis.coding.themes import choose_themes, weigh_words
from analysis.coding.weights import ALWAYS, Clue, write_clue_weights, write_stance_weights, write_word_weights
from analysis.learning.examples import (
    Example,
    is_locked,
    list_gold,
    read_codebook_examples,
    read_coded,
    read_gold,
    read_plain,
)

CODING = Path("training/coding.csv")
PLAIN = Path("training/plain.csv")
CLUE_FIT = 0.4  # scikit-learn's C; this and the numbers below were chosen by cross-validation over documents
WORDING_FIT = 0.1
STANCE_FIT = 0.3
WORD_VALUE = 0.3  # a word counts a third as much as a clue, so that it learns only what the clues leave open
STANCE_WORD_VALUE = 0.5
RARER = {"strength": 1.0, "concern": 1.0, "mixed": 1.3, "neutral": 2.0}  # weights of the rarer stances
FEWEST_LETTERS = 12  # that a word must stand in for its wording to be learned: names of people stand in fewer
FEWEST_CODED = 8  # sentences on a theme that it takes to learn its wording
FEWEST_SENTENCES = 4  # coded ones, that a word or a clue to a stance must stand in
CODEBOOK_COUNT = (
    5  # times that the codebook's own examples count: few single sentences stand against many in paragraphs
)
PLAIN_COUNT = 3  # times that made-up sentences count among the clues to a stance, for the same reason
SMALLEST = 0.02  # a clue that weighs less than this is left out
LEAST_WORDING = 0.2  # so is a word whose wording weighs less than this
LEAST_PAIR = 0.1  # and a pair of words that weighs less than this in every stance

WORD = "word"
Features = list[dict[Clue, float]]


def gather_example_signals(examples: Sequence[Example], codebook: Codebook) -> SentenceSignals:
    """Return what tells of themes and stance in the sentences of examples."""
    return gather_signals([PrintedParagraph(example.sentences, example.section) for example in examples], codebook)


def list_cells(examples: Sequence[Example], codebook: Codebook) -> tuple[Features, list[bool]]:
    """Return the clues, by value, for every candidate theme of every coded sentence, and whether a person coded it."""
    evidence, themes = gather_example_signals(examples, codebook).evidence, list(codebook.themes)
    signals, _ = weigh_words(evidence, codebook)
    coding = [coding for example in examples for coding in example.coding]
    coded = np.array([[bool(row) and theme in row[0] for theme in themes] for row in coding])
    clues = {**signals.clues, **look_back(signals, coded)}
    rest = np.array([theme.rest for theme in codebook.themes.values()])
    is_coded = np.array([row is not None for row in coding])[:, None]
    cells: dict[tuple[int, int], dict[Clue, float]] = {}
    learned_from = (signals.is_candidate & ~rest & is_coded).nonzero()
    for sentence, number in zip(*(axis.tolist() for axis in learned_from), strict=True):
        words = {(WORD, "", themes[number], word): WORD_VALUE for word in set(evidence.words[sentence].texts)}
        cells[sentence, number] = words | dict.fromkeys(_name_clues(signals, clues, themes, sentence, number), 1.0)
    cues = evidence.list_distinct_cues()
    for sentence, phrase in zip(cues.sentence.tolist(), cues.phrase.tolist(), strict=True):
        number, label = int(evidence.theme[phrase]), evidence.labels[phrase]
        if (sentence, number) in cells:
            cells[sentence, number]["own", "cue", label.theme, label.phrase] = 1.0
    return list(cells.values()), [bool(coded[cell]) for cell in cells]


def _name_clues(signals: ThemeSignals, clues: Clues, themes: list[str], sentence: int, number: int) -> Iterator[Clue]:
    """Yield the clues to one theme in one sentence, as the tables name them; its cues and words are left out."""
    state, theme = STATES[signals.state[sentence, number]], themes[number]
    for clue, details in clues.items():
        if details[sentence, number] != ABSENT:
            detail = DETAILS.get(clue, ("",))[details[sentence, number]]
            yield state, clue, "", detail
            if clue in BY_THEME:
                yield state, clue, theme, detail
    for other in signals.has_cue[sentence].nonzero()[0].tolist():
        if other != number:
            yield state, "with", theme, themes[other]


def learn_clues(cells: Features, coded: list[bool], *, with_words: bool) -> dict[Clue, float]:
    """Return the weight (log odds) of each clue, and of each word as the clue (WORD, "", theme, word)."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    common = Counter(clue for cell in cells for clue in cell if clue[0] == WORD)
    features = [
        {
            "|".join(clue): value
            for clue, value in cell.items()
            if clue[0] != WORD or (with_words and common[clue] >= FEWEST_SENTENCES)
        }
        for cell in cells
    ]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=CLUE_FIT, max_iter=3000, fit_intercept=False).fit(
        vectorizer.fit_transform(features), coded
    )
    weights = zip(vectorizer.feature_names_, model.coef_[0], strict=True)
    clues = ((tuple(name.split("|")), float(weight)) for name, weight in weights)
    return {clue: weight * (WORD_VALUE if clue[0] == WORD else 1) for clue, weight in clues if abs(weight) >= SMALLEST}


def learn_wording(letters: list[Path], codebook: Codebook) -> dict[tuple[str, str], float]:
    """Return the weight (log odds) of each theme and word, from how the machine codes letters by their clues alone."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    by_letter = [list(_read_coded_letter(path, codebook)) for path in letters]
    spread = Counter(word for letter in by_letter for word in {word for words, _ in letter for word in words})
    names = sorted(word for word, n_letters in spread.items() if n_letters >= FEWEST_LETTERS)
    coded = [sentence for letter in by_letter for sentence in letter]
    features = CountVectorizer(binary=True, analyzer=set, vocabulary=names).transform([words for words, _ in coded])
    learned: dict[tuple[str, str], float] = {}
    for theme in codebook.themes:
        is_coded = [theme in themes for _, themes in coded]
        if sum(is_coded) >= FEWEST_CODED:
            model = LogisticRegression(C=WORDING_FIT, solver="liblinear", max_iter=300).fit(features, is_coded)
            learned[theme, ALWAYS] = float(model.intercept_[0])
            for name, weight in zip(names, model.coef_[0], strict=True):
                if abs(weight) >= LEAST_WORDING:
                    learned[theme, name] = float(weight)
    return learned


def _read_coded_letter(path: Path, codebook: Codebook) -> Iterator[tuple[list[str], set[str]]]:
    """Yield the words of each sentence of a letter on disk and its themes by the machine; none if it is unreadable."""
    from analysis.letters import parse_letter
    from analysis.read import ReadError, read_document

    try:
        letter = parse_letter(read_document(path))
    except ReadError:
        return
    examples = [Example("", p.section, split_sentences(p.text), []) for p in letter.paragraphs]
    evidence = gather_example_signals(examples, codebook).evidence
    coded, _ = choose_themes(evidence, codebook)
    themes = np.array(list(codebook.themes))
    for words, chosen in zip(evidence.words, coded, strict=True):
        yield words.texts, set(themes[chosen].tolist())


def learn_stances(examples: Sequence[Example], codebook: Codebook) -> dict[str, list[float]]:
    """Return the weights (log odds) of each clue to a stance, one for each of STANCES."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    coding = [coding for example in examples for coding in example.coding]
    paired = zip(gather_example_signals(examples, codebook).stance_clues, coding, strict=True)
    coded = [(set(listed), row[1]) for listed, row in paired if row]
    clues, stances = [listed for listed, _ in coded], [stance for _, stance in coded]
    common = Counter(clue for listed in clues for clue in listed)
    value = {clue: STANCE_WORD_VALUE if _is_wording(clue) else 1.0 for clue in common}
    vectorizer = DictVectorizer()
    features = vectorizer.fit_transform(
        [{clue: value[clue] for clue in listed if common[clue] >= FEWEST_SENTENCES} for listed in clues]
    )
    model = LogisticRegression(C=STANCE_FIT, max_iter=3000, class_weight=RARER).fit(features, stances)
    order = [list(model.classes_).index(stance) for stance in STANCES]
    learned = {ALWAYS: model.intercept_[order].tolist()}
    for clue, weights in zip(vectorizer.feature_names_, model.coef_[order].T, strict=True):
        by_stance = (weights * value[clue]).tolist()
        if not (_is_wording(clue) and " " in clue) or max(map(abs, by_stance)) >= LEAST_PAIR:
            learned[clue] = by_stance
    return learned


def _is_wording(clue: str) -> bool:
    """Return whether a clue to a stance is a word or a pair of words, not something that rules say."""
    return ":" not in clue


def write_weights(clues: dict[Clue, float], wording: dict[tuple[str, str], float]) -> None:
    """Write what was learned of themes to disk: clues into one table, words with their wording into the other."""
    words = {(theme, word): weight for (kind, _, theme, word), weight in clues.items() if kind == WORD}
    write_clue_weights({clue: weight for clue, weight in clues.items() if clue[0] != WORD})
    write_word_weights({key: (wording.get(key, 0.0), words.get(key, 0.0)) for key in sorted({*words, *wording})})


def main(gold: Path, letters: Path, coding: Path = CODING) -> None:
    """Read hand coding and letters from disk, learn all tables, and write them into the package."""
    codebook = read_codebook()
    hand_coded = read_gold(gold)
    examples = [*list_gold(hand_coded[~hand_coded["document"].map(is_locked)]), *read_coded(coding, letters)]
    examples += CODEBOOK_COUNT * list(read_codebook_examples(coding, codebook))
    write_weights({}, {})
    write_weights(learn_clues(*list_cells(examples, codebook), with_words=False), {})
    wording = learn_wording([path for path in sorted(letters.iterdir()) if not is_locked(path.stem)], codebook)
    write_weights({}, wording)
    write_weights(learn_clues(*list_cells(examples, codebook), with_words=True), wording)
    write_stance_weights(learn_stances([*examples, *PLAIN_COUNT * list(read_plain(PLAIN))], codebook), STANCES)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
