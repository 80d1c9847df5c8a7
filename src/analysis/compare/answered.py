"""The areas for improvement that the council has answered: what is overdue comes first, and how many there are."""

import pandas as pd

from analysis.compare.improvements import follow_improvements, list_improvements
from analysis.compare.responses import SAID, add_responses, read_response_words
from analysis.compare.words import count_improvements, name_day
from analysis.tables import frame_rows, list_rows

ANSWERED = ["improvement_id", "label", "improvement", "status_label", *SAID]
FACTS = ["overdue", "is_done"]


def list_answered(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, responses: pd.DataFrame | None
) -> pd.DataFrame:
    """Return one row per area for improvement of the visits that the council has answered; what is overdue comes first.

    Columns: improvement_id, label (of the visit that lists it), improvement (its text), status_label (what the latest
    later visit says of it; missing where none is on file), response and due (in words), overdue, is_done. After what
    is overdue, the longest first, come those that are due, by day, those without a day, and last those that are done.
    `responses` as `review.list_responses` gives them.
    """
    areas = add_responses(list_improvements(tables, visits), responses)
    if "response" not in areas:
        return frame_rows([], **dict.fromkeys(ANSWERED, "str"), **dict.fromkeys(FACTS, "bool"))
    facts = responses.set_index("improvement_id")[[*FACTS, "due"]].rename(columns={"due": "day"})
    areas = areas[areas["improvement_id"].isin(facts.index)].join(facts, on="improvement_id")
    latest = {}
    for visit_id in areas["visit_id"].unique():
        latest |= dict(list_rows(follow_improvements(tables, visits, visit_id), "improvement_id", "status_label"))
    areas = areas.assign(status_label=pd.array([latest.get(one) for one in areas["improvement_id"]], "str"))
    areas = areas.assign(waits=~areas["overdue"])
    return areas.sort_values(["waits", "is_done", "day"], kind="stable", ignore_index=True)[[*ANSWERED, *FACTS]]


def describe_responses(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, responses: pd.DataFrame | None) -> str:
    """Return a sentence that counts the areas for improvement of the visits that the council has answered; "" for none.

    `responses` as `review.list_responses` gives them.
    """
    words, areas = read_response_words()["counts"], list_improvements(tables, visits)
    own = responses[responses["improvement_id"].isin(areas["improvement_id"])] if responses is not None else ()
    if not len(own):
        return ""
    parts = [words["answered"].format(n=len(own), all=count_improvements(len(areas)))]
    if own["overdue"].any():
        since = name_day(own.loc[own["overdue"], "due"].min())
        parts.append(words["overdue"].format(n=own["overdue"].sum(), day=since))
    counts = {"done": own["is_done"].sum(), "not_accepted": (own["accepted"] == "no").sum()}
    parts += [words[name].format(n=n) for name, n in counts.items() if n]
    return f"{parts[0]}{': ' if parts[1:] else ''}{'; '.join(parts[1:])}."
