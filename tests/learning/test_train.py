"""What was learned: readable tables, made again from hand coding, never from the locked third."""

import csv

import pandas as pd
import pytest
from shipped import REPOSITORY

from analysis.coding import read_codebook, weights
from analysis.coding.stance import STANCES
from analysis.learning.examples import (
    CODEBOOK_DOCUMENT,
    COLUMNS,
    Example,
    hash_text,
    is_locked,
    read_codebook_examples,
    read_coded,
    read_gold,
)
from analysis.learning.measure import count_outcomes, score
from analysis.learning.train import learn_clues, learn_stances, list_cells

CODEBOOK = read_codebook()
CODING = REPOSITORY / "training" / "coding.csv"


@pytest.mark.parametrize("path", [weights.CLUES, weights.WORDS, weights.STANCES], ids=lambda path: path.stem)
def test_what_was_learned_is_a_table_in_order_without_doubles(path):
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    n_keys = next(number for number, value in enumerate(rows[0]) if value.replace(".", "").lstrip("-").isdigit())
    keys = [tuple(row[:n_keys]) for row in rows]
    assert keys == sorted(set(keys))
    assert all(abs(float(number)) < 100 for row in rows for number in row[n_keys:])
    assert len(header) == len(rows[0])


def test_only_themes_of_the_codebook_were_learned():
    learned = {theme for _, _, theme, _ in weights.read_clue_weights()} | set(pd.read_csv(weights.WORDS)["theme"])
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


def test_the_own_hand_coding_names_sentences_by_hash_and_none_of_the_locked_third():
    coding = pd.read_csv(CODING)
    assert list(coding) == COLUMNS
    assert coding["sentence"].str.fullmatch(r"[0-9a-f]{12}").all()
    assert not coding.duplicated(["document", "sentence"]).any()
    assert not coding.loc[coding["document"] != CODEBOOK_DOCUMENT, "document"].map(is_locked).any()
    assert set(coding["stance"]) == set(STANCES)
    assert set(";".join(coding["themes"].fillna("")).split(";")) - {""} <= CODEBOOK.themes.keys()


def test_coded_sentences_get_their_words_from_the_report(tmp_path):
    text = "Plans are poor. Children are seen alone."
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "brent-02-july-2018.txt").write_text(f"Findings\n\n{text}\n", encoding="utf-8")
    row = ("brent-02-july-2018", hash_text("Plans are  poor."), "planning", "concern", "none")
    pd.DataFrame([row], columns=COLUMNS).to_csv(tmp_path / "coding.csv", index=False)
    (example,) = read_coded(tmp_path / "coding.csv", letters)
    assert example.sentences == ["Plans are poor.", "Children are seen alone."]
    assert example.coding == [(frozenset({"planning"}), "concern", "none"), None]


def test_the_examples_of_the_codebook_are_coded_as_it_says():
    coded = {example.sentences[0]: example.coding[0][0] for example in read_codebook_examples(CODING, CODEBOOK)}
    named = [(theme, text) for theme in CODEBOOK.themes.values() if not theme.rest for text in theme.examples]
    assert len(named) > 50
    assert all(theme.id in coded[text] for theme, text in named)


def say(text: str, themes: str, stance: str) -> Example:
    return Example("d", None, [text], [(frozenset(themes.split()), stance, "none")])


SAID = [
    say("Plans are poor.", "planning", "concern"),
    say("Inspectors like the court.", "", "strength"),
    say("The plan is clear.", "planning", "strength"),
    say("Courts are slow.", "court", "concern"),
] * 5


def test_clues_are_learned_from_hand_coding():
    learned = learn_clues(*list_cells(SAID, CODEBOOK), with_words=True)
    assert learned["own", "is", "planning", ""] > learned.get(("own", "is", "court", ""), 0)
    assert learned["word", "", "court", "courts"] > 0


def test_clues_to_a_stance_are_learned_from_hand_coding():
    examples = [*SAID, say("Ten plans were read.", "planning", "neutral"), say("Plans vary.", "planning", "mixed")]
    learned = learn_stances(examples, CODEBOOK)
    strength, concern = STANCES.index("strength"), STANCES.index("concern")
    assert learned["poor"][concern] > learned["poor"][strength]
    assert learned["like"][strength] > learned["like"][concern]


def test_scores_are_those_of_the_scoring_tool():
    gold = pd.DataFrame(
        {"document": "d", "themes": ["a;b", "a", None], "stance": ["x", "y", "x"], "direction": ["none"] * 3}
    )
    coded = pd.DataFrame({"themes": ["a", "a;b", ""], "stance": ["x", "x", "x"], "direction": ["none"] * 3})
    figures = score(count_outcomes(gold, coded).groupby(["kind", "value"]).sum())
    assert figures["theme micro F1"] == pytest.approx(2 / 3)
    assert figures["stance accuracy"] == pytest.approx(2 / 3)
    assert figures["direction accuracy"] == 1
