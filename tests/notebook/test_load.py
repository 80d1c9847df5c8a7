"""The tables in a notebook: progress that leaves nothing behind, and a stop that ends in one sentence."""

import pytest
from builds import FOCUSED_VISIT

from analysis.notebook import load as loading
from analysis.notebook.load import StoppedError, load


@pytest.fixture
def said(monkeypatch):
    """What the line of progress says, and that it was taken away."""
    heard = []
    monkeypatch.setattr(loading.ProgressLine, "say", lambda _, text: heard.append(text))
    monkeypatch.setattr(loading.ProgressLine, "clear", lambda _: heard.append("cleared"))
    monkeypatch.setattr(loading, "PAUSE", 0)
    return heard


def add_letters(folder, number):
    for turn in range(number):
        letter = FOCUSED_VISIT.replace("9 and 10 February 2021", f"{turn + 1} March 2021")
        (folder.raw / f"leeds {turn:02}.md").write_text(letter, encoding="utf-8")


def test_it_says_how_far_reading_is_and_then_nothing(shipped, said):
    add_letters(shipped, 12)
    assert len(load(shipped)["visits"]) == 14
    assert said[0] == "1 of 14: leeds 00.md"
    assert said[-2:] == ["14 of 14: stoke-on-trent focused visit press report 2024.txt", "cleared"]


def test_a_few_letters_and_none_are_read_in_silence(shipped, said, capsys):
    load(shipped)
    load(shipped)
    assert said == ["cleared", "cleared"]
    assert capsys.readouterr() == ("", "")


def test_a_stop_ends_in_one_sentence_and_the_next_run_goes_on(shipped, said, monkeypatch):
    load(shipped)
    add_letters(shipped, 11)

    def stop(_, text):
        if text.startswith("3 of"):
            raise KeyboardInterrupt

    monkeypatch.setattr(loading.ProgressLine, "say", stop)
    with pytest.raises(StoppedError, match="stopped with 3 of 11 letters read") as raised:
        load(shipped)
    assert raised.value._render_traceback_() == [str(raised.value)]
    monkeypatch.undo()
    assert len(load(shipped)["visits"]) == 13
