"""What the inspectors think of it: stance, direction and how many, from the wording of a sentence."""

from itertools import pairwise
from typing import NamedTuple

from analysis.coding.phrases import Match, Word

EASED_BEFORE = 5  # words between a word that eases and the trouble after it
EASED_AFTER = 12  # words between a trouble and the word that says it has gone
FRONTED = 2  # words from its start within which a sentence opens with a condition or a concession
TURNS = ("contrast", "although", "condition", "concession")  # kinds that part a sentence wherever they stand
OPENS = ("opening",)  # kinds that part it where they open it
LEFT_OUT = ("condition", "concession", "opening")  # kinds that begin a stretch which is not weighed
WEIGHED = ("strength", "relief", "concern", "trouble")  # kinds that praise or criticise
TAKE_BACK = ("ignore", "concern", "early", "relief")  # kinds that take back what stands inside them
TAKE_BACK_PRAISE = ("strength", "trouble", "neutral")  # kinds that take back praise, but no criticism


class Stance(NamedTuple):
    """A stance and its score, from -1 (concern) to 1 (strength)."""

    value: str
    score: float


def code_stance(text: str, words: list[Word], matches: list[Match], before: Stance | None = None) -> Stance:
    """Return the stance of a sentence; one without evaluation that points back has that of the sentence before."""
    found = _outermost([match for match in matches if match.label[0] == "stance"])
    signs = [_signs(found, segment) for segment in _segments(text, words, found)]
    kinds = [kind for sign in signs for kind in sign]
    is_good = any("strength" in sign and "concern" not in sign for sign in signs)
    is_bad = "concern" in kinds
    if is_good and (is_bad or any("early" in sign for sign in signs[1:])):
        return Stance("mixed", 0.0)
    if is_bad:
        return Stance("concern", -_weight(kinds.count("concern")))
    if not kinds and before and any(match.label[0] == "pointing" and match.first == 0 for match in matches):
        return before
    if not is_good or any(match.label[1] == "neutral" for match in found):
        return Stance("neutral", 0.0)
    return Stance("strength", _weight(kinds.count("strength")))


def _weight(n_cues: int) -> float:
    return n_cues / (n_cues + 1)


def _outermost(found: list[Match]) -> list[Match]:
    """Return the matches that no longer one takes back."""
    return [match for match in found if not any(_takes_back(other, match) for other in found)]


def _takes_back(other: Match, match: Match) -> bool:
    is_criticism = match.label[1] in ("concern", "trouble")
    can = other.label[1] in TAKE_BACK or (other.label[1] in TAKE_BACK_PRAISE and not is_criticism)
    return can and _inside(match, other)


def _inside(match: Match, other: Match) -> bool:
    """Return whether a match stands within a longer one."""
    covered = other.first <= match.first and match.last <= other.last
    return covered and other.last - other.first > match.last - match.first


def _segments(text: str, words: list[Word], found: list[Match]) -> list[range]:
    """Return the stretches of words to weigh apart: parted at turning words and semicolons.

    Conditions ("when risks rise, ...") and concessions ("despite ...") are left out, as far as the next comma.
    """
    turns = [match for match in found if match.label[1] in TURNS or (match.first < FRONTED and match.label[1] in OPENS)]
    cuts = {match.first for match in turns} | {0, len(words)}
    if ";" in text:
        cuts |= {place for place in range(1, len(words)) if ";" in _between(text, words, place)}
    left_out = set()
    for match in turns:
        if match.label[1] in LEFT_OUT:
            left_out.add(match.first if match.first >= FRONTED else 0)
            cuts.add(_next_comma(text, words, match.last))
        elif match.label[1] == "although" and match.first < FRONTED:
            weighed = [other.first for other in found if other.label[1] in WEIGHED and other.first > match.last]
            cuts.add(_next_comma(text, words, weighed[0] if weighed else match.last))
    segments = [range(start, end) for start, end in pairwise(sorted(cuts))]
    return [segment for segment in segments if segment.start not in left_out] or segments


def _next_comma(text: str, words: list[Word], after: int) -> int:
    places = range(after + 1, len(words))
    return next((place for place in places if "," in _between(text, words, place)), len(words))


def _between(text: str, words: list[Word], place: int) -> str:
    """Return what stands between a word and the one before it."""
    return text[words[place - 1].end : words[place].start]


def _signs(found: list[Match], segment: range) -> list[str]:
    """Return strength, concern or early for each phrase of a segment; a trouble that is eased is a strength."""
    inside = [match for match in found if match.first in segment]
    signs = []
    for match in inside:
        kind = match.label[1]
        if kind == "trouble":
            signs.append("strength" if any(_eases(other, match) for other in inside) else "concern")
        elif kind in ("strength", "concern", "early"):
            signs.append(kind)
        elif kind == "relief":
            signs.append("strength")
    return signs


def _eases(other: Match, trouble: Match) -> bool:
    if other.label[1] == "ease":
        return 0 < trouble.first - other.last <= EASED_BEFORE
    return other.label[1] == "eased" and 0 < other.first - trouble.last <= EASED_AFTER


def code_direction(matches: list[Match], stance: str) -> str:
    """Return the change over time that a sentence states: improving, worsening, unchanged or none.

    More or less of something has no direction by itself: praise makes it improving, criticism worsening.
    """
    found = [match for match in matches if match.label[0] == "direction"]
    kinds = {match.label[1] for match in found if not any(_inside(match, other) for other in found)}
    if stance != "concern" and ("improving" in kinds or (stance == "strength" and kinds & {"change", "lately"})):
        return "improving"
    if "worsening" in kinds or (stance == "concern" and "change" in kinds):
        return "worsening"
    return "unchanged" if "unchanged" in kinds else "none"


def code_quantifier(matches: list[Match]) -> str | None:
    """Return how many a sentence speaks of: the value of its first quantifier, None where it has none."""
    found = [match for match in matches if match.label[0] == "quantifiers"]
    counted = [match for match in found if not any(_inside(match, other) for other in found)]
    return next((match.label[1] for match in counted if match.label[1] != "ignore"), None)
