"""Questions for the page that asks, put to its script in a browser and to `analysis.find`: the answers must be one."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.find import QuestionError, describe_found, find
from analysis.find.answer import SOURCE_TYPES
from analysis.find.export import make_csv

CHROMIUM = Path("/usr/bin/chromium")
MANY = ("theme", "stance", "direction", "visit_type", "framework", "source_type", "part", "speaker")
JOINS = (" ", " ", " OR ", " NEAR ", " AND ", " -")

# What the page answers to each question: the rows as CSV and the answer in words, or what is said of a fault.
ANSWER = """questions => questions.map(question => {
    try {
        const found = findSentences(question);
        return [makeCsv(found.rows, found.marks), describeFound(found, question)];
    } catch (error) {
        if (error instanceof QuestionError) return [error.message];
        throw error;
    }
})"""


def answer_in_python(tables: dict[str, pd.DataFrame], question: dict[str, Any]) -> list[str]:
    """Return what `analysis.find` answers, as the page does: the rows as CSV and the answer in words, or the fault."""
    try:
        found = find(tables, **question)
    except QuestionError as error:
        return [str(error)]
    return [make_csv(found).decode("utf-8-sig"), describe_found(tables, found, **question)]


def draw_questions(tables: dict[str, pd.DataFrame], number: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield so many questions drawn from the words and the values of the tables, the same for the same seed."""
    draw = random.Random(seed)
    words = sorted(set(re.findall(r"[\w'’‑–-]+", " ".join(draw.choices(tables["sentences"]["text"].tolist(), k=99)))))
    values = list_values(tables)
    for _ in range(number):
        chosen = draw.sample(list(values), k=draw.choice([0, 0, 1, 1, 2, 3]))
        question = {name: draw_value(draw, name, values[name]) for name in chosen}
        yield {"words": draw_words(draw, words)} | question if draw.random() < 0.8 else question


def list_values(tables: dict[str, pd.DataFrame]) -> dict[str, list]:
    """Return what each choice of the page may be."""
    visits, sentences = tables["visits"], tables["sentences"]
    known = {
        "theme": tables["codes"]["theme"],
        "part": tables["paragraphs"]["kind"],
        "among": visits["region"],
        "authority": visits["authority"],
        **{name: sentences[name] for name in ("stance", "direction", "speaker")},
        **{name: visits[name] for name in ("visit_type", "framework")},
    }
    values = {name: sorted(column.dropna().unique()) for name, column in known.items()}
    days = ["2018", "2021-02", "2022-06-06", "2024", "2023-03-20", "2020-13", "March", "22"]
    more = {"source_type": list(SOURCE_TYPES), "checked": [True, False], "since": days, "until": days}
    return {name: found for name, found in (values | more).items() if found}


def draw_value(draw: random.Random, name: str, values: list) -> Any:
    """Return one value, or several where a question may have several."""
    return draw.sample(values, k=min(len(values), draw.choice([1, 1, 2, 3]))) if name in MANY else draw.choice(values)


def draw_words(draw: random.Random, words: list[str]) -> str:
    """Return words in the language of find: some with a star, in quotes, in capitals, or wrongly put together."""
    text = ""
    for _ in range(draw.choice([1, 1, 2, 2, 3])):
        word = draw.choice(words)
        forms = (
            word,
            word,
            word.upper(),
            f"{word[:3]}*",
            f'"{word} {draw.choice(words)}"',
            f"“{word}”",
            f"{word}'",
            "*a",
        )
        text += (draw.choice(JOINS) if text else draw.choice(["", "", "-"])) + draw.choice(forms)
    return text
