"""How far a reviewer has come with one letter, and how well her agreement with the machine is known by that."""

from math import ceil
from typing import NamedTuple

from analysis.notebook.review.order import RANDOM, list_evidence
from analysis.notebook.review.session import ReviewSession, list_own
from analysis.tables import list_rows


class Progress(NamedTuple):
    """Sentences of one letter that a reviewer decided blind, and on how many stances she and the machine agree."""

    n: int
    n_agreed: int
    n_sentences: int  # that bear on findings in the letter


def count_blind(session: ReviewSession, visit_id: str) -> Progress:
    """Return how many sentences of a visit's letter the reviewer decided blind, and how many stances agree.

    Sentences chosen for mending measure nothing and are not counted; a decision revised later counts as it was made.
    """
    visit = session.visits[session.visits["visit_id"] == visit_id]
    stances = dict(list_rows(list_evidence(session.own, visit), "sentence_id", "stance"))
    blind = {row["sentence_id"]: row["stance"] for row in list_own(session) if row["sample"] == RANDOM}
    own = {sentence_id: stance for sentence_id, stance in blind.items() if stance and sentence_id in stances}
    return Progress(len(own), sum(stance == stances[one] for one, stance in own.items()), len(stances))


def measure_precision(n_agreed: int, n: int) -> int:
    """Return within how many points (of 100) a share is known: half the width of its 95% Wilson interval.

    >>> measure_precision(27, 30), measure_precision(11, 12)
    (12, 17)
    """
    from statsmodels.stats.proportion import proportion_confint  # slow to import

    low, high = proportion_confint(n_agreed, n, method="wilson")
    return ceil(50 * (high - low))


def describe_goal(progress: Progress, goal: int, texts: dict[str, str]) -> str:
    """Return a sentence that says how many of `goal` sentences are decided, and how well agreement is known.

    A letter with fewer sentences has them all for its goal. `texts` are the answers of form.yml. Before the goal is
    reached it also says what reaching it brings at least, where that is more: a share is known worst at a half.
    """
    n, goal = progress.n, min(goal, progress.n_sentences)
    if not n:
        return texts["goal_none"].format(goal=goal)
    points = measure_precision(progress.n_agreed, n)
    if n >= goal:
        return texts["goal_reached"].format(n=n, points=points)
    at_worst = measure_precision(goal // 2, goal)
    then = texts["goal_then"].format(goal=goal, at_worst=at_worst) if at_worst < points else ""
    return f"{texts['goal'].format(n=n, goal=goal, points=points)} {then}".rstrip()
