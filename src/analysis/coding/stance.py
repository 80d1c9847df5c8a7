"""What the inspectors think of it: stance, direction and how many, from the wording of a sentence."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from analysis.coding.phrases import Match, Words
from analysis.coding.weights import THOUSANDTHS, arrange_stance_weights

STANCES = ("strength", "concern", "mixed", "neutral")
MOST_COUNTED = 3  # signs of a kind beyond this count alike
SIGNS = {"strength": 1.0, "concern": -1.0, "mixed": 0.0, "neutral": 0.0}
GUESSED = 0.5  # how sure a stance by rule alone is

EASED_BEFORE = 5  # words between a word that eases and the trouble after it
EASED_AFTER = 12  # words between a trouble and the word that says it has gone
DENIED_BEFORE = 2  # words within which a word of concern that eases denies the trouble after it ("no undue delay")
FRONTED = 2  # words from its start within which a sentence opens with a condition or a concession
JOINING = ("and", "of", "for", "the", "to", "in", "on")  # small words within a name
TURNS = ("contrast", "although", "condition", "concession")  # kinds that part a sentence wherever they stand
OPENS = ("opening",)  # kinds that part it where they open it
LEFT_OUT = ("condition", "concession", "opening")  # kinds that begin a stretch which is not weighed
JUDGED = ("strength", "relief", "concern", "trouble", "early")  # kinds that speak of what the inspectors think
TAKE_BACK = ("ignore", "concern", "early", "relief")  # kinds that take back what stands inside them
TAKE_BACK_PRAISE = ("strength", "trouble", "neutral")  # kinds that take back a strength, but no concern


class Opinion(NamedTuple):
    """What the wording of a sentence says by rule: a stance, the signs of strength and concern in each stretch of it.

    `judging` are the words of evaluation that count, `kinds` their kinds.
    """

    stance: str
    signs: list[list[str]]
    kinds: frozenset[str]
    judging: list[Match]


class Stance(NamedTuple):
    """A stance and its score, from -1 (concern) to 1 (strength)."""

    value: str
    score: float


def drop_names(text: str, words: Words, found: Sequence[Match]) -> list[Match]:
    """Return the matches that do not stand within a name: capital words in a row, in a text that has others.

    The first word of a text has a capital anyway, and a heading in capitals holds no names.

    >>> from analysis.coding.phrases import split_words
    >>> text = "The Closing Doors team is strong."
    >>> found = [Match(("stance", "ease"), 1, 1), Match(("stance", "strength"), 5, 5)]
    >>> [match.first for match in drop_names(text, split_words(text), found)]
    [5]
    """
    suspects = [match for match in found if match.first and text[words.starts[match.first]].isupper()]
    if not suspects:
        return list(found)
    capital = _find_capitals(text, words)
    return [match for match in found if match not in suspects or not _is_named(capital, match)]


def _find_capitals(text: str, words: Words) -> list[bool]:
    """Return whether each word after the first has a capital, or joins two that do, and False for the end.

    No word has one in a text that is all in capitals.
    """
    capital = [text[start].isupper() for start in words.starts]
    if all(capital):
        return [False] * (len(capital) + 1)
    ahead = [False, *capital[1:], False]
    joins = [n for n in range(1, len(capital)) if words.texts[n] in JOINING and ahead[n - 1] and ahead[n + 1]]
    return [is_capital or n in joins for n, is_capital in enumerate(ahead)]


def _is_named(capital: list[bool], match: Match) -> bool:
    """Return whether all words of a match have a capital, and another of its own has too or one that touches it."""
    inside = capital[match.first : match.last + 1]
    return all(inside) and (len(inside) > 1 or capital[match.first - 1] or capital[match.last + 1])


def form_opinion(
    words: Words, evaluation: Sequence[Match], pointing: Sequence[Match], before: str | None = None
) -> Opinion:
    """Return what a sentence says by rule, from its words of evaluation.

    One without evaluation that opens with words that point back has the stance of the one `before`.
    """
    judging = _outermost(evaluation)
    signs = [_signs(judging, segment) for segment in _segments(words, judging)]
    points_back = any(match.first == 0 for match in pointing)
    kinds = frozenset(match.label[1] for match in judging)
    return Opinion(_judge(signs, kinds, before if points_back else None), signs, kinds, judging)


def _judge(signs: list[list[str]], kinds: frozenset[str], before: str | None) -> str:
    is_good = any("strength" in sign and "concern" not in sign for sign in signs)
    is_bad = any("concern" in sign for sign in signs)
    if is_good and (is_bad or _is_reserved(signs)):
        return "mixed"
    if is_bad:
        return "concern"
    if before and not any(signs):
        return before
    return "strength" if is_good and "neutral" not in kinds else "neutral"


def _is_reserved(signs: list[list[str]]) -> bool:
    """Return whether what is praised elsewhere has only begun: in a later stretch, or in a first one without praise."""
    return any("early" in sign for sign in signs[1:]) or ("early" in signs[0] and "strength" not in signs[0])


def list_stance_clues(words: Words, opinion: Opinion, before: str | None, position: int) -> list[str]:
    """Return the clues to the stance of a sentence: words, pairs of words, and what rules say (see stance_clues.csv).

    `before` is what rules say of the sentence before, `position` the number of the sentence in its paragraph, from 0.
    """
    texts = words.texts
    counts = Counter(chain.from_iterable(opinion.signs))
    return [
        *texts,
        *map(" ".join, pairwise(texts)),
        f"rule: {opinion.stance}",
        f"rule before: {before}",
        f"parts: {' | '.join(','.join(sorted(set(sign))) for sign in opinion.signs if sign)}",
        *(f"kind: {kind}" for kind in opinion.kinds),
        *(f"count: {kind} {min(n, MOST_COUNTED)}" for kind, n in counts.items()),
        f"begins: {' '.join(texts[:1])}",
        f"begins: {' '.join(texts[:2])}",
        f"place: {min(position, MOST_COUNTED)}",
    ]


def choose_stances(words: list[Words], opinions: list[Opinion], clues: list[list[str]]) -> list[Stance]:
    """Return the stance of each sentence by its clues; one in words that were never learned keeps what rules say."""
    learned = arrange_stance_weights(STANCES)
    probable = to_probabilities(learned.add_up(clues))
    best = zip(probable.argmax(axis=1).tolist(), probable.max(axis=1).tolist(), strict=True)
    return [
        Stance(STANCES[number], SIGNS[STANCES[number]] * certain)
        if learned.knows_most(sentence.texts)
        else stance_by_rule(opinion)
        for sentence, opinion, (number, certain) in zip(words, opinions, best, strict=True)
    ]


def to_probabilities(log_odds: np.ndarray) -> np.ndarray:
    """Return probabilities (0 to 1, three decimals; a row adds up to 1) for log odds in thousandths.

    Both arrays have a row per sentence and a column per stance, in the order of STANCES.
    """
    odds = np.exp((log_odds / THOUSANDTHS).clip(-30, 30))
    return (odds / odds.sum(axis=1, keepdims=True)).round(3)


def stance_by_rule(opinion: Opinion) -> Stance:
    """Return the stance that rules give a sentence, with the score of a guess."""
    return Stance(opinion.stance, SIGNS[opinion.stance] * GUESSED)


def _outermost(found: Sequence[Match]) -> list[Match]:
    """Return the matches that no longer one takes back."""
    taking = [match for match in found if match.last > match.first and match.label[1] in TAKE_BACK + TAKE_BACK_PRAISE]
    return [
        match for match in found if not any(_inside(match, other) and _takes_back(other, match) for other in taking)
    ]


def _takes_back(other: Match, match: Match) -> bool:
    return other.label[1] in TAKE_BACK or match.label[1] not in ("concern", "trouble")


def _inside(match: Match, other: Match) -> bool:
    """Return whether a match stands within a longer one."""
    return (
        other.first <= match.first and match.last <= other.last and other.last - other.first > match.last - match.first
    )


def _segments(words: Words, found: list[Match]) -> list[range]:
    """Return the stretches of words to weigh apart: parted at turning words and semicolons.

    Conditions ("when risks rise, ...") and concessions ("despite ...") are left out, as far as the next comma.
    """
    turns = [match for match in found if match.label[1] in TURNS or (match.first < FRONTED and match.label[1] in OPENS)]
    cuts = {match.first for match in turns} | {0, len(words.texts)}
    if any(";" in piece for piece in words.before):
        cuts |= {position for position in range(1, len(words.texts)) if ";" in words.before[position]}
    left_out = set()
    for match in turns:
        if match.label[1] in LEFT_OUT:
            left_out.add(match.first if match.first >= FRONTED else 0)
            cuts.add(_next_comma(words, match.last))
        elif match.label[1] == "although" and match.first < FRONTED:
            weighed = [other.first for other in found if other.label[1] in JUDGED and other.first > match.last]
            cuts.add(_next_comma(words, weighed[0] if weighed else match.last))
    segments = [range(start, end) for start, end in pairwise(sorted(cuts))]
    return [segment for segment in segments if segment.start not in left_out] or segments


def _next_comma(words: Words, after: int) -> int:
    positions = range(after + 1, len(words.texts))
    return next((position for position in positions if "," in words.before[position]), len(words.texts))


def _signs(found: list[Match], segment: range) -> list[str]:
    """Return strength, concern or early for each phrase of a segment; a trouble that is eased is a strength.

    What stands after "too early to see" has not been seen: it is no strength.
    """
    inside = [match for match in found if segment.start <= match.first < segment.stop]
    denials = _find_denials(inside)
    signs = []
    for match in inside:
        kind = match.label[1]
        if kind == "trouble":
            signs.append("strength" if any(_eases(other, match) for other in inside) else "concern")
        elif kind in ("strength", "early") or (kind == "concern" and match not in denials):
            signs.append(kind)
        elif kind == "relief":
            signs.append("strength")
    if "early" in signs:
        early = signs.index("early")
        signs[early:] = [sign for sign in signs[early:] if sign != "strength"]
    return signs


def _find_denials(inside: list[Match]) -> list[Match]:
    """Return the words of concern, such as "no", that say that there is no trouble.

    They do not where another word comes between: "no grip on drift" denies the grip.
    """
    troubles = [match.first for match in inside if match.label[1] == "trouble"]
    if not troubles:
        return []
    easing = {(match.first, match.last) for match in inside if match.label[1] == "ease"}
    begun = {match.first for match in inside if match.label[1] in ("ease", "strength")}
    return [
        match
        for match in inside
        if match.label[1] == "concern"
        and (match.first, match.last) in easing
        and any(
            0 < trouble - match.last <= DENIED_BEFORE and begun.isdisjoint(range(match.last + 1, trouble))
            for trouble in troubles
        )
    ]


def _eases(other: Match, trouble: Match) -> bool:
    if other.label[1] == "ease":
        return 0 < trouble.first - other.last <= EASED_BEFORE
    return other.label[1] == "eased" and 0 < other.first - trouble.last <= EASED_AFTER


def code_direction(change: Sequence[Match], stance: str) -> str:
    """Return the change over time that a sentence states in its words of `change`.

    It is improving, worsening, unchanged or none.

    More or less of something has no direction by itself: a strength makes it improving, a concern worsening.
    """
    kinds = {match.label[1] for match in _longest(change)}
    if stance != "concern" and ("improving" in kinds or (stance == "strength" and kinds & {"change", "lately"})):
        return "improving"
    if "worsening" in kinds or (stance == "concern" and "change" in kinds):
        return "worsening"
    return "unchanged" if "unchanged" in kinds else "none"


def code_quantifier(quantifiers: Sequence[Match]) -> str | None:
    """Return how many a sentence speaks of: the value of its first quantifier, None where it has none."""
    counted = _longest(quantifiers)
    return next((match.label[1] for match in counted if match.label[1] != "ignore"), None)


def _longest(found: Sequence[Match]) -> list[Match]:
    return [match for match in found if not any(_inside(match, other) for other in found)]
