"""What a reviewer reads, as HTML: the sentence in its paragraph, and the machine's coding with its cues marked."""

from html import escape

import pandas as pd

from analysis.compare import label_theme, name_place
from analysis.notebook.review.session import MachineCoding, ReviewSession

MARK = "background:#FFE38A; color:#000; padding:0 .1em"
CUE = "background:#CFE5F6; color:#000; border-bottom:2px solid #12436D"
PAGE = '<div style="font-size:1.05em; line-height:1.5; max-width:60em">{}</div>'


def render_context(session: ReviewSession, sentence_id: str) -> str:
    """Return as HTML the visit, the section and the paragraph of a sentence, with the sentence marked."""
    row = session.tables["sentences"].set_index("sentence_id").loc[sentence_id]
    paragraphs = session.tables["paragraphs"]
    paragraph = next(paragraphs[paragraphs["paragraph_id"] == row["paragraph_id"]].itertuples())
    place = name_place(paragraph.number, paragraph.page, paragraph.order)
    label = session.visits.set_index("visit_id").loc[row["visit_id"], "label"]
    section = "" if pd.isna(paragraph.section) else f", under “{paragraph.section}”"
    speaker = "" if row["speaker"] == "inspector" else f"; the {row['speaker']} speaks"
    head = f"<b>{escape(label)}</b>{escape(section)}, {place} ({paragraph.kind}{speaker})"
    return PAGE.format(f"<p>{head}</p><p>{mark_sentence(paragraph.text, row['text'])}</p>")


def mark_sentence(paragraph: str, sentence: str) -> str:
    """Return the paragraph as HTML with the sentence marked.

    >>> mark_sentence("Plans lag. Visits & plans are late.", "Plans lag.").partition("</mark>")[2]
    ' Visits &amp; plans are late.'
    """
    before, _, after = paragraph.partition(sentence)
    return f'{escape(before)}<mark style="{MARK}">{escape(sentence)}</mark>{escape(after)}'


def render_coding(machine: MachineCoding, text: str) -> str:
    """Return as HTML the machine's coding of a sentence: its words, cues marked, its themes, stance and direction."""
    themes = [
        f"<li><b>{escape(label_theme(code.theme))}</b>{_name_cue(code)}</li>" for code in machine.codes.itertuples()
    ]
    coding = f"<ul>{''.join(themes)}</ul>" if themes else "<p>no theme</p>"
    stance = f"<p>Stance: <b>{machine.stance}</b>. Direction: <b>{machine.direction}</b>.</p>"
    return PAGE.format(f"<p>{mark_cues(text, machine.codes)}</p>{coding}{stance}")


def _name_cue(code: tuple) -> str:
    cue = "" if pd.isna(code.cue) else f": “{escape(code.cue)}”"
    return cue if pd.isna(code.score) else f"{cue} (sureness {code.score:.2f})"


def mark_cues(text: str, codes: pd.DataFrame) -> str:
    """Return a sentence as HTML with the stretches that are a cue marked. `codes` has rows of the table `codes`.

    >>> codes = pd.DataFrame({"start": [0, 6], "end": [11, 15], "cue": ["staff super", "supervise"]})
    >>> mark_cues("staff supervise <well>", codes).count("<span")
    1
    """
    shown = codes.dropna(subset=["start", "end"])
    marked = {at for start, end in zip(shown["start"], shown["end"], strict=True) for at in range(start, end)}
    pieces, start = [], 0
    for end in range(1, len(text) + 1):
        if end == len(text) or (end in marked) != (start in marked):
            piece = escape(text[start:end])
            pieces.append(f'<span style="{CUE}">{piece}</span>' if start in marked else piece)
            start = end
    return "".join(pieces)


def render_comparison(decision: dict[str, str], machine: MachineCoding) -> str:
    """Return as HTML a sentence that sets a decision beside the machine's coding."""
    themes = [theme for theme in decision["themes"].split(";") if theme != "-"]
    people = _name_coding(themes, decision["stance"], decision["direction"])
    other = _name_coding(machine.themes, machine.stance, machine.direction)
    if people == other:
        return PAGE.format(f"<p>The last one: you and the machine say the same ({escape(people)}).</p>")
    return PAGE.format(f"<p>The last one: you say {escape(people)}; the machine says {escape(other)}.</p>")


def render_reviews(reviews: pd.DataFrame) -> str:
    """Return as HTML what each person said of a sentence. `reviews` has rows of the table `labels`."""
    items = [f"<li><b>{escape(row.reviewer)}</b>: {escape(_name_label(row))}</li>" for row in reviews.itertuples()]
    return PAGE.format(f"<ul>{''.join(items)}</ul>")


def _name_label(row: tuple) -> str:
    themes = [] if pd.isna(row.themes) else [theme for theme in row.themes.split(";") if theme != "-"]
    values = ("left open" if pd.isna(value) else value for value in (row.stance, row.direction))
    return _name_coding(themes, *values)


def _name_coding(themes: list[str], stance: str, direction: str) -> str:
    named = ", ".join(sorted(label_theme(theme) for theme in themes)) or "no theme"
    return f"{named}; {stance}; direction {direction}"
