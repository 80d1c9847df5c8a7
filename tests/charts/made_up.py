"""Rows for charts, made up, as many as a test asks for: what few letters have, and what none has yet."""

import itertools

import pandas as pd

GRADES = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
STATUSES = {
    "raised": "raised", "asked again": "raised", "asked again in part": "raised in part",
    "still a concern": "spoken of", "mixed": "spoken of",
    "now praised": "spoken of", "mentioned": "spoken of", "not mentioned": "quiet", "not looked at": "not looked at",
}  # fmt: skip
AREA = "The quality and timeliness of assessments and plans for children in need, including disabled children"


def make_traces(n_visits: int) -> pd.DataFrame:
    kinds = ["focused visit", "inspection", "monitoring visit", "focused visit (press)"]
    return pd.DataFrame(
        [
            {
                "improvement_id": f"i{number:02d}", "improvement": f"{AREA} {number}",
                "raised_at": "Mar 2013 inspection",
                "visit_id": f"v{visit}", "label": f"Mar {2013 + visit} {kinds[visit % 4]}",
                "start_date": pd.Timestamp(2013 + visit, 3, 1), "mark": mark, "status": status,
                "source_type": "press" if visit % 4 == 3 else "letter", "folded": None,
            }
            for number, (status, mark) in enumerate(STATUSES.items())
            for visit in range(n_visits)
        ]
    )  # fmt: skip


def make_peers(n_others: int) -> pd.DataFrame:
    groups = ["statistical neighbours", "Yorkshire and The Humber", "England", "same grade: Requires improvement"]
    return pd.DataFrame(
        [
            {"theme": theme, "theme_label": theme, "group": group, "own_status": "mixed", "n_looked": n_others,
             "n_raised": n_others // 2, "n_asked": n_others // 3}
            for theme in ("Supervision", "Front door and child protection enquiries")
            for group in groups
        ]
    )  # fmt: skip


def make_terms(n_later: int) -> pd.DataFrame:
    words = {"placements": -3.2, "serious weaknesses": -2.1, "senior leaders": 2.0, "personal advisers": 4.1}
    return pd.DataFrame(
        [
            {"label": f"Oct {2020 + visit} inspection", "term": term, "n_first": 112, "n_later": 7,
             "rate_first": 3.1, "rate_later": 0.2 if z < 0 else 5.4, "z": z}
            for visit in range(n_later)
            for term, z in words.items()
        ]
    )  # fmt: skip


def make_asked(n_columns: int) -> pd.DataFrame:
    themes = ["Supervision", "Groups of children with particular needs", "Front door and child protection enquiries"]
    return pd.DataFrame(
        [
            {"theme_label": theme, "column": str(2013 + column), "n_asked": column * 9, "n_letters": 108}
            for theme in themes
            for column in range(n_columns)
        ]
    )


MOVES = pd.DataFrame(
    [
        {"earlier": one, "later": other, "n_moves": 104, "n_from": 416}
        for one, other in itertools.product(GRADES, GRADES)
    ]
)


def make_ledger(n_visits: int, n_areas: int = 30) -> pd.DataFrame:
    statuses = list(STATUSES)[1:]
    return pd.DataFrame(
        [
            {"improvement_id": f"i{number:02d}", "improvement": f"{AREA} {number}",
             "label": f"Mar {2013 + visit} inspection", "status": statuses[(number + visit) % len(statuses)],
             "source_type": "press" if visit == 1 else "letter"}
            for number in range(n_areas)
            for visit in range(n_visits)
        ]
    )  # fmt: skip


def make_scopes(n_visits: int) -> pd.DataFrame:
    statuses = ["named", "within", "unknown", "unnamed"]
    parts = ["children in need or subject to a protection plan", "the front door", "care leavers", "fostering"]
    return pd.DataFrame(
        [
            {"part": part, "label": f"Mar {2013 + visit} monitoring visit", "source_type": "letter",
             "status": statuses[(number + visit) % 4]}
            for number, part in enumerate(parts)
            for visit in range(n_visits)
        ]
    )  # fmt: skip


def make_parts(n_years: int) -> pd.DataFrame:
    columns = [*(str(2013 + year) for year in range(n_years)), "all years"]
    parts = ["children in need or subject to a protection plan", "the front door", "care leavers"]
    return pd.DataFrame(
        [{"part": part, "column": column, "n_named": 11, "n_visits": 36} for part in parts for column in columns]
    )


def make_agreement(n_values: int) -> pd.DataFrame:
    measures = {"agreed": 0.91, "kappa": 0.78, "alpha": None}
    return pd.DataFrame(
        [
            {"value": f"the theme called value {number}", "measure": measure, "n_decisions": 1024, "estimate": estimate,
             "low": None if estimate is None else estimate - 0.1, "high": None if estimate is None else 1.0}
            for number in range(n_values)
            for measure, estimate in measures.items()
        ]
    ).astype({"estimate": float, "low": float, "high": float})  # fmt: skip


def make_confusion(_: int) -> pd.DataFrame:
    stances = ["strength", "concern", "mixed", "neutral"]
    pairs = itertools.product(stances, stances)
    return pd.DataFrame([{"person": one, "machine": other, "n_codings": 1240, "share": 0.25} for one, other in pairs])


def make_effect(n_moved: int) -> pd.DataFrame:
    rows = [
        {"theme_label": "Front door and child protection enquiries", "label": f"Mar {2013 + number} monitoring visit",
         "way": way, "status": status, "source_type": "letter", "tally": "10 strengths, 12 concerns, 3 mixed",
         "turns": True, "n_strength": 10, "n_concern": 12, "n_mixed": 3}
        for number in range(n_moved)
        for way, status in (("by machine alone", "mixed"), ("with the reviews", "concern"))
    ]  # fmt: skip
    return pd.DataFrame(rows)


MADE_UP = {
    "traces of many": make_traces,
    "peers": make_peers,
    "terms": make_terms,
    "asked of many": make_asked,
    "ledger of 30": make_ledger,
    "scopes of many": make_scopes,
    "parts": make_parts,
    "agreement": make_agreement,
    "confusion": make_confusion,
    "effect": make_effect,
}
