"""What each later visit says of each item that inspectors asked for."""

from collections import defaultdict

import pandas as pd

from analysis.history.themes import judge_silence, judge_status

COLUMNS = ["improvement_id", "later_visit_id", "status", "sentence_ids"]

# What the status of a theme (judge_status) means for an item that was asked for earlier.
MEANING = {
    "concern": "still a concern",
    "mixed": "mixed",
    "strength": "now praised",
    "mentioned": "mentioned",
}


def make_ledger(
    improvements: pd.DataFrame,
    item_codes: pd.DataFrame,
    threads: pd.DataFrame,
    evidence: pd.DataFrame,
    coverage: pd.DataFrame,
    visits: pd.DataFrame,
) -> pd.DataFrame:
    """Return the table `ledger`: one row per item, later visit and sentence that bears on it.

    An item is asked again where a thread links it to an item of the later visit; else its status follows the later
    visit's sentences on its themes; without any, it says what the silence means. `visits` are those that may be
    compared, `item_codes` the themes of the items (improvement_id, theme).
    """
    themes = item_codes.groupby("improvement_id")["theme"].agg(set)
    again = _sentences_of_links(threads, improvements, evidence)
    said = {
        visit: list(zip(group["theme"], group["sentence_id"], group["stance"], strict=True))
        for visit, group in evidence.groupby("visit_id")
    }
    scopes = {visit: dict(zip(g["theme"], g["status"], strict=True)) for visit, g in coverage.groupby("visit_id")}
    rows = []
    for item in improvements.merge(visits[["visit_id", "authority", "start_date"]], on="visit_id").itertuples():
        own = themes.get(item.improvement_id, set())
        later = visits[(visits["authority"] == item.authority) & (visits["start_date"] > item.start_date)]
        for visit in later.itertuples():
            status, sentences = _judge_item(
                own,
                again.get((item.improvement_id, visit.visit_id)),
                said.get(visit.visit_id, []),
                scopes[visit.visit_id],
                visit.source_type,
            )
            rows += [(item.improvement_id, visit.visit_id, status, sentence) for sentence in sentences or [None]]
    return pd.DataFrame(rows, columns=COLUMNS)


def _judge_item(
    themes: set[str], again: list[str] | None, said: list[tuple], scopes: dict[str, str], source_type: str
) -> tuple[str, list[str]]:
    if again:
        return "asked again", again
    bearing = {sentence: stance for theme, sentence, stance in said if theme in themes}
    stances = list(bearing.values())
    n_concern, n_strength = stances.count("concern") + stances.count("mixed"), stances.count("strength")
    status = judge_status(n_concern, n_strength, stances.count("neutral"))
    if status:
        return MEANING[status], list(bearing)
    found = {scopes.get(theme, "unknown") for theme in themes} or {"unknown"}
    scope = "outside_scope" if found == {"outside_scope"} else "unknown"
    return judge_silence(scope, source_type), []


def _sentences_of_links(
    threads: pd.DataFrame, improvements: pd.DataFrame, evidence: pd.DataFrame
) -> dict[tuple[str, str], list[str]]:
    """Return, by earlier item and later visit, the sentences of the later items linked to it."""
    paragraph = dict(zip(improvements["improvement_id"], improvements["paragraph_id"], strict=True))
    visit = dict(zip(improvements["improvement_id"], improvements["visit_id"], strict=True))
    sentences = evidence.drop_duplicates("sentence_id").groupby("paragraph_id")["sentence_id"].agg(list)
    linked = defaultdict(list)
    for link in threads.itertuples():
        linked[link.earlier, visit[link.later]] += sentences.get(paragraph[link.later], [])
    return linked
