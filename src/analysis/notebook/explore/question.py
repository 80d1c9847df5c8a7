"""What the controls of the page say, and the question that they put to `analysis.find`."""

import functools
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.base.resources import read_yaml
from analysis.compare.words import read_labels
from analysis.find import QuestionError
from analysis.find.letters import GROUPS

THEMES = ("theme", "or_theme")


class Control(NamedTuple):
    """A control: its name, what stands above and in it, and its choices, as label and value; none where one types."""

    name: str
    label: str
    hint: str
    choices: list[tuple[str, Any]]


@functools.cache
def read_page_words() -> dict[str, Any]:
    """Return what explore.yml says."""
    return read_yaml("notebook/explore/explore.yml")


def list_controls(tables: dict[str, pd.DataFrame]) -> list[Control]:
    """Return the controls in their order, with the choices that the letters on file leave."""
    visits, words = tables["visits"], read_page_words()
    themes = [(label, theme) for theme, label in read_labels().items()]
    regions = [(region, region) for region in sorted(visits["region"].dropna().unique())]
    own = {
        "theme": themes,
        "or_theme": themes,
        "authority": [(name, name) for name in sorted(visits["authority"].dropna().unique())],
        "visit_type": [(value, value) for value in sorted(visits["visit_type"].unique())],
        "framework": [(value, value) for value in sorted(visits["framework"].unique())],
    }
    controls = []
    for name, facts in words["controls"].items():
        choices = [(label, _freeze(value)) for label, value in facts.get("choices", {}).items()] + own.get(name, [])
        if name == "among":
            choices += regions
        if name not in words["typed"] + words["suggesting"]:
            choices = [(facts["any"], ""), *choices]
        controls.append(Control(name, facts["label"], facts.get("hint", ""), choices))
    return controls


def _freeze(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def make_question(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of `find` that the values of the controls, by name, stand for; none for those left open.

    Raises QuestionError where a group is to start from an authority and none is given.

    >>> make_question({"words": " ", "theme": "staffing", "or_theme": "", "checked": False})
    {'theme': 'staffing', 'checked': False}
    """
    given = {name: value.strip() if isinstance(value, str) else value for name, value in form.items()}
    given = {name: value for name, value in given.items() if value is False or value}
    themes = list(dict.fromkeys(given[name] for name in THEMES if name in given))
    question = {
        name: list(value) if isinstance(value, tuple) else value for name, value in given.items() if name not in THEMES
    }
    if themes:
        question["theme"] = themes[0] if len(themes) == 1 else themes
    if question.get("among") in GROUPS and "authority" not in question:
        raise QuestionError(read_page_words()["needs_authority"])
    return {name: question[name] for name in read_page_words()["controls"] if name in question}


def fill_form(question: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the controls that put this question: what `make_question` gives, the other way round.

    >>> fill_form({"theme": ["staffing", "court"]})["or_theme"]
    'court'
    """
    words = read_page_words()
    form = dict.fromkeys(words["controls"], "")
    themes = question.get("theme") or []
    form |= dict(zip(THEMES, [themes] if isinstance(themes, str) else themes, strict=False))
    return form | {name: _freeze(value) for name, value in question.items() if name in form and name not in THEMES}


def format_call(question: Mapping[str, Any]) -> str:
    """Return the line of Python that asks a question: themes by the names that a person sees.

    >>> format_call({"words": '"seen alone"', "since": "2018", "checked": False})
    'analysis.find(tables, words="\\\\"seen alone\\\\"", since=2018, checked=False)'
    """
    labels = read_labels()
    shown = dict(question)
    if "theme" in shown:
        themes = shown["theme"]
        shown["theme"] = labels[themes] if isinstance(themes, str) else [labels[theme] for theme in themes]
    parts = [f"{name}={_format_value(value)}" for name, value in shown.items()]
    return read_page_words()["python"].format(given=", ".join(["tables", *parts]))


def _format_value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == 4:
        return value  # a year
    return json.dumps(value, ensure_ascii=False)
