"""The balance of strengths and concerns as a native chart of a slide: a stacked bar per theme and visit."""

import pandas as pd
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Cm, Pt

from analysis.board.office import FONT, clean_label, shorten_text
from analysis.board.paper_tables import keep_bars, name_silence
from analysis.charts.colours import pick_edge
from analysis.charts.style import read_looks
from analysis.compare import BALANCES, label_value

SIZE = 14  # pt: texts of a chart
LONGEST_LABEL = 42  # characters beside a bar


def add_balance(
    slide: Slide, balance: pd.DataFrame, box: tuple[float, float, float, float]
) -> tuple[GraphicFrame, str]:
    """Put the chart on a slide, and return it with a sentence on what is not drawn ("": all is).

    `balance` as `compare_balance` gives it; `box`: left, top, width and height in cm.
    """
    shown, left_out = keep_bars(balance)
    shown = add_heads(shown)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *map(Cm, box), collect_bars(shown))
    style_chart(frame.chart, shown)
    return frame, left_out


def add_heads(balance: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the chart: a row without numbers for each theme, then its visits. Column more: bar, its name.

    `balance` as `compare_balance` gives it. Categories of two levels would do, but those of many bars lose their names.
    """
    bars = balance.assign(bar=[name_bar(row) for row in balance.itertuples()])
    groups = []
    for label, rows in bars.groupby("theme_label", sort=False):
        head = pd.DataFrame({"bar": [shorten_text(label, LONGEST_LABEL).upper()], "source_type": ""})
        groups += [head, rows]
    return pd.concat(groups, ignore_index=True)


def collect_bars(rows: pd.DataFrame) -> CategoryChartData:
    """Return the data of the chart: a series per stance, a category per row, as `add_heads` gives them.

    A bar without findings says why beside the visit: not looked at is not zero.
    """
    data = CategoryChartData(number_format="0")
    data.categories = [clean_label(bar) for bar in rows["bar"]]
    for name in BALANCES:
        data.add_series(label_value("stances", name), [int(n) if n > 0 else None for n in rows[name]])
    return data


def name_bar(row: tuple) -> str:
    """Return the visit of a row of `compare_balance` with its numbers, else with why there is no finding."""
    silence = name_silence(row)
    return f"{row.label}: {silence}" if silence else f"{row.label} ({row.n_theme} of {row.n_findings})"


def style_chart(chart: Chart, rows: pd.DataFrame) -> None:
    """Give the chart the house's colours, numbers on its bars, and a legend; bars of press reports are hollow.

    `rows` as `add_heads` gives them.
    """
    colours = read_looks()["colours"]
    chart.font.size, chart.font.name = Pt(SIZE), FONT
    chart.has_legend, chart.has_title = True, False
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    name_every_bar(chart)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    plot.has_data_labels = True
    plot.data_labels.show_value, plot.data_labels.number_format = True, "0;;"
    plot.data_labels.number_format_is_linked = False
    for series, name in zip(plot.series, BALANCES, strict=True):
        paint(series.format, colours[name], colours["line"])
        series.data_labels.show_value = True
        series.data_labels.font.size = Pt(SIZE)
        series.data_labels.font.color.rgb = pick_ink("FFFFFF" if name == "strength" else "000000")
        for index, source_type in enumerate(rows["source_type"]):
            if source_type == "press" and rows[name][index] > 0:
                paint(series.points[index].format, "#FFFFFF", pick_edge(colours[name]), width=2.5)
                label = series.points[index].data_label
                label.font.size, label.font.color.rgb = Pt(SIZE), pick_ink("000000")


def name_every_bar(chart: Chart) -> None:
    """Have every bar named, however close they stand: PowerPoint leaves out names otherwise."""
    axis = chart.category_axis._element
    skip = axis.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    axis.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def pick_ink(colour: str) -> RGBColor:
    """Return a colour given as six digits."""
    return RGBColor.from_string(colour)


def paint(look: object, fill: str, line: str, *, width: float = 0.75) -> None:
    """Fill the bars of a format with a colour, and draw their edge."""
    look.fill.solid()
    look.fill.fore_color.rgb = pick_ink(fill.removeprefix("#"))
    look.line.color.rgb, look.line.width = pick_ink(line.removeprefix("#")), Pt(width)
