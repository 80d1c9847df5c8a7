"""The status of a theme at a visit, on hand-made sentences and on the shipped documents."""

import pandas as pd
import pytest

from analysis.history.evidence import join_evidence
from analysis.history.themes import make_theme_history

LETTER, ARTICLE = "stoke-on-trent-2020-09-29-focused-visit", "stoke-on-trent-2024-10-focused-visit-press"


def theme_status(sentences: list[tuple[str, str, str]], *, scope: str = "in_scope", source: str = "letter") -> str:
    """Return the status of a theme from sentences of (kind of paragraph, speaker, stance)."""
    tables = {
        "paragraphs": pd.DataFrame(
            [(f"v/p{i}", kind) for i, (kind, _, _) in enumerate(sentences)], columns=["paragraph_id", "kind"]
        ),
        "sentences": pd.DataFrame(
            [("v", f"v/p{i}", f"v/p{i}/s1", speaker, stance) for i, (_, speaker, stance) in enumerate(sentences)],
            columns=["visit_id", "paragraph_id", "sentence_id", "speaker", "stance"],
        ),
        "codes": pd.DataFrame(
            [(f"v/p{i}/s1", "staffing") for i in range(len(sentences))], columns=["sentence_id", "theme"]
        ),
    }
    coverage = pd.DataFrame([("v", "staffing", scope)], columns=["visit_id", "theme", "status"])
    visits = pd.DataFrame([("v", source)], columns=["visit_id", "source_type"])
    return make_theme_history(join_evidence(tables), coverage, visits)["status"].iloc[0]


@pytest.mark.parametrize(
    ("sentences", "status"),
    [
        ([("finding", "inspector", "concern"), ("improvement", "inspector", "concern")], "asked for"),
        ([("finding", "inspector", "concern")], "concern"),
        ([("finding", "inspector", "mixed")], "concern"),  # mixed with no praise beside it
        ([("overview", "inspector", "mixed"), ("finding", "inspector", "strength")], "mixed"),
        ([("finding", "inspector", "strength"), ("finding", "inspector", "neutral")], "strength"),
        ([("finding", "inspector", "neutral")], "mentioned"),
        ([("finding", "council", "concern")], "not mentioned"),  # the council's words are no finding
        ([("context", "inspector", "concern")], "not mentioned"),
        ([("finding", "reporter", "concern")], "concern"),  # a reporter's paraphrase of the inspectors
    ],
)
def test_status_follows_what_inspectors_said(sentences, status):
    assert theme_status(sentences) == status


@pytest.mark.parametrize(
    ("scope", "source", "status"),
    [
        ("in_scope", "letter", "not mentioned"),
        ("unknown", "letter", "not mentioned"),
        ("outside_scope", "letter", "not looked at"),
        ("in_scope", "press", "not reported"),
        ("outside_scope", "press", "not looked at"),
    ],
)
def test_silence_is_told_apart(scope, source, status):
    assert theme_status([], scope=scope, source=source) == status


@pytest.mark.parametrize(
    ("theme", "then", "now"),
    [
        ("supervision", "asked for", "asked for"),
        ("staffing", "concern", "concern"),
        ("permanence", "asked for", "not looked at"),
    ],
)
def test_the_three_named_themes_at_stoke_on_trent(tables, theme, then, now):
    status = tables["theme_history"].set_index(["visit_id", "theme"])["status"]
    assert (status[LETTER, theme], status[ARTICLE, theme]) == (then, now)
