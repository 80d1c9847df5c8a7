"""What a reviewer reads, as plain data for the form: the sentence in its paragraph, the machine's coding, her own.

Texts are told apart from marks, and nothing is HTML: form.js writes them as text, whatever stands in a letter.
"""

from typing import Any

import pandas as pd

from analysis.coding import name_cue
from analysis.compare import label_theme, label_value, name_place
from analysis.compare.selection import label_visits
from analysis.notebook.links import link_letter
from analysis.notebook.review.session import NO_THEME, Decision, MachineCoding, ReviewSession, find_sentence, tables_of

MARK = "background:#FFE38A; color:#000; padding:0 .1em"  # of the ledger's page
AROUND, SENTENCE, CUE = "", "sentence", "cue"

Piece = tuple[str, str]  # a text, and what it is: around, sentence, cue


def describe_sentence(session: ReviewSession, sentence_id: str, cues: pd.DataFrame | None = None) -> dict[str, Any]:
    """Return where a sentence stands (place), the address of its page (link), and its paragraph in `pieces`.

    `cues` are rows of the table `codes` whose words are marked in it; None where none may be shown.
    """
    row = find_sentence(session, sentence_id)
    paragraphs, visits = tables_of(session, sentence_id)["paragraphs"], session.tables["visits"]
    paragraph = next(paragraphs[paragraphs["paragraph_id"] == row.paragraph_id].itertuples())
    visit = visits[visits["visit_id"] == row.visit_id]
    section = "" if pd.isna(paragraph.section) else f", under “{paragraph.section}”"
    speaker = "" if row.speaker == "inspector" else f"; the {row.speaker} speaks"
    place = f"{name_place(paragraph.number, paragraph.page, paragraph.order)} ({paragraph.kind}{speaker})"
    page = None if pd.isna(paragraph.page) else int(paragraph.page)
    return {
        "place": f"{name_letter(session, visit)}{section}, {place}",
        "link": link_letter(visit["file"].iloc[0], page, folder=session.folder),
        "pieces": split_pieces(paragraph.text, row.text, [] if cues is None else list_spans(cues)),
    }


def name_letter(session: ReviewSession, visit: pd.DataFrame) -> str:
    """Return what the document of a visit is called: authority and label. `visit` is its one row of that table."""
    labels = dict(zip(session.visits["visit_id"], session.visits["label"], strict=True))
    facts = visit.iloc[0]
    if pd.isna(facts["authority"]) or pd.isna(facts["start_date"]):
        return facts["file"]
    return f"{facts['authority']}, {labels.get(facts['visit_id']) or label_visits(visit)[0]}"


def list_spans(codes: pd.DataFrame) -> list[tuple[int, int]]:
    """Return start and end of each stretch of a sentence that shows a code. `codes` has rows of that table.

    Words that tell nothing by themselves (`name_cue`) show none.
    """
    shown = codes.dropna(subset=["start", "end", "cue"])
    return [(int(row.start), int(row.end)) for row in shown.itertuples() if name_cue(row.cue) == row.cue]


def split_pieces(paragraph: str, sentence: str, spans: list[tuple[int, int]]) -> list[Piece]:
    """Return a paragraph in pieces: what stands around the sentence, the sentence, and the cues in it.

    `spans` are start and end of the cues in the sentence; they may overlap.

    >>> split_pieces("Plans lag. Visits are late.", "Plans lag.", [(0, 5)])
    [('Plans', 'cue'), (' lag.', 'sentence'), (' Visits are late.', '')]
    """
    before, _, after = paragraph.partition(sentence)
    marked = {at for span in spans for at in range(*span)}
    pieces, start = [(before, AROUND)], 0
    for end in range(1, len(sentence) + 1):
        if end == len(sentence) or (end in marked) != (start in marked):
            pieces.append((sentence[start:end], CUE if start in marked else SENTENCE))
            start = end
    return [(text, kind) for text, kind in [*pieces, (after, AROUND)] if text]


def describe_machine(machine: MachineCoding) -> list[str]:
    """Return the machine's coding in lines: a theme each with the words that show it, then stance and direction."""
    codes = machine.codes.drop_duplicates(["theme", "cue"])
    lines = [f"{label_theme(code.theme)}{_name_cue(code)}" for code in codes.itertuples()]
    return [*(lines or ["no theme"]), f"{label_value('stances', machine.stance)}; direction {machine.direction}"]


def _name_cue(code: tuple) -> str:
    cue = ""
    if pd.notna(code.cue):
        named = name_cue(code.cue)
        cue = f": “{named}”" if named == code.cue else f", {named}"
    return cue if pd.isna(code.score) else f"{cue} (sureness {code.score:.2f})"


def describe_reviews(reviews: pd.DataFrame) -> list[str]:
    """Return a line for what each person said of a sentence. `reviews` has rows of the table `labels`."""
    return [f"{row.reviewer}: {name_coding(row.themes, row.stance, row.direction)}" for row in reviews.itertuples()]


def compare_codings(decision: Decision, machine: MachineCoding, texts: dict[str, str]) -> str:
    """Return a sentence that sets a decision beside the machine's coding. `texts` are the answers of form.yml."""
    people = name_coding(decision["themes"], decision["stance"], decision["direction"])
    other = name_coding(";".join(machine.themes) or NO_THEME, machine.stance, machine.direction)
    return texts["same" if people == other else "differ"].format(people=people, machine=other)


def list_decision_rows(decided: list[Decision]) -> list[dict[str, str]]:
    """Return what the list of decisions shows of each: sentence_id, text, and what she said (said)."""
    return [
        {
            "sentence_id": row["sentence_id"],
            "text": row["text"],
            "said": name_coding(row["themes"], row["stance"], row["direction"]),
        }
        for row in decided
    ]


def name_coding(themes: str | None, stance: str | None, direction: str | None) -> str:
    """Return a coding in words; what is missing was left to the machine. `themes` are ids joined by `;`.

    >>> name_coding("staffing;supervision", "mixed", None), name_coding("-", "neutral", "none")
    ('Staffing, Supervision; mixed; direction left open', 'no theme; neutral; direction none')
    """
    ids = split_themes(themes)
    named = "themes left open" if ids is None else ", ".join(sorted(map(label_theme, ids))) or "no theme"
    judged = "stance left open" if pd.isna(stance) else label_value("stances", stance)
    return f"{named}; {judged}; direction {'left open' if pd.isna(direction) else direction}"


def split_themes(themes: str | None) -> list[str] | None:
    """Return the ids of themes that are joined by `;`, none for `-`; None where they are missing."""
    return None if pd.isna(themes) else [theme for theme in themes.split(";") if theme != NO_THEME]
