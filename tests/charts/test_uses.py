"""Every chart at every use, with few visits and with many, short names and long: as it is printed."""

import matplotlib.pyplot as plt
import pytest
from charts.layouts import find_outside, find_overlaps, list_texts
from charts.made_up import MADE_UP
from many_visits import LONG, SHORT

from analysis import charts, compare
from analysis.charts.style import read_chart_words
from analysis.charts.uses import CM

NAMED = ["supervision", "staffing", "permanence"]
OF_VISITS = {
    "timeline": compare.exhibit_timeline,
    "gaps": compare.exhibit_gaps,
    "coverage": compare.exhibit_coverage,
    "scopes": compare.exhibit_scopes,
    "outline": lambda tables, visits: compare.exhibit_outline(tables, compare.pick_visit(visits)),
    "statuses": compare.exhibit_statuses,
    "statuses of three": lambda tables, visits: compare.exhibit_statuses(tables, visits, NAMED),
    "balance": lambda tables, visits: compare.exhibit_balance(tables, visits, NAMED),
    "shares": lambda tables, visits: compare.exhibit_shares(tables, visits, NAMED),
    "ledger": compare.exhibit_ledger,
    "traces": compare.exhibit_traces,
    "asked": lambda tables, _: compare.exhibit_asked(tables, by="year"),
    "moves": lambda tables, _: compare.exhibit_moves(tables),
}  # fmt: skip
LEAST = {"page": 9, "slide": 12, "screen": 8}
WIDE = {"page": 16, "slide": 31}
HIGH = {"page": 22, "slide": 13.4}
SOURCES = "Sources: letters made up for the tests. Coded by machine, not yet checked by a person."


@pytest.fixture(params=[*OF_VISITS, *MADE_UP])
def name(request):
    return request.param


@pytest.fixture(params=[(SHORT, 2), (LONG, 5), (LONG, 12)], ids=lambda one: f"{one[1]} visits")
def case(request):
    return request.param


@pytest.fixture
def exhibit(name, case, many_visits):
    """One exhibit of that many visits, or one made up with as many columns or rows."""
    authority, n = case
    if name in OF_VISITS:
        return OF_VISITS[name](*many_visits[case])
    data = MADE_UP[name](n)
    title = f"{authority}: what is drawn here is made up"
    return compare.Exhibit(data, name.split()[0], title, title, SOURCES)


@pytest.mark.parametrize("use", ["page", "slide", "screen"])
def test_all_texts_can_be_read_as_printed(exhibit, use):
    if not len(exhibit.data):
        pytest.skip("nothing to draw")
    parts = charts.split_exhibit(exhibit, use)
    # Parts are drawn alike: the first, the last, and the one with most words stand for all.
    for part in {id(one): one for one in (parts[0], parts[-1], max(parts, key=count_words))}.values():
        figure = charts.draw_exhibit(part, use)
        texts = list_texts(figure)
        assert min(text.size for text in texts) >= LEAST[use]
        assert not find_overlaps(texts)
        assert not find_outside(figure, texts)
        if use != "screen":
            wide, high = (inches * CM for inches in figure.get_size_inches())
            assert wide == pytest.approx(WIDE[use], abs=1e-4)
            assert high <= HIGH[use] + 0.001 or len(parts) == 1 or has_one_row(part), part.plot
        plt.close(figure)


def count_words(part: compare.Exhibit) -> int:
    return len(part.data.to_csv())


def has_one_row(part: compare.Exhibit) -> bool:
    return part.data[read_chart_words()["parts"]["by"][part.plot]["rows"][-1]].nunique() == 1
