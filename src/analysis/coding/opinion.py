"""What the wording of a sentence says by rule (stance.yml): its stretches, and the signs of judgement in each."""

import functools
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.base.resources import read_yaml
from analysis.coding.phrases import Match, Words

EASED_BEFORE = 5  # words between a word that eases and the trouble after it
EASED_AFTER = 12  # words between a trouble and the word that says it has gone
CHANGED = {"improving": "strength", "worsening": "concern"}  # what change says where nothing else is said
DENIED_BEFORE = {"deny": 3, "nobody": 7}  # words within which one that denies says that there is no harm
FRONTED = 2  # words from its start within which a sentence opens with a condition or a concession
TURNS = ("contrast", "although", "while", "condition", "concession")  # kinds that part a sentence wherever they stand
FRONT_CLAUSES = ("although", "while")  # of these, kinds whose clause runs to a comma where they open the sentence
DOUBTS = ("contrast", "although")  # kinds that turn from praise to a doubt, in whatever words
OPENS = ("opening",)  # kinds that part it where they open it
LEFT_OUT = ("condition", "concession", "opening")  # kinds that begin a stretch which is not weighed
HARMS = ("trouble", "harm", "plight")  # kinds whose denial is praise
JUDGED = ("strength", "relief", "concern", "trouble", "harm", "early")  # kinds that speak of what the inspectors think
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


@functools.cache
def _read_small_words() -> dict[str, list[str]]:
    return read_yaml("coding/small_words.yml")


def find_names(text: str, words: Words) -> list[bool]:
    """Return whether each word of a text stands in a name: capital words in a row, in a text that has others.

    The first word of a text has a capital anyway, and a heading in capitals holds no names. The list is empty where no
    word does.

    >>> from analysis.coding.phrases import split_words
    >>> find_names("The Closing Doors team is strong.", split_words("The Closing Doors team is strong."))
    [False, True, True, False, False, False]
    """
    if text[1:].islower():
        return []
    capital = list(map(str.isupper, map(text.__getitem__, words.starts)))
    if capital.count(True) < 2 or False not in capital:
        return []
    ahead, joining = [False, *capital[1:], False], _read_small_words()["joining"]
    joins = [n for n in range(1, len(capital)) if words.texts[n] in joining and ahead[n - 1] and ahead[n + 1]]
    joined = [is_capital or n in joins for n, is_capital in enumerate(ahead)]
    return [joined[n] and (joined[n - 1] or joined[n + 1]) for n in range(len(capital))]


def drop_names(named: Sequence[bool], found: Sequence[Match]) -> list[Match]:
    """Return the matches that do not stand within a name; `named` is as `find_names` gives it."""
    if not any(named):
        return list(found)
    return [match for match in found if not all(named[match.first : match.last + 1])]


def find_turns(evaluation: Sequence[Match]) -> list[int]:
    """Return the positions of the words that turn a sentence."""
    return [match.first for match in evaluation if match.label[1] in TURNS]


def form_opinion(
    words: Words,
    evaluation: Sequence[Match],
    pointing: Sequence[Match],
    change: Sequence[Match],
    before: str | None = None,
) -> Opinion:
    """Return what a sentence says by rule, from its words of evaluation.

    A stretch without any is judged by its words of `change`: what has sharpened is praised. One without evaluation that
    opens with words that point back has the stance of the one `before`.
    """
    judging = _outermost(evaluation)
    changing = [match for match in drop_shorter(change) if match.label[1] in CHANGED]
    segments = _segments(words, judging, changing)
    fronted = segments[0].stop if _opens_with_although(judging) else 0
    changing = [match for match in changing if match.first >= fronted or match.label[1] == "improving"]
    signs = [_signs(words, judging, segment) or _changes(changing, segment) for segment in segments]
    if len(segments) > 1:
        signs = _doubt(signs, segments, judging, fronted)
    points_back = any(match.first == 0 for match in pointing)
    kinds = frozenset(match.label[1] for match in judging)
    return Opinion(_judge(signs, kinds, before if points_back else None), signs, kinds, judging)


def _changes(changing: list[Match], segment: range) -> list[str]:
    """Return the signs of strength and concern that lie in change for the better or the worse in a segment."""
    return [CHANGED[match.label[1]] for match in changing if segment.start <= match.first < segment.stop]


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
    """Return whether praise is doubted, or of what has only begun: in a later stretch, or a first without praise."""
    later = [sign for stretch in signs[1:] for sign in stretch]
    return "doubt" in later or "early" in later or ("early" in signs[0] and "strength" not in signs[0])


def _doubt(signs: list[list[str]], segments: list[range], judging: Sequence[Match], fronted: int) -> list[list[str]]:
    """Return the signs, with a doubt for a stretch without any where "but" or "although" turns from praise to it.

    `fronted` is where the main clause begins after an "although" that opens the sentence, else 0.
    """
    turns = {match.first for match in judging if match.label[1] in DOUBTS} | {fronted}
    praised = [False, *("strength" in sign and "concern" not in sign for sign in signs)]
    return [
        ["doubt"] if not sign and is_praised and segment.start in turns else sign
        for sign, segment, is_praised in zip(signs, segments, praised, strict=False)
    ]


def _opens_with_although(judging: Sequence[Match]) -> bool:
    return any(match.first < FRONTED and match.label[1] in FRONT_CLAUSES for match in judging)


def _outermost(found: Sequence[Match]) -> list[Match]:
    """Return the matches that no longer one takes back."""
    taking = [match for match in found if match.last > match.first and match.label[1] in TAKE_BACK + TAKE_BACK_PRAISE]
    if not taking:
        return list(found)
    return [
        match
        for match in found
        if not any(other.first <= match.first <= other.last and _takes_back(other, match) for other in taking)
    ]


def _takes_back(other: Match, match: Match) -> bool:
    """Return whether a longer match takes back one that begins inside it: a relief does so wherever it ends."""
    kind, by = match.label[1], other.label[1]
    if not _inside(match, other):
        return by == "relief" and kind in ("harm", "plight", "concern")
    return by in TAKE_BACK or kind not in ("concern", "trouble", "harm", "plight")


def _inside(match: Match, other: Match) -> bool:
    """Return whether a match stands within a longer one."""
    return (
        other.first <= match.first and match.last <= other.last and other.last - other.first > match.last - match.first
    )


def _segments(words: Words, found: list[Match], changing: list[Match]) -> list[range]:
    """Return the stretches of words to weigh apart: parted at turning words and semicolons.

    Conditions ("when risks rise, ...") and concessions ("despite ...") are left out, as far as the next comma.
    """
    turns = [match for match in found if match.label[1] in TURNS or (match.first < FRONTED and match.label[1] in OPENS)]
    cuts = {match.first for match in turns} | {0, len(words.texts)}
    if ";" in "".join(words.before):
        cuts |= {position for position in range(1, len(words.texts)) if ";" in words.before[position]}
    left_out = set()
    for match in turns:
        if match.label[1] in LEFT_OUT:
            left_out.add(match.first if match.first >= FRONTED else 0)
            cuts.add(_next_comma(words, match.last))
        elif match.label[1] in FRONT_CLAUSES and match.first < FRONTED:
            judged = [other for other in found if other.label[1] in JUDGED]
            weighed = [other.first for other in (*judged, *changing) if other.first > match.last]
            cuts.add(_next_comma(words, min(weighed, default=match.last)))
    segments = [range(start, end) for start, end in pairwise(sorted(cuts))]
    return [segment for segment in segments if segment.start not in left_out] or segments


def _next_comma(words: Words, after: int) -> int:
    positions = range(after + 1, len(words.texts))
    return next((position for position in positions if "," in words.before[position]), len(words.texts))


def _signs(words: Words, found: list[Match], segment: range) -> list[str]:
    """Return strength, concern or early for each phrase of a segment; a trouble that is eased is a strength.

    So is a harm that is denied. What stands after "too early to see" has not been seen: it is no strength.
    """
    inside = [match for match in found if segment.start <= match.first < segment.stop]
    gone, told = _find_gone(words, inside)
    signs = []
    for match in inside:
        kind = match.label[1]
        if match in gone:
            signs.append("strength")
        elif kind in ("trouble", "harm"):
            signs.append("concern")
        elif kind in ("strength", "early") or (kind == "concern" and told.isdisjoint((match.first, match.last))):
            signs.append(kind)
        elif kind == "relief":
            signs.append("strength")
    if "early" in signs:
        early = signs.index("early")
        signs[early:] = [sign for sign in signs[early:] if sign != "strength"]
    return signs


def _find_gone(words: Words, inside: list[Match]) -> tuple[list[Match], set[int]]:
    """Return the troubles and harms of a segment that are eased or denied, and the words that say so, by position."""
    harms = [match for match in inside if match.label[1] in HARMS]
    if not harms:
        return [], set()
    denied = _find_denials(words, inside, harms)
    easing = [match for match in inside if not any(_inside(match, harm) for harm in harms)]  # "staffing challenges"
    gone = [harm for harm in harms if harm in denied or any(_eases(other, harm) for other in easing)]
    return gone, {n for match in (*gone, *denied.values()) for n in range(match.first, match.last + 1)}


def _find_denials(words: Words, inside: list[Match], harms: list[Match]) -> dict[Match, Match]:
    """Return which of the troubles and harms of a segment are denied, each with the word that denies it, such as "no".

    It does not where another word of judgement comes between: "no grip on drift" denies the grip.
    """
    begun = {match.first for match in inside if match.label[1] in ("ease", "strength")}
    denied, small = {}, _read_small_words()["between"]
    for deny in inside:
        for harm in harms if deny.label[1] in DENIED_BEFORE else ():
            between = range(deny.last + 1, harm.first)
            is_near = 0 < harm.first - deny.last <= DENIED_BEFORE[deny.label[1]]
            if is_near and begun.isdisjoint(between) and not any(words.texts[n] in small for n in between):
                denied[harm] = deny
    return denied


def _eases(other: Match, trouble: Match) -> bool:
    """Return whether a word lessens a trouble after it, or says of a trouble or harm before it that it has gone."""
    if other.label[1] == "ease":
        return trouble.label[1] == "trouble" and 0 < trouble.first - other.last <= EASED_BEFORE
    return other.label[1] == "eased" and 0 < other.first - trouble.last <= EASED_AFTER


def drop_shorter(found: Sequence[Match]) -> list[Match]:
    """Return the matches that do not stand within a longer one."""
    if len(found) < 2:
        return list(found)
    return [match for match in found if not any(_inside(match, other) for other in found)]
