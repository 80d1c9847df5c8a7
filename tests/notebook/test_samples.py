"""The made-up pictures of the notebook on other authorities: marked as made up, and gone once there is a real one."""

import matplotlib.pyplot as plt
import pytest
from IPython.display import HTML, Markdown
from made_up_inspections import write_inspections
from make_samples import draw_sample, make_exhibits, write_samples

from analysis import compare
from analysis.base.folder import DataFolder
from analysis.build import load
from analysis.notebook import samples


@pytest.fixture
def shown(monkeypatch):
    """What is displayed, in order."""
    displayed = []
    monkeypatch.setattr(samples, "display", displayed.append)
    return displayed


@pytest.fixture(scope="module")
def exhibits(tmp_path_factory):
    return make_exhibits(tmp_path_factory.mktemp("made-up"))


def test_they_stand_there_while_no_other_authority_is_on_file(tables, shown):
    samples.show_samples(tables, compare.select_visits(tables, authority="Stoke-on-Trent"))
    said, *pictures = shown
    assert isinstance(said, Markdown) and said.data.startswith("**These pictures are made up.**")
    assert len(pictures) == len(samples.read_sample_words()["pictures"])
    assert all(isinstance(picture, HTML) for picture in pictures)
    assert all(picture.data.startswith('<img alt="Made up, not real: ') for picture in pictures)


def test_they_are_gone_once_another_authority_can_be_counted(shown, tmp_path):
    data = DataFolder(tmp_path / "raw", tmp_path / "processed")
    data.raw.mkdir()
    write_inspections(data.raw)
    tables = load(data)
    samples.show_samples(tables, compare.select_visits(tables, authority="Ashby-under-Lea"))
    assert shown == []


def test_every_picture_says_three_times_that_it_is_made_up(exhibits):
    assert list(exhibits) == samples.read_sample_words()["pictures"]
    for exhibit in exhibits.values():
        figure = draw_sample(exhibit)
        words = " ".join(" ".join(text.get_text() for text in figure.findobj(plt.Text)).split())
        assert f"Made up: {exhibit.title}" in words
        assert "made up " in f"{words} " and "No authority, grade or number is real." in words
        plt.close(figure)


def test_they_are_small_and_written_the_same_each_time(tmp_path):
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        write_samples(folder)
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(f"{name}.{kind}" for name in ("peers", "asked", "moves") for kind in ("png", "txt"))
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert sum(path.stat().st_size for path in samples.SAMPLES.iterdir() if path.suffix == ".png") < 200_000
