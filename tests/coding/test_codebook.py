import pytest

from analysis.coding import read_codebook
from analysis.coding.coder import code_paragraph

CODEBOOK = read_codebook()
EXAMPLES = [(theme.id, text) for theme in CODEBOOK.themes.values() for text in theme.examples]
COUNTER_EXAMPLES = [(theme.id, text) for theme in CODEBOOK.themes.values() for text in theme.counter_examples]


def themes_of(text: str) -> set[str]:
    return {code.theme for sentence in code_paragraph([text], CODEBOOK) for code in sentence.codes}


@pytest.mark.parametrize(("theme", "text"), EXAMPLES)
def test_every_example_is_coded_with_its_theme(theme, text):
    assert theme in themes_of(text)


@pytest.mark.parametrize(("theme", "text"), COUNTER_EXAMPLES)
def test_no_counter_example_is_coded_with_the_theme(theme, text):
    assert theme not in themes_of(text)


def test_every_theme_has_both():
    assert all(theme.examples and theme.counter_examples for theme in CODEBOOK.themes.values())
