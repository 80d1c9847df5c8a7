"""Areas for improvement from visit to visit: each from the visit that first raised it to the latest."""

from collections import Counter, defaultdict

import pandas as pd

from analysis.compare.again import AGAIN, IN_PART, Pair, find_statuses, head_again, list_askings
from analysis.compare.alts import pick_alt
from analysis.compare.checked import phrase_statuses
from analysis.compare.crosstab import cross_tabulate
from analysis.compare.exhibit import Exhibit
from analysis.compare.improvements import describe_other_bodies, find_other_bodies, list_improvements
from analysis.compare.selection import list_sources
from analysis.compare.titles import head_with_authority
from analysis.compare.words import count_improvements, label_value, read_words
from analysis.tables import frame_rows, list_rows

MOST_ROWS = 10  # areas for improvement that have a row of their own in the chart
TRACED = ["improvement_id", "improvement", "raised_at", "visit_id", "label", "start_date", "source_type", "status",
          "source", "mark"]  # fmt: skip


def trace_improvements(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per area for improvement and visit, from the visit that first raised it on.

    The status at a later visit is the ledger's. An area that asks again for an earlier one has no row of its own where
    later visits say the same of both (`find_followers`). Columns: improvement_id, improvement (its text), raised_at
    (label), visit_id, label, start_date, source_type, status (raised, else as the ledger has it), source (of the
    status: model, reviewer; missing where raised), mark (raised, raised in part, spoken of, quiet or not looked at: see
    words.yml). In the order in which they were raised; visits by date.
    """
    improvements, marks, rows = list_improvements(tables, visits), read_words()["marks"], []
    statuses = find_statuses(tables["ledger"][tables["ledger"]["improvement_id"].isin(improvements["improvement_id"])])
    followers = find_followers(tables, visits, statuses)
    dated = visits.sort_values(["start_date", "visit_id"])
    dated = list(list_rows(dated, "visit_id", "label", "start_date", "source_type"))
    areas = list_rows(improvements, "improvement_id", "improvement", "label", "visit_id")
    for one, *area, raised_at in (area for area in areas if area[0] not in followers):
        for visit in dated:
            status = ("raised", None) if visit[0] == raised_at else statuses.get((one, visit[0]))
            if status:
                rows.append((one, *area, *visit, *status, marks[status[0]]))
    return frame_rows(rows, **dict.fromkeys(TRACED, "str") | {"start_date": "datetime64[ms]"})


def find_followers(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, statuses: dict[Pair, tuple[str, str]]
) -> set[str]:
    """Return the areas for improvement that ask again for an earlier one, of which later visits say the same.

    `statuses` as `find_statuses` gives them. Where a later visit says of one what it does not say of the other, both
    are told apart.
    """
    followers, ids = set(), visits["visit_id"]
    for (earlier, _), asking in list_askings(tables, visits).items():
        if asking.status == AGAIN and asking.items:
            (item,) = asking.items
            later = [visit for visit in ids if (item, visit) in statuses]
            if all(statuses[item, visit][0] == statuses[earlier, visit][0] for visit in later):
                followers.add(item)
    return followers


def exhibit_traces(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> Exhibit:
    """Return the chart of the areas for improvement from visit to visit; data as `order_traces` gives them.

    Areas addressed to bodies that no later visit looks at are in the data, and in no count: the text says how many.
    """
    traces = trace_improvements(tables, visits)
    bodies = find_bodies(tables, visits, traces)
    counted, uncounted = (
        traces[~traces["improvement_id"].isin(list(bodies))],
        describe_other_bodies(bodies, "Not counted"),
    )
    said, checked = describe_traces(counted, visits), phrase_statuses(counted[counted["status"] != "raised"])
    basis = " ".join(filter(None, (list_sources(visits), checked, uncounted)))
    title = head_with_authority(visits, head_traces(counted))
    older = _say_older(counted, visits)
    briefly = [" ".join(filter(None, (f"{title}.", *more))) for more in ((older, checked), (older,), (checked,))]
    alt = pick_alt(f"{said} {uncounted}".strip(), said, *briefly)
    ordered = order_traces(traces, bodies)
    return Exhibit(ordered, "traces", title, alt, basis, table=tabulate_traces(ordered))


def find_bodies(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, traces: pd.DataFrame) -> dict[str, str]:
    """Return, by improvement_id, the body that an area is addressed to where no visit after it looks at that body.

    `traces` as `trace_improvements` gives them.
    """
    later = traces[traces["status"] != "raised"].rename(columns={"visit_id": "later_visit_id"})
    bodies = (find_other_bodies(tables, visits, own) for _, own in later.groupby("raised_at", sort=False))
    return {one: body for found in bodies for one, body in found.items()}


def order_traces(traces: pd.DataFrame, bodies: dict[str, str]) -> pd.DataFrame:
    """Return the traces with what was asked for most often first, and what is drawn in one row for many.

    Columns: those of `trace_improvements`, n_asked (visits that raised the area) and folded: the words for the row that
    it shares, missing where it has its own. `bodies` as `find_bodies` gives them. Of areas asked for as often the one
    asked for in part more often comes first, then the one raised last; shared rows come last.
    """
    words, dates, times = read_words()["folded"], {}, defaultdict(lambda: [0, 0])
    for one, date, status in list_rows(traces, "improvement_id", "start_date", "status"):
        dates.setdefault(one, date)
        times[one][0] += status in ("raised", AGAIN)
        times[one][1] += status == IN_PART
    order = sorted(dates, key=lambda one: (one in bodies, *(-n for n in times[one]), -dates[one].toordinal()))
    rest = [one for one in order if one not in bodies][MOST_ROWS:]
    folded = dict.fromkeys(rest, words["rest"].format(n=len(rest)))
    sizes = Counter(bodies.values())
    folded |= {one: words["body"].format(n=sizes[body], body=body) for one, body in bodies.items()}
    index = {one: number for number, one in enumerate(order)}
    rows = sorted(range(len(traces)), key=[index[one] for one in traces["improvement_id"]].__getitem__)
    traces = traces.iloc[rows].reset_index(drop=True)
    return traces.assign(
        n_asked=pd.array([times[one][0] for one in traces["improvement_id"]], dtype="int64"),
        folded=pd.array([folded.get(one) for one in traces["improvement_id"]], dtype="str"),
    )


def tabulate_traces(traces: pd.DataFrame) -> pd.DataFrame:
    """Return one row per area for improvement: improvement, raised_at, and its status at each visit, by its label.

    `traces` as `order_traces` gives them.
    """
    cells = [
        status if status == "raised" else label_value("ledger", status, source)
        for status, source in list_rows(traces, "status", "source_type")
    ]
    table = cross_tabulate(traces, ["improvement_id", "improvement", "raised_at"], "label", cells)
    labels = traces.sort_values("start_date", kind="stable")["label"].unique()
    return table[["improvement", "raised_at", *labels]]


def head_traces(traces: pd.DataFrame) -> str:
    """Return a title with how many areas came again, and how many more in part, of those that could yet come back.

    `traces` as `trace_improvements` gives them. What the latest visit raised could not yet; where nothing else
    was raised, the title says how many were.
    """
    older = traces[traces["status"] != "raised"]
    n = traces["improvement_id"].nunique()
    return head_again(older, "raised again") if len(older) or not n else f"{count_improvements(n)} raised".capitalize()


def describe_traces(traces: pd.DataFrame, visits: pd.DataFrame) -> str:
    """Return sentences that count what became of the areas for improvement by the last visit.

    `traces` as `trace_improvements` gives them, `visits` the rows that it was given.
    """
    if not len(traces):
        return read_words()["no_improvement"]
    n = count_improvements(traces["improvement_id"].nunique()).capitalize()
    if len(visits) < 2:
        return f"{n} on file, all of one visit: what became of them shows once a later letter is in data/raw."
    last = visits.iloc[-1]
    new = traces.loc[traces["visit_id"] == last["visit_id"], "status"].eq("raised").sum()
    old = _say_older(traces, visits)
    first = f"{count_improvements(new)} first raised at that visit could not yet come back.".capitalize() if new else ""
    checked = phrase_statuses(traces[traces["status"] != "raised"])
    return " ".join(part for part in (f"{n} were raised over {len(visits)} visits.", old, first, checked) if part)


def _say_older(traces: pd.DataFrame, visits: pd.DataFrame) -> str:
    """Return a sentence that counts what the last visit says of the areas raised before it; "" without any."""
    words, last = read_words()["traces"], visits.iloc[-1] if len(visits) else None
    older = traces[(traces["visit_id"] == last["visit_id"]) & (traces["status"] != "raised")] if len(visits) else traces
    if not len(older):
        return ""
    counts = older["mark"].value_counts().reindex(list(words)).dropna().astype(int)
    named = "; ".join(f"{n} {label_value('traces', mark, last['source_type'])}" for mark, n in counts.items())
    return f"Of the {len(older)} raised before the {last['label']}, at that visit: {named}."
