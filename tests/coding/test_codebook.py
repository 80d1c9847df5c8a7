"""The codebook: its own examples, and the mistakes an analyst can make in it."""

import pytest

from analysis.coding import CodebookError, check_theme_ids, read_codebook
from analysis.coding.codebook import PACKAGE_CODEBOOK, parse_codebook
from analysis.coding.coder import PrintedParagraph, code_paragraphs

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
MISTAKES = [  # a change to SMALL, and what the message must say
    (("playground*", "(play)+"), ["line 6", "theme play", "regular expressions"]),
    (("playground*", "..."), ["line 6", "theme play", "found everywhere"]),
    (("playground*", "'*'"), ["line 6", "theme play"]),
    (("playground*", "no"), ["line 6", "theme play", "string"]),
    (("playground*", "'{toy} shop'"), ["line 6", "theme play", "{toy}"]),
    (("  play:", "  Play time:"), ["line 2", "Play time", "lower-case"]),
    (("    label: Play\n", ""), ["line 2", "theme play", "label", "required"]),
    (("    label: Play\n", "    label: Play\n    colour: red\n"), ["line 4", "theme play", "colour"]),
    (("    cues:\n      - playground*\n", ""), ["line 2", "theme play", "no cues"]),
    (("    label: Play\n", "    label: Play\n    label: Games\n"), ["line 4", "label", "twice", "line 3"]),
    (("    label", "   label"), ["line", "not YAML"]),
    (("themes:", "topics:"), ["no themes"]),
]


def themes_of(text: str, codebook=CODEBOOK) -> set[str]:
    return {
        code.theme for sentence in code_paragraphs([PrintedParagraph([text])], codebook)[0] for code in sentence.codes
    }


@pytest.mark.parametrize(("theme", "text"), EXAMPLES)
def test_every_example_is_coded_with_its_theme(theme, text):
    assert theme in themes_of(text)


@pytest.mark.parametrize(("theme", "text"), COUNTER_EXAMPLES)
def test_no_counter_example_is_coded_with_the_theme(theme, text):
    assert theme not in themes_of(text)


def test_every_theme_has_both():
    assert all(theme.examples and theme.counter_examples for theme in CODEBOOK.themes.values())


@pytest.mark.parametrize(("change", "words"), MISTAKES)
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
