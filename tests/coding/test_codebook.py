"""The codebook: its own examples, and the mistakes an analyst can make in it."""

import pytest

from analysis.coding import CodebookError, check_theme_ids, read_codebook
from analysis.coding.codebook import PACKAGE_CODEBOOK, parse_codebook
from analysis.coding.coder import PrintedParagraph, code_paragraphs, gather_signals
from analysis.coding.themes import weigh_words

CODEBOOK = read_codebook()
EXAMPLES = [(theme.id, text) for theme in CODEBOOK.themes.values() for text in theme.examples]
COUNTER_EXAMPLES = [(theme.id, text) for theme in CODEBOOK.themes.values() for text in theme.counter_examples]

SMALL = """\
themes:
  play:
    label: Play
    definition: Playgrounds and toys.
    cues:
      - playground*
    examples:
      - The playground is new.
"""
MISTAKES = {  # what is wrong: a change to SMALL, and what the message must say
    "a regular expression as a cue": (("playground*", "(play)+"), ["line 6", "theme play", "regular expressions"]),
    "a cue of gaps alone": (("playground*", "..."), ["line 6", "theme play", "found everywhere"]),
    "a cue of a star alone": (("playground*", "'*'"), ["line 6", "theme play"]),
    "a cue that YAML reads as no text": (("playground*", "no"), ["line 6", "theme play", "string"]),
    "a cue in braces": (("playground*", "'{toy} shop'"), ["line 6", "theme play", "{toy}"]),
    "an id with capitals and spaces": (("  play:", "  Play time:"), ["line 2", "Play time", "lower-case"]),
    "no label": (("    label: Play\n", ""), ["line 2", "theme play", "label", "required"]),
    "a field that is not known": (
        ("    label: Play\n", "    label: Play\n    colour: red\n"),
        ["line 4", "theme play", "colour"],
    ),
    "no cues": (("    cues:\n      - playground*\n", ""), ["line 2", "theme play", "no cues"]),
    "a field that stands twice": (
        ("    label: Play\n", "    label: Play\n    label: Games\n"),
        ["line 4", "label", "twice", "line 3"],
    ),
    "wrong indentation": (("    label", "   label"), ["line", "not YAML"]),
    "no themes": (("themes:", "topics:"), ["no themes"]),
}


def themes_of(text: str, codebook=CODEBOOK) -> set[str]:
    (sentence,) = code_paragraphs([PrintedParagraph([text])], codebook)[0]
    return {code.theme for code in sentence.codes}


def test_every_example_holds_a_cue_of_its_theme():
    """A codebook is read by people: an example that its own cues do not show would explain nothing."""
    signals = gather_signals([PrintedParagraph([text]) for _, text in EXAMPLES], CODEBOOK)
    has_cue = weigh_words(signals.evidence, CODEBOOK)[0].has_cue
    themes = list(CODEBOOK.themes)
    assert [pair for row, pair in zip(has_cue, EXAMPLES, strict=True) if not row[themes.index(pair[0])]] == []


def test_the_machine_codes_the_examples_as_it_was_taught():
    """No measure of the machine, which learned from these sentences (learning/train.py counts each five times).

    It fails where an edit of a cue, or new weights, make the codebook say what the machine no longer does.
    """
    texts = [text for _, text in [*EXAMPLES, *COUNTER_EXAMPLES]]
    coded = code_paragraphs([PrintedParagraph([text]) for text in texts], CODEBOOK)
    themes = [{code.theme for code in sentence.codes} for (sentence,) in coded]
    of_examples, of_counter_examples = themes[: len(EXAMPLES)], themes[len(EXAMPLES) :]
    assert [pair for pair, found in zip(EXAMPLES, of_examples, strict=True) if pair[0] not in found] == []
    assert [pair for pair, found in zip(COUNTER_EXAMPLES, of_counter_examples, strict=True) if pair[0] in found] == []


def test_every_theme_has_both():
    assert all(theme.examples and theme.counter_examples for theme in CODEBOOK.themes.values())


@pytest.mark.parametrize(("change", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_with_file_line_and_theme(change, words):
    with pytest.raises(CodebookError) as error:
        parse_codebook(SMALL.replace(*change, 1), "codebook.yml")
    assert all(word in str(error.value) for word in ["codebook.yml", *words])


def test_a_theme_that_stands_twice_is_named():
    with pytest.raises(CodebookError, match=r"line 9: 'play' stands twice \(first in line 2\)"):
        parse_codebook(SMALL + SMALL.removeprefix("themes:\n"))


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    path = tmp_path / "codebook.yml"
    path.write_bytes(b"themes: \xff")
    with pytest.raises(CodebookError, match=r"codebook.yml: cannot be read .* UTF-8"):
        read_codebook(path)


def test_an_analysts_codebook_replaces_the_packages(tmp_path):
    path = tmp_path / "codebook.yml"
    path.write_text(SMALL, encoding="utf-8")
    own = read_codebook(path)
    assert list(own.themes) == ["play"]
    assert themes_of("The playground is clean.", own) == {"play"}


def test_a_new_theme_works_beside_those_that_were_learned():
    text = PACKAGE_CODEBOOK.read_text(encoding="utf-8")
    words = text[: text.index("themes:")]
    codebook = parse_codebook(words + SMALL + text[text.index("themes:") :].removeprefix("themes:\n"))
    assert themes_of("Playgrounds near children's homes are clean.", codebook) >= {"play"}


def test_an_unknown_theme_is_named_with_the_nearest():
    with pytest.raises(
        CodebookError, match=r"coding\.csv: theme 'stafing' is not in the codebook; did you mean 'staffing'"
    ):
        check_theme_ids(["supervision", "stafing"], CODEBOOK, "coding.csv")
    check_theme_ids(["supervision", "practice"], CODEBOOK, "coding.csv")
