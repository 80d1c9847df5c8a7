"""Why a sentence is coded so: what spoke for and against a theme or a stance, with the weights of the machine itself.

The clues, their weights and the decision are those of clues.py, weights.py, themes.py and stance.py; here they are only
listed, and said in the words of explain.yml.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.base.resources import read_empty_words, read_yaml
from analysis.base.sentences import split_sentences
from analysis.coding.clues import ABSENT, DETAILS, STATES, ThemeSignals, look_back
from analysis.coding.codebook import Codebook, CodebookError, Theme, read_codebook
from analysis.coding.coder import PrintedParagraph, SentenceSignals, gather_signals
from analysis.coding.phrases import Match, PhraseMatches, split_words
from analysis.coding.stance import GUESSED, STANCES, choose_stances, to_probabilities
from analysis.coding.themes import CARRIED, THRESHOLD, choose_themes, find_always, weigh_words
from analysis.coding.weights import (
    ALWAYS,
    THOUSANDTHS,
    arrange_clue_weights,
    arrange_stance_weights,
    arrange_word_weights,
    weigh_each_clue,
)
from analysis.coding.wording import read_wording

COLUMNS = ["about", "what", "words", "weight", "probability"]
JOINED = "; "  # between several words that stand beside one clue


class ExplainedSentence(NamedTuple):
    """A sentence of a paragraph that is explained: its index in the paragraph, and the heading above."""

    signals: SentenceSignals
    index: int
    section: str | None


class WeighedClue(NamedTuple):
    """A clue and what it weighs, log odds in thousandths; its key, detail and other are those of explain.yml."""

    key: str
    weight: float
    words: str | None = None
    detail: str = ""
    other: str = ""


def explain(
    text: str,
    theme: str,
    *,
    section: str | None = None,
    paragraph: Sequence[str] | str = (),
    after: Sequence[str] | str = (),
    codebook: Codebook | None = None,
) -> pd.DataFrame:
    """Return what spoke for and against a theme or stance in a sentence: about, what, words, weight, probability.

    One row per clue that weighed, the heaviest first, then one row for the decision. `about` is what the clue lies in,
    `what` and `words` say it; `weight` is log odds, positive for and negative against. Of a theme, the weights add up
    to the log odds of its `probability`, which stands in the last row; of a stance they add up to its share beside the
    other three (softmax). `theme` is the id of a theme or one of STANCES; `paragraph` are the sentences before it in
    its paragraph, `after` those that follow, `section` the heading. A text without words gives no rows.
    Raises CodebookError where `theme` is neither.

    >>> table = explain("Supervision is irregular.", "supervision")
    >>> table.loc[table["what"] == "a cue of Supervision", ["words", "weight"]].to_dict("records")
    [{'words': 'Supervision', 'weight': 0.405}]
    """
    codebook = codebook or read_codebook()
    _check_name(theme, codebook)
    if not isinstance(text, str) or not split_words(text).texts:
        return _make_table([])
    before, following = (split_sentences(given) if isinstance(given, str) else given for given in (paragraph, after))
    signals = gather_signals([PrintedParagraph([*before, text, *following], section)], codebook)
    sentence = ExplainedSentence(signals, len(before), section)
    if theme in codebook.themes:
        return _make_table(_explain_theme(sentence, codebook.themes[theme], codebook))
    return _make_table(_explain_stance(sentence, theme))


def name_cue(words: str) -> str:
    """Return the words that show a code, or, where they tell nothing by themselves, that the sentence does as a whole.

    >>> name_cue("There"), name_cue("seen alone")
    ('read from the sentence as a whole', 'seen alone')
    """
    return words if set(split_words(words).texts) - _list_small_words() else _read_texts()["whole"]


def _check_name(theme: str, codebook: Codebook) -> None:
    names = [*codebook.themes, *STANCES]
    if theme not in names:
        near = get_close_matches(str(theme), names, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(names)}"
        raise CodebookError(f"explain: {theme!r} is neither a theme of the codebook nor a stance{hint}")


def _make_table(rows: Sequence[tuple]) -> pd.DataFrame:
    """Return rows as a table; a weight or probability that there is none of is missing."""
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"weight": float, "probability": float})
    order = table["weight"].abs().sort_values(ascending=False, kind="stable", na_position="last").index
    return table.loc[order].reset_index(drop=True)


def _explain_theme(sentence: ExplainedSentence, theme: Theme, codebook: Codebook) -> list[tuple]:
    evidence, number = sentence.signals.evidence, list(codebook.themes).index(theme.id)
    theme_signals, _ = weigh_words(evidence, codebook)
    coded, probable = choose_themes(evidence, codebook)
    cell = (sentence.index, number)
    threshold = THRESHOLD if theme_signals.has_cue[cell] else CARRIED
    if not theme_signals.is_candidate[cell]:
        return [_say_decision("no candidate", 0.0, theme=theme.label)]
    clues = [
        *_weigh_theme_clues(sentence, theme_signals, coded, number, codebook),
        *_weigh_cues(sentence, theme_signals, number, codebook),
        *_weigh_theme_words(sentence, number, codebook),
    ]
    words = _list_words(sentence, number)
    rows = [_say(clue, "theme", words, theme.label) for clue in clues if clue.weight]
    decision = (
        "always"
        if find_always(evidence)[cell]
        else _name_decision(is_coded=coded[cell], is_rest=theme.rest, is_probable=probable[cell] > threshold)
    )
    return [*rows, _say_decision(decision, float(probable[cell]), theme=theme.label, threshold=threshold)]


def _name_decision(*, is_coded: bool, is_rest: bool, is_probable: bool) -> str:
    """Return the key of explain.yml that says what was decided of a theme."""
    if is_rest:
        return "rest" if is_coded else "not rest"
    if is_coded:
        return "coded" if is_probable else "by heading"
    return "improbable"


def _weigh_theme_clues(
    sentence: ExplainedSentence, signals: ThemeSignals, coded: np.ndarray, number: int, codebook: Codebook
) -> Iterator[WeighedClue]:
    """Yield the clues that come from where the sentence stands and what stands around it."""
    clues = {**signals.clues, **look_back(signals, coded)}
    cell = (sentence.index, number)
    state = STATES[signals.state[cell]]
    for clue, added in weigh_each_clue(clues, signals.state, arrange_clue_weights(tuple(codebook.themes))):
        if clues[clue][cell] != ABSENT:
            detail = state if clue == "is" else DETAILS.get(clue, ("",))[clues[clue][cell]]
            yield WeighedClue(clue, float(added[cell]), detail=detail)


def _weigh_cues(
    sentence: ExplainedSentence, signals: ThemeSignals, number: int, codebook: Codebook
) -> Iterator[WeighedClue]:
    """Yield the cues of the theme in the sentence, and the other themes that have cues there."""
    weights, evidence = arrange_clue_weights(tuple(codebook.themes)), sentence.signals.evidence
    themes = list(codebook.themes.values())
    cues = evidence.list_distinct_cues()
    for index in ((cues.sentence == sentence.index) & (evidence.theme[cues.phrase] == number)).nonzero()[0]:
        cue = cues.select(np.array([index]))
        weight = weights.phrases.get((themes[number].id, evidence.labels[cue.phrase[0]].phrase), 0.0)
        yield WeighedClue("cue", weight, _quote(sentence, cue))
    for other in signals.has_cue[sentence.index].nonzero()[0].tolist():
        weight = float(weights.beside[signals.state[sentence.index, number], other, number])
        yield WeighedClue("with", weight, _quote(sentence, evidence.cues, other), other=themes[other].label)


def _weigh_theme_words(sentence: ExplainedSentence, number: int, codebook: Codebook) -> list[WeighedClue]:
    """Return the words of the sentence with what each weighs by itself."""
    learned = arrange_word_weights(tuple(codebook.themes))
    weights = learned.weigh_each(sentence.signals.words[sentence.index].texts)
    return _join_small_words({word: row[len(codebook.themes) + number] for word, row in weights.items()}, set())


def _explain_stance(sentence: ExplainedSentence, stance: str) -> list[tuple]:
    signals, index = sentence.signals, sentence.index
    learned, clues = arrange_stance_weights(STANCES), signals.stance_clues[index]
    ((chosen, _),) = choose_stances([signals.words[index]], [signals.opinions[index]], [clues])
    if not learned.knows_most(signals.words[index].texts):
        return [_say_decision("by rule", GUESSED if stance == chosen else 0.0, other=chosen)]
    weights = {clue: row[STANCES.index(stance)] for clue, row in learned.weigh_each(clues).items()}
    wording = {clue: weight for clue, weight in weights.items() if clue != ALWAYS and ":" not in clue}
    by_rule = [_split_clue(clue, weight) for clue, weight in weights.items() if clue not in wording]
    evaluating = {word for match in signals.opinions[index].judging for word in _list_texts(sentence, match)}
    listed = [*by_rule, *_join_small_words(wording, evaluating)]
    words = _list_words(sentence)
    rows = [_say(clue, "stance", words, stance) for clue in listed if clue.weight]
    probable = to_probabilities(learned.add_up([clues]))[0, STANCES.index(stance)]
    return [*rows, _say_decision("stance" if stance == chosen else "other stance", float(probable), other=chosen)]


def _split_clue(clue: str, weight: float) -> WeighedClue:
    """Return a clue to a stance that rules name, as `begins: there is`, in its two halves."""
    key, _, detail = clue.partition(": ")
    return WeighedClue(key, weight, name_cue(detail) if key == "begins" else None, detail)


def _join_small_words(weights: dict[str, float], telling: set[str]) -> list[WeighedClue]:
    """Return a clue for each word or pair of words, and one for all that tell nothing by themselves.

    `telling` are small words that do tell something here, as "not" where it is a word of evaluation.
    """
    small = _list_small_words() - telling
    is_small = {words: not set(words.split()) - small for words in weights}
    clues = [WeighedClue("word", weight, words) for words, weight in weights.items() if not is_small[words]]
    return [*clues, WeighedClue("small words", sum(weight for words, weight in weights.items() if is_small[words]))]


def _list_words(sentence: ExplainedSentence, number: int | None = None) -> dict[str, str | None]:
    """Return the words that stand beside a clue, by what it is about; `number` is that of the theme."""
    evidence, words = sentence.signals.evidence, {"sentence": _read_texts()["whole"], "heading": sentence.section}
    if number is not None:
        words["cue"] = _quote(sentence, evidence.cues, number)
        words["first cue"] = words["cue"].partition(JOINED)[0]
        words["hint"] = _quote(sentence, evidence.hints, number)
        words["pointing"] = _quote(sentence, evidence.pointing)
    for match in sentence.signals.opinions[sentence.index].judging:
        quoted = " ".join(_list_texts(sentence, match))
        key = f"kind: {match.label[1]}"
        words[key] = f"{words[key]}{JOINED}{quoted}" if key in words else quoted
    return words


def _quote(sentence: ExplainedSentence, matches: PhraseMatches, number: int | None = None) -> str:
    """Return the words of the sentence that matches cover, of one theme or of all."""
    theme = sentence.signals.evidence.theme[matches.phrase]
    rows = (matches.sentence == sentence.index) & ((theme == number) | (number is None))
    text, words = sentence.signals.texts[sentence.index], sentence.signals.words[sentence.index]
    spans = zip(matches.first[rows].tolist(), matches.last[rows].tolist(), strict=True)
    quoted = [text[words.starts[first] : words.ends[last]] for first, last in spans]
    return JOINED.join(dict.fromkeys(map(name_cue, quoted)))


def _list_texts(sentence: ExplainedSentence, match: Match) -> list[str]:
    return sentence.signals.words[sentence.index].texts[match.first : match.last + 1]


def _say(clue: WeighedClue, kind: str, words: dict[str, str | None], label: str) -> tuple:
    """Return a clue as a row of the table."""
    texts, full = _read_texts()[kind], f"{clue.key}: {clue.detail}"
    entry = texts.get(full) or texts[clue.key]
    what = entry["what"].format(theme=label, other=clue.other, detail=clue.detail)
    beside = clue.words or words.get(full) or words.get(entry["about"])
    return entry["about"], what, beside, clue.weight / THOUSANDTHS, None


def _say_decision(key: str, probable: float, **names: object) -> tuple:
    """Return what was decided as the last row of the table."""
    return "decision", _read_texts()["decision"][key].format(**names), None, None, probable


@cache
def _read_texts() -> dict:
    return read_yaml("coding/explain.yml")


@cache
def _list_small_words() -> frozenset[str]:
    """Return words that tell nothing by themselves: those that are empty, and those that only point back."""
    return read_empty_words() | set(read_wording("pointing")["pointing"])
