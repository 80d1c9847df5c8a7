"""One inspection letter as plain data: what `parse_letter` returns and the tables are built from."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, or one listed item, in printed order.

    `kind`: overview (headline findings, introductory summary), finding, improvement (a listed item), context,
    closing. `number` is as printed, else missing; `section` is the heading it stands under, as printed.
    """

    text: str
    kind: str
    section: str | None = None
    number: str | None = None
    page: int | None = None


@dataclass(frozen=True)
class Judgement:
    """One graded area. `area` and `grade` as printed; `grade_rank` 1 (Outstanding) to 4 (Inadequate)."""

    area: str
    area_id: str
    grade: str
    grade_rank: int


@dataclass(frozen=True)
class Improvement:
    """One item that the letter asks for; sub-bullets belong to it. `paragraph` is its index in the letter.

    `national_framework` is what a reference printed behind it names ("Outcome Three"; several joined by "; ").
    """

    text: str
    kind: str  # improvement, priority_action, recommendation
    paragraph: int
    national_framework: str | None = None


@dataclass(frozen=True)
class Inspector:
    """One person; `role` is lead or inspector (the signatory of a letter is lead)."""

    name: str
    role: str


@dataclass(frozen=True)
class LeftOut:
    """Printed words that are no paragraph, with the reason.

    What the reader left out: page furniture (running heads, page numbers), print-out (when and whence a browser
    printed it), footnote, web page (menus, banners), mail (its head, and what stands around the letter in it), table
    (numbers and owners beside items), comment, hidden text.
    What is known from it: front page (title, dates, grades), heading (the section of the paragraphs below), inspection
    team, reference (behind a listed item).
    What says nothing: contents, address, salutation, signature, boilerplate, byline, advertising, credits.
    """

    reason: str
    text: str


@dataclass(frozen=True)
class Letter:
    """Everything read from one document. Missing is None, never "" or 0."""

    framework: str
    visit_type: str
    source_type: str  # letter, report, press
    authority: str | None = None  # plain name as in authorities.csv where known there, else as printed
    start_date: date | None = None
    end_date: date | None = None
    published_date: date | None = None
    date_precision: str | None = None  # day, month, year
    title: str | None = None
    scope: str | None = None  # the words that say what was looked at
    pages: int | None = None
    inspectors: tuple[Inspector, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    left_out: tuple[LeftOut, ...] = field(default=())
    notes: tuple[tuple[str, str], ...] = ()  # (reason id of problems.yml, detail): what the reader could not tell
