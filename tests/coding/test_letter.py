"""A letter's coding as rows of the tables, and any other texts coded the same way."""

import pandas as pd
import pytest

from analysis.coding import code_letter, code_texts, read_codebook
from analysis.letters import parse_letter
from analysis.read import read_document
from tests.shipped import REPOSITORY

CODEBOOK = read_codebook()


def paragraph(text: str, *, number: int = 1, kind: str = "finding", section: str | None = None) -> dict:
    return {"visit_id": "v", "paragraph_id": f"v/p{number:03d}", "section": section, "kind": kind, "text": text}


def test_a_sentence_is_a_row_and_so_is_each_of_its_codes():
    coded = code_letter([paragraph("Plans are clear. Children are seen alone.")], CODEBOOK, source_type="letter")
    assert [row["sentence_id"] for row in coded.sentences] == ["v/p001/s1", "v/p001/s2"]
    assert [row["order"] for row in coded.sentences] == [1, 2]
    assert {row["speaker"] for row in coded.sentences} == {"inspector"}
    assert {row["theme"] for row in coded.codes if row["sentence_id"] == "v/p001/s2"} >= {"voice"}


def test_order_runs_on_through_the_letter():
    paragraphs = [paragraph("One plan. Two plans."), paragraph("Three plans.", number=2)]
    coded = code_letter(paragraphs, CODEBOOK, source_type="report")
    assert [(row["paragraph_id"], row["order"]) for row in coded.sentences] == [
        ("v/p001", 1),
        ("v/p001", 2),
        ("v/p002", 3),
    ]


def test_the_cue_is_what_stands_between_start_and_end():
    coded = code_letter([paragraph("The child’s plan — and İstanbul’s — is poor.")], CODEBOOK, source_type="letter")
    texts = {row["sentence_id"]: row["text"] for row in coded.sentences}
    assert coded.codes
    assert all(texts[row["sentence_id"]][row["start"] : row["end"]] == row["cue"] for row in coded.codes)


def test_listed_items_are_concerns_of_the_inspectors():
    items = [paragraph("The quality of supervision.", kind="improvement")]
    (row,) = code_letter(items, CODEBOOK, source_type="press").sentences
    assert (row["speaker"], row["stance"], row["direction"]) == ("inspector", "concern", "none")


def test_what_the_council_says_of_itself_is_no_judgement():
    (row,) = code_letter([paragraph("The council said plans were excellent.")], CODEBOOK, source_type="press").sentences
    assert (row["speaker"], row["stance"], row["stance_score"]) == ("council", "neutral", 0.0)
    (row,) = code_letter([paragraph("Ofsted found plans were excellent.")], CODEBOOK, source_type="press").sentences
    assert (row["speaker"], row["stance"]) == ("reporter", "strength")


def test_of_no_paragraphs_there_are_no_rows():
    assert code_letter([], CODEBOOK, source_type="press") == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "plan " * 200_000,
        "not " * 250_000,
        "a" * 1_000_000,
        "Although, " * 100_000,
        '" ' * 100_000,
        "孩子们得到很好的支持。" * 1_000,
        "Les plans des enfants sont prêts.",
        "\x00 plans \x00",
    ],
    ids=["words", "not", "letters", "although", "quotes", "chinese", "french", "zeros"],
)
def test_whatever_it_is_given_nothing_is_lost(text):
    coded = code_letter([paragraph(text)], CODEBOOK, source_type="press")
    assert "".join("".join(row["text"] for row in coded.sentences).split()) == "".join(text.split())


def test_texts_are_coded_as_letters_are():
    text = "Adopters are recruited quickly. They feel welcome. Plans are poor."
    rows = code_letter([paragraph(text)], CODEBOOK, source_type="letter")
    given = pd.DataFrame({"id": ["a", "b", "c"], "text": [row["text"] for row in rows.sentences], "paragraph": 1})
    coded = code_texts(given, CODEBOOK)
    for number, row in enumerate(rows.sentences):
        themes = [code["theme"] for code in rows.codes if code["sentence_id"] == row["sentence_id"]]
        assert coded.loc[number, ["themes", "stance", "direction"]].tolist() == [
            ";".join(dict.fromkeys(themes)),
            row["stance"],
            row["direction"],
        ]


def test_rows_of_one_paragraph_belong_together_wherever_they_stand():
    texts = ["The virtual school is effective.", "Plans are poor.", "As a result, they do well."]
    given = pd.DataFrame({"id": [1, 2, 3], "text": texts, "document": "d", "paragraph": [7, 8, 7]})
    assert code_texts(given, CODEBOOK)["themes"].tolist() == ["education", "planning", "education"]


def test_texts_without_paragraphs_stand_alone():
    given = pd.DataFrame({"id": [1, 2], "text": ["The virtual school is effective.", "As a result, they do well."]})
    assert code_texts(given, CODEBOOK)["themes"].tolist() == ["education", ""]


def test_missing_text_is_coded_with_nothing():
    coded = code_texts(pd.DataFrame({"id": [1, 2], "text": [None, ""]}), CODEBOOK)
    assert coded.to_dict("list") == {
        "id": [1, 2],
        "themes": ["", ""],
        "stance": ["neutral"] * 2,
        "direction": ["none"] * 2,
    }


def test_no_texts_give_an_empty_table_with_its_columns():
    coded = code_texts(pd.DataFrame({"id": [], "text": []}), CODEBOOK)
    assert (len(coded), list(coded.columns)) == (0, ["id", "themes", "stance", "direction"])


def test_who_speaks_in_the_press_report_that_ships():
    path = REPOSITORY / "data/raw/stoke-on-trent focused visit press report 2024.txt"
    letter = parse_letter(read_document(path))
    rows = [paragraph(p.text, number=n, kind=p.kind, section=p.section) for n, p in enumerate(letter.paragraphs)]
    spoken = [(row["speaker"], row["text"]) for row in code_letter(rows, CODEBOOK, source_type="press").sentences]
    by = {who: [text for speaker, text in spoken if speaker == who] for who in ("inspector", "council", "reporter")}
    assert {who: len(texts) for who, texts in by.items()} == {"inspector": 7, "council": 8, "reporter": 14}
    assert by["inspector"][-1].startswith("The quality and impact of the audit function")
    assert by["council"][0].startswith("Council leaders have plans")
    assert any(text.startswith("Ms Tucker said") for text in by["reporter"])
