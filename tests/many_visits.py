"""One authority with twelve visits, made up: what charts and their texts are tried on, with few and with many."""

from pathlib import Path

import pandas as pd
import yaml
from made_up_inspections import SOURCE, make_report

from analysis.base.folder import DataFolder
from analysis.build import load
from analysis.compare import select_visits

AUTHORITY, FIRST_YEAR, N_VISITS = "Ashby-under-Lea", 2014, 12
SHORT, LONG = "Bury", "Bournemouth, Christchurch and Poole"
LONG_AREA = "The quality, timeliness and management oversight of plans for disabled children and their families, and "
KINDS = ["inspection", "focused visit", "monitoring visit"]


def build_twelve(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of twelve reports on one authority, written into `folder`: areas asked for again and again."""
    made = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    (folder / "raw").mkdir(parents=True)
    grades = ["Inadequate", "Requires improvement to be good", "Good", "Outstanding"]
    for n in range(N_VISITS):
        asks = list(made["asks"])[: 2 + n % 4]
        findings = [f"{theme} {'good' if (n + turn) % 3 else 'weak'}"
                    for turn, theme in enumerate(["supervision", "plans", "staffing", "permanence"])]  # fmt: skip
        inspection = {"year": FIRST_YEAR + n, "grade": grades[n % 4], "asks": asks, "findings": findings}
        report = make_report(AUTHORITY, inspection, made)
        (folder / "raw" / f"report-{FIRST_YEAR + n}.txt").write_text(report, encoding="utf-8")
    return load(DataFolder(folder / "raw", folder / "processed"))


def take_visits(
    tables: dict[str, pd.DataFrame], n: int, authority: str
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Return the tables with the authority under another name, and its latest `n` visits, of several kinds, one press.

    Under the long name areas for improvement are long too.
    """
    on_file = tables["visits"].sort_values("start_date", ignore_index=True)
    kinds = [KINDS[turn % 3] if turn else "inspection" for turn in range(len(on_file))]
    sources = ["press" if turn == len(on_file) - 2 else "letter" for turn in range(len(on_file))]
    named = on_file.assign(authority=authority, visit_type=kinds, source_type=sources)
    improvements = tables["improvements"]
    if authority == LONG:
        improvements = improvements.assign(text=LONG_AREA + improvements["text"])
    tables = tables | {"visits": named, "improvements": improvements}
    first = named["visit_id"].iloc[-n]
    return tables, select_visits(tables, authority=authority, first=first)
