"""What the tests of slides and report share: tables that mean harm, and how long files are made for them."""

import pandas as pd

HARM = '=HYPERLINK("x") <b>bold</b>\u202e\x00\x0b ]]> & '
NAME = "=1+1 Bournemouth, Christchurch and Poole " * 8


def make_hostile(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables with formulas, HTML, marks that turn the writing, and long names in what letters say."""
    texts = {name: tables[name].assign(text=HARM + tables[name]["text"]) for name in ("improvements", "sentences")}
    texts["improvements"].loc[0, "text"] = HARM + "very long area for improvement " * 40
    return tables | texts | {"visits": tables["visits"].assign(authority=NAME)}


def add_visits(
    tables: dict[str, pd.DataFrame], visits: pd.DataFrame, n: int
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Return tables and visits with `n` visits: silent ones between the first and the last, or the first alone."""
    first, last = visits.head(1), visits.tail(1)
    if n == 1:
        return tables, first
    ids = [f"{first['visit_id'].iloc[0]}-{turn}" for turn in range(2, n)]
    between = [first.assign(visit_id=one, same_visit=one, label=f"Visit {turn}") for turn, one in enumerate(ids)]
    copied = {}
    for name in ("visits", "theme_history", "coverage"):
        own = tables[name][tables[name]["visit_id"] == first["visit_id"].iloc[0]]
        copies = [own.assign(visit_id=one, **({"same_visit": one} if name == "visits" else {})) for one in ids]
        copied[name] = pd.concat([tables[name], *copies], ignore_index=True)
    return tables | copied, pd.concat([first, *between, last], ignore_index=True)
