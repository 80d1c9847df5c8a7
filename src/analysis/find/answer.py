"""What was found, in words: how many sentences, in how many of the letters asked, and why the others have none."""

from collections import Counter
from typing import Any

import pandas as pd

from analysis.base.resources import read_yaml
from analysis.base.wording import count_plainly
from analysis.find.choices import pick_themes
from analysis.find.facts import index_in
from analysis.find.letters import select_asked
from analysis.tables import list_rows

OF_LETTERS = ("authority", "among", "since", "until", "visit_type", "framework", "source_type")
SOURCE_TYPES = ("letter", "report", "press")
UNLOOKED = "not looked at"


def describe_found(tables: dict[str, pd.DataFrame], found: pd.DataFrame, **question: Any) -> str:
    """Return sentences that count what was found, and name the letters that were asked and hold none.

    `found` as `find` gives it, with the parameters `question`. The letters asked are all that its authorities, dates
    and kinds of letter leave. What a letter is silent for is said only of a question for a theme and nothing else.
    """
    words = read_answers()
    asked = {name: value for name, value in question.items() if name in OF_LETTERS}
    letters = select_asked(tables, **asked)
    answer = _describe(tables, found, letters, question, words)
    left_out = [words[reason].format(letters=n) for reason, n in _count_left_out(tables, asked, len(letters)).items()]
    return f"{answer} {words['left_out'].format(letters='; '.join(left_out))}" if left_out else answer


def read_answers() -> dict[str, Any]:
    """Return what is said of the sentences found (answer.yml)."""
    return read_yaml("find/answer.yml")


def _describe(
    tables: dict[str, pd.DataFrame], found: pd.DataFrame, letters: pd.DataFrame, question: dict, words: dict
) -> str:
    if not len(letters):
        return words["no_letter"] if len(tables["visits"]) else words["nothing_on_file"]
    holding = found["visit_id"].drop_duplicates()
    silent = letters[index_in(letters["visit_id"], holding) < 0]
    named = {
        "sentences": count_plainly(len(found), "sentence"),
        "letters": count_letters(letters),
        "found": len(holding),
    }
    if not len(holding):
        return words["none"].format(**named)
    if not len(silent):
        return words["all" if len(letters) > 1 else "one"].format(**named)
    return words["some"].format(**named, silent=_describe_silent(tables, silent, question, words["silent"]))


def count_letters(letters: pd.DataFrame) -> str:
    """Return how many letters there are, and how many of them are of the press: rows of the table `visits`."""
    n_press = int((letters["source_type"] == "press").sum())
    press = f" ({count_plainly(n_press, 'press report')} among them)" if n_press else ""
    return f"{count_plainly(len(letters), 'letter')}{press}"


def _describe_silent(tables: dict[str, pd.DataFrame], silent: pd.DataFrame, question: dict, words: dict) -> str:
    """Return how many letters hold no such sentence, and what for where that can be told."""
    given = {name for name, value in question.items() if name not in OF_LETTERS and (value or value is False)}
    if given != {"theme"}:
        return words["other"].format(n=len(silent))
    history = tables["theme_history"]
    history = history[
        history["visit_id"].isin(silent["visit_id"]) & history["theme"].isin(pick_themes(question["theme"]))
    ]
    statuses: dict[str, set[str]] = {}
    for visit_id, status in list_rows(history, "visit_id", "status"):
        statuses.setdefault(visit_id, set()).add(status)
    reasons = Counter(
        "not reported" if source == "press" else UNLOOKED if statuses.get(visit_id) == {UNLOOKED} else "not mentioned"
        for visit_id, source in list_rows(silent, "visit_id", "source_type")
    )
    return ", ".join(
        words[reason].format(n=n, do="does" if n == 1 else "do") for reason in words if (n := reasons[reason])
    )


def _count_left_out(tables: dict[str, pd.DataFrame], asked: dict[str, Any], n_letters: int) -> dict[str, str]:
    """Return the letters that would be asked but for want of a date, or for the letter of the same visit."""
    left_out, visits = {}, tables["visits"]
    if visits["start_date"].isna().any() and (asked.get("since") or asked.get("until")):
        at_any_time = select_asked(tables, **(asked | {"since": None, "until": None}))
        left_out["undated"] = count_plainly(int(at_any_time["start_date"].isna().sum()), "letter")
    if visits["superseded_by"].notna().any():
        of_any_kind = select_asked(tables, **(asked | {"source_type": asked.get("source_type") or SOURCE_TYPES}))
        left_out["superseded"] = count_plainly(len(of_any_kind) - n_letters, "press report")
    return {reason: said for reason, said in left_out.items() if not said.startswith("0 ")}
