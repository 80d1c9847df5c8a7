"""Amounts that rise or fall: fewer vacancies are better and fewer carers worse, whatever the numbers (amounts.yml)."""

from collections.abc import Iterator, Sequence

from analysis.coding.opinion import drop_shorter
from analysis.coding.phrases import Match, Words

BEFORE = 9  # words from the thing to the word that says that it rises or falls ("vacancies in two teams have fallen")
AFTER = 4  # words from that word to the thing after it ("a fall in the number of vacancies")
JUST_BEFORE = 2  # words within which a word says that there was no rise or fall of it
UNREAL = ("and", "be", "could", "never", "no", "not", "should", "to", "would")  # such words: "has not yet fallen"
LEADING = ("a", "high", "in", "number", "numbers", "of", "rate", "the", "use")  # between a rise and what rises
THINGS = ("burden", "asset")  # of the first less is better, of the second more
GOOD = {("burden", "falling"), ("asset", "rising")}  # what is better; the other pairs are worse
BETTER = (("stance", "relief"), ("direction", "improving"))
WORSE = (("stance", "concern"), ("direction", "worsening"))


def judge_amounts(words: Words, amounts: Sequence[Match], turns: Sequence[int]) -> tuple[list[Match], list[Match]]:
    """Return what rises and falls of amounts say, as matches of stance and as matches of direction.

    `amounts` are matches of amounts.yml in a sentence, `turns` the positions of words that turn it.

    >>> from analysis.coding.phrases import split_words
    >>> found = [Match(("amounts", "burden"), 0, 0), Match(("amounts", "falling"), 2, 2)]
    >>> judge_amounts(split_words("Vacancies have fallen."), found, [])[1]
    [Match(label=('direction', 'improving'), first=0, last=2)]
    """
    things = drop_shorter([match for match in amounts if match.label[1] in THINGS])
    moves = [match for match in amounts if match.label[1] in ("rising", "falling")]
    if not things or not moves:
        return [], []
    judged = list(_pair(words, things, moves, turns))
    stances = [Match(stance, *span) for (stance, _), span in judged]
    return stances, [Match(change, *span) for (_, change), span in judged]


def _pair(
    words: Words, things: list[Match], moves: list[Match], turns: Sequence[int]
) -> Iterator[tuple[tuple, tuple[int, int]]]:
    """Yield for each rise or fall of a thing what it means, and its first and last word."""
    for move in moves:
        if any(word in UNREAL for word in words.texts[max(move.first - JUST_BEFORE, 0) : move.first]):
            continue
        after = [thing for thing in things if _follows(words, move, thing)]
        before = [thing for thing in things if 0 < move.first - thing.last <= BEFORE]
        before = [thing for thing in before if not any(thing.last < turn <= move.first for turn in turns)]
        if after or before:
            thing = (after or before)[0]
            meaning = BETTER if (thing.label[1], move.label[1]) in GOOD else WORSE
            yield meaning, (min(thing.first, move.first), max(thing.last, move.last))


def _follows(words: Words, move: Match, thing: Match) -> bool:
    between = words.texts[move.last + 1 : thing.first]
    return 0 < thing.first - move.last <= AFTER and all(word in LEADING for word in between)
