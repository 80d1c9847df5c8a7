"""Why a sentence is coded so: the table says what the machine weighed, all of it, and in words."""

from math import exp

import pytest
from shipped import REPOSITORY

from analysis.base.resources import read_yaml
from analysis.coding import CodebookError, explain, name_cue, read_codebook, split_sentences
from analysis.coding.coder import PrintedParagraph, code_paragraphs
from analysis.coding.explain import COLUMNS
from analysis.coding.stance import STANCES
from analysis.coding.weights import ALWAYS, read_clue_weights
from analysis.coding.weights import STANCES as STANCE_CLUES
from analysis.coding.wording import read_wording
from analysis.letters import parse_letter
from analysis.read import read_document

CODEBOOK = read_codebook()
TEXTS = read_yaml("coding/explain.yml")
LETTER = REPOSITORY / "data/raw/stoke-on-trent focused visit letter 2020-11-13.txt"
WHOLE = "read from the sentence as a whole"


def list_coded() -> list[tuple[list[str], str | None, list]]:
    """Return sentences, heading and coding of some paragraphs of the shipped letter."""
    findings = [p for p in parse_letter(read_document(LETTER)).paragraphs if p.kind == "finding"][:5]
    printed = [PrintedParagraph(split_sentences(p.text), p.section) for p in findings]
    coded = code_paragraphs(printed, CODEBOOK)
    return [(p.sentences, p.section, sentences) for p, sentences in zip(printed, coded, strict=True)]


def explain_each():
    """Yield each coded sentence with a function that explains a theme or a stance in it."""
    for texts, section, sentences in list_coded():
        for index, sentence in enumerate(sentences):
            around = {"paragraph": texts[:index], "after": texts[index + 1 :], "section": section}
            yield sentence, lambda theme, text=sentence.text, around=around: explain(text, theme, **around)


def test_the_weights_of_a_theme_add_up_to_the_score_of_its_code():
    explained = [(code, table(code.theme)) for sentence, table in explain_each() for code in sentence.codes]
    assert len(explained) > 20
    for code, table in explained:
        assert round(1 / (1 + exp(-table["weight"].sum())), 3) == table["probability"].iloc[-1] == code.score
        assert table["what"].iloc[-1].startswith("coded")


def test_the_weights_of_the_four_stances_add_up_to_the_score_of_the_stance():
    for sentence, table in explain_each():
        tables = {stance: table(stance) for stance in STANCES}
        odds = {stance: exp(rows["weight"].sum()) for stance, rows in tables.items()}
        probable = {stance: rows["probability"].iloc[-1] for stance, rows in tables.items()}
        assert probable == {stance: round(odds[stance] / sum(odds.values()), 3) for stance in STANCES}
        assert max(probable, key=probable.get) == sentence.stance
        assert sentence.stance_score in (0, probable["strength"], -probable["concern"])
        assert [stance for stance in STANCES if tables[stance]["what"].iloc[-1].startswith("so coded")] == [
            sentence.stance
        ]


def test_a_row_is_a_clue_that_weighed_the_heaviest_first_and_the_decision_last():
    table = explain("Supervision is irregular.", "supervision")
    assert list(table.columns) == COLUMNS
    *clues, decision = table.to_dict("records")
    sizes = [abs(clue["weight"]) for clue in clues]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) > 0
    assert ("a cue of Supervision", "Supervision") in {(clue["what"], clue["words"]) for clue in clues}
    assert (decision["about"], decision["what"]) == ("decision", "coded: it is more probable than 0.45")


def test_what_is_carried_over_comes_from_the_paragraph():
    table = explain("As a result, they do well.", "education", paragraph="The virtual school is effective.")
    said = table.set_index("what")
    assert said.loc["the paragraph opened with Education", "about"] == "paragraph"
    assert said.loc["among its first words some point back", "words"] == "As a result"
    assert said["probability"].iloc[-1] > 0.6
    assert explain("As a result, they do well.", "education")["probability"].tolist() == [0.0]


def test_a_heading_speaks_for_its_theme():
    text, heading = (
        "Young people get practical help with housing.",
        "The experiences and progress of care leavers: good",
    )
    table = explain(text, "care_leavers", section=heading).set_index("about")
    assert table.loc["heading", "words"] == heading
    assert table.loc["heading", "weight"] > 0


@pytest.mark.parametrize(
    ("words", "shown"),
    [("There", WHOLE), ("This", WHOLE), ("they", WHOLE), ("As a result", "As a result"), ("This plan", "This plan")],
)
def test_a_cue_that_tells_nothing_by_itself_is_shown_as_the_sentence(words, shown):
    assert name_cue(words) == shown


def test_small_words_are_one_row_and_no_word_of_them_is_shown():
    table = explain("They do well with this.", "education", paragraph="The virtual school is effective.")
    assert not {"They", "they", "this", "with", "do"} & set(table["words"])
    assert table["what"].str.startswith("its small words").sum() == 1


def test_small_words_of_evaluation_are_shown_for_a_stance():
    table = explain("Plans are clear, but visits are not timely.", "mixed")
    assert "but" in set(table.loc[table["what"] == "words that turn the sentence", "words"])
    assert {"but", "not"} <= set(table.loc[table["about"] == "word", "words"])


def test_where_nothing_was_weighed_the_decision_says_why():
    (row,) = explain("The weather was fine.", "court").to_dict("records")
    assert row["what"].startswith("not coded: neither the sentence nor its paragraph holds a cue of Court")
    assert row["probability"] == 0
    (row,) = explain("Les enfants sont bien soutenus.", "neutral").to_dict("records")
    assert row["what"].endswith("the rules of stance.yml decide: neutral")


@pytest.mark.parametrize("text", ["", "  ", "…", None], ids=["empty", "white space", "no words", "missing"])
@pytest.mark.parametrize("theme", ["supervision", "strength"])
def test_a_text_without_words_gives_a_table_without_rows(text, theme):
    table = explain(text, theme)
    assert (len(table), list(table.columns)) == (0, COLUMNS)


@pytest.mark.parametrize(
    ("theme", "words"),
    [
        ("supervison", "did you mean 'supervision'"),
        ("concrn", "did you mean 'concern'"),
        ("zz", "there are supervision,"),
    ],
)
def test_an_unknown_theme_is_named_with_the_nearest(theme, words):
    with pytest.raises(CodebookError, match=rf"{theme!r} is neither a theme of the codebook nor a stance; {words}"):
        explain("Plans are clear.", theme)


def test_every_clue_that_was_learned_has_its_words():
    themes = {clue for _, clue, _, _ in read_clue_weights()} - {"is"} | {"word", "small words"}
    named = {key.partition(": ")[0] for key in TEXTS["theme"]} | set(TEXTS["theme"])
    assert themes <= named
    assert {f"is: {state}" for state in ("own", "beside", "alone")} <= TEXTS["theme"].keys()
    first = [line.partition(",")[0].strip('"') for line in STANCE_CLUES.read_text(encoding="utf-8").splitlines()[1:]]
    rules = {clue.partition(": ")[0] for clue in first if ":" in clue} - {"kind", "place"}
    assert rules | {ALWAYS} <= {key.partition(": ")[0] for key in TEXTS["stance"]}
    assert {f"kind: {kind}" for kind in read_wording("stance")} <= TEXTS["stance"].keys()
    assert {f"place: {number}" for number in range(4)} <= TEXTS["stance"].keys()
