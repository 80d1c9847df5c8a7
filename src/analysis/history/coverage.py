"""Which themes a visit looked at: scope words and kinds of visit, by the rules of scopes.yml."""

import functools
import re
from typing import Any

import pandas as pd

from analysis.base.resources import read_yaml

Verdict = tuple[str, str]  # status, why


@functools.cache
def read_scopes() -> dict[str, Any]:
    """Return scopes.yml, with the words of each area as one pattern."""
    scopes = read_yaml("history/scopes.yml")
    for area in scopes["areas"].values():
        area["pattern"] = re.compile("|".join(area["words"]), re.IGNORECASE)
    return scopes


def judge_scope(visit_type: str, scope: str | None, theme: str, *, framework: str = "ILACS") -> Verdict:
    """Return the status (in_scope, outside_scope, unknown) of a theme at a visit, and why.

    >>> judge_scope("focused visit", "the local authority's arrangements for care leavers", "care_leavers")
    ('in_scope', 'the scope names care leavers')
    >>> judge_scope("focused visit", "the local authority's arrangements for care leavers", "permanence")[0]
    'outside_scope'
    >>> judge_scope("focused visit", "the local authority's arrangements for care leavers", "staffing")[0]
    'unknown'
    """
    rules = read_scopes()["rules"]
    rule = rules.get(framework) or rules.get(visit_type) or {"rule": "unheard of"}
    if rule["rule"] == "named":
        if theme in rule.get("always", ()):
            return "in_scope", f"part of every {visit_type}"
        return _judge_named(scope, theme)
    if rule["rule"] == "themes":
        looked_at = theme in rule["themes"]
        return (
            ("in_scope", f"part of every {framework} inspection")
            if looked_at
            else ("outside_scope", f"no part of {framework} inspections")
        )
    if rule["rule"] == "whole" and theme not in rule["except"]:
        return "in_scope", f"the {visit_type} looks at the whole service"
    return "unknown", "no rule says whether this kind of visit looks at it"


def _judge_named(scope: str | None, theme: str) -> Verdict:
    scopes = read_scopes()
    if not scope:
        return "unknown", "the document does not say what was looked at"
    named = find_parts(scope)
    if not named:
        return "unknown", "scopes.yml knows none of the words that say what was looked at"
    naming = [name for name in named if theme in scopes["areas"][name]["themes"]]
    if naming:
        return "in_scope", f"the scope names {' and '.join(naming)}"
    if theme in scopes["cross_cutting"]:
        return "unknown", "inspectors may meet it anywhere; the scope does not name it"
    if not any(theme in area["themes"] for area in scopes["areas"].values()):
        return "unknown", "scopes.yml does not know this theme"
    return "outside_scope", "the scope does not name it"


def find_parts(scope: str) -> list[str]:
    """Return the parts of the service that scope words name: names of areas of scopes.yml, in its order.

    >>> find_parts("the arrangements for children subject to protection plans, and for private fostering")
    ['children in need and on protection plans', 'private fostering']
    """
    return [name for name, area in read_scopes()["areas"].items() if area["pattern"].search(scope)]


def judge_part(scope: str | None, part: str) -> Verdict:
    """Return the status of a part of the service (an area of scopes.yml) at a visit that names its scope, and why.

    named: the scope names it; within: it names another part that has all of this one's themes; unknown: nobody can
    tell; unnamed: the scope names other parts.

    >>> judge_part("the arrangements for children in care", "permanence")
    ('within', 'belongs to children in care')
    >>> judge_part("the arrangements for children in care", "early help")[0]
    'unnamed'
    >>> judge_part("the arrangements for children in care", "supervision")[0]
    'unknown'
    """
    scopes = read_scopes()
    named = find_parts(scope or "")
    if not named:
        return "unknown", _judge_named(scope, "")[1]
    if part in named:
        return "named", "the scope names it"
    themes = set(scopes["areas"][part]["themes"])
    holding = [name for name in named if themes <= set(scopes["areas"][name]["themes"])]
    if holding:
        return "within", f"belongs to {' and '.join(holding)}"
    if themes <= set(scopes["cross_cutting"]):
        return "unknown", "inspectors may meet it anywhere; the scope does not name it"
    return "unnamed", "the scope does not name it"


def make_coverage(visits: pd.DataFrame, evidence: pd.DataFrame, themes: list[str]) -> pd.DataFrame:
    """Return the table `coverage`: one row per visit and theme.

    `evidence` (see `join_evidence`) shows where findings exist; they make a theme covered whatever the scope says.
    """
    found = set(zip(evidence["visit_id"], evidence["theme"], strict=True))
    rows = []
    for visit in visits.itertuples():
        scope = None if pd.isna(visit.scope) else visit.scope
        for theme in themes:
            status, why = judge_scope(visit.visit_type, scope, theme, framework=visit.framework)
            covered = status == "in_scope" or (visit.visit_id, theme) in found
            rows.append((visit.visit_id, theme, status, covered, why))
    return pd.DataFrame(rows, columns=["visit_id", "theme", "status", "covered", "why"])
