"""What was learned: readable tables, made again from hand coding, never from the locked third."""

import csv

import pandas as pd
import pytest

from analysis.coding import read_codebook, weights
from analysis.coding.measure import count_outcomes, score
from analysis.coding.train import is_locked, learn_clues, list_examples, read_gold

CODEBOOK = read_codebook()


@pytest.mark.parametrize("path", [weights.CLUES, weights.WORDS], ids=lambda path: path.stem)
def test_what_was_learned_is_a_table_in_order_without_doubles(path):
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    keys = [tuple(row[:-1]) for row in rows]
    assert header[-1] == "weight"
    assert keys == sorted(set(keys))
    assert all(float(row[-1]) != 0 for row in rows)


def test_only_themes_of_the_codebook_were_learned():
    learned = {theme for _, _, theme, _ in weights.read_clues()} | weights.read_words().keys()
    assert learned - {""} <= CODEBOOK.themes.keys()


@pytest.mark.parametrize(
    ("document", "locked"),
    [
        ("hartlepool-16-may-2024", True),
        ("stoke-on-trent-25-november-2022", True),
        ("brent-02-july-2018", False),
        ("havering-16-february-2024", False),
        ("calderdale-19-december-2018", False),
    ],
)
def test_the_locked_third_stays_the_same(document, locked):
    assert is_locked(document) == locked


def test_gold_is_sentences_and_their_coding(tmp_path):
    sentences = {"id": ["x1"], "document": ["d"], "section": [None], "paragraph": [1], "text": ["Plans are poor."]}
    pd.DataFrame(sentences).to_csv(tmp_path / "dev_sentences.csv", index=False)
    pd.DataFrame({"id": ["x1"], "themes": ["planning"]}).to_csv(tmp_path / "dev_coding.csv", index=False)
    (row,) = read_gold(tmp_path).to_dict("records")
    assert (row["text"], row["themes"]) == ("Plans are poor.", "planning")


def test_clues_are_learned_from_hand_coding():
    texts = ["Plans are poor.", "Inspectors like the court.", "The plan is clear.", "Courts are slow."] * 5
    themes = ["planning", None, "planning", "court"] * 5
    gold = pd.DataFrame({"document": "d", "section": None, "paragraph": range(20), "text": texts, "themes": themes})
    learned = learn_clues(list_examples(gold, CODEBOOK))
    assert learned["own", "is", "planning", ""] > learned.get(("own", "is", "court", ""), 0)


def test_scores_are_those_of_the_scoring_tool():
    gold = pd.DataFrame(
        {"document": "d", "themes": ["a;b", "a", None], "stance": ["x", "y", "x"], "direction": ["none"] * 3}
    )
    coded = pd.DataFrame({"themes": ["a", "a;b", ""], "stance": ["x", "x", "x"], "direction": ["none"] * 3})
    figures = score(count_outcomes(gold, coded).groupby(["kind", "value"]).sum())
    assert figures["theme micro F1"] == pytest.approx(2 / 3)
    assert figures["stance accuracy"] == pytest.approx(2 / 3)
    assert figures["direction accuracy"] == 1
