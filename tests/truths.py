"""What must be true of any report that was read right, by name: each gives what is wrong, or nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from analysis.letters import Letter, match_authority
from analysis.letters.broken_words import mend_words
from analysis.letters.kinds import read_kinds
from analysis.read import Document

ILACS = frozenset({"ILACS"})
NUMBERED = frozenset({"ILACS", "SIF", "LAC"})
EVERY = frozenset({"ILACS", "SIF", "LAC", "JTAI", "SEND", "other"})
SENTENCE_END = re.compile(r"[.?!…][’”'\")\]]*( ?\([^()]*\)\.?)?$")  # perhaps with "(Recommendation)" after it
NO_FINDING = re.compile(
    r"Open Government Licence|Piccadilly Gate|Crown copyright|regulates and inspects to achieve|enquiries@ofsted"
    r"|Textphone|Inspection of .{3,60} local authority children’s services( \d+)?$|^\d{1,3}$",
)
WORD = re.compile(r"\w+")
NO_OVERALL_GRADE = date(2026, 4, 1)  # inspections that began since then are graded in four areas, and not as a whole


def words_of(texts: Iterator[str] | list[str]) -> Counter[str]:
    return Counter(chain.from_iterable(WORD.findall(text) for text in texts))


def printed_words(document: Document) -> Counter[str]:
    return words_of([line.text for line in document.lines] + [text for _, text in document.dropped])


def kept_words(letter: Letter) -> Counter[str]:
    numbers = [paragraph.number or "" for paragraph in letter.paragraphs]
    paragraphs = [paragraph.text for paragraph in letter.paragraphs]
    return words_of(numbers + paragraphs + [part.text for part in letter.left_out])


def numbers_run(document: Document, letter: Letter) -> str:
    numbers = [int(paragraph.number) for paragraph in letter.paragraphs if paragraph.number]
    return "" if numbers == list(range(1, len(numbers) + 1)) and numbers else f"numbers {numbers}"


def findings_are_numbered(document: Document, letter: Letter) -> str:
    return "; ".join(p.text[:60] for p in letter.paragraphs if p.kind == "finding" and not p.number)


def grades_are_complete(document: Document, letter: Letter) -> str:
    areas = [judgement.area_id for judgement in letter.judgements]
    known = len(areas) in (4, 5) and len(set(areas)) == len(areas) and "other" not in areas
    has_overall = letter.start_date is None or letter.start_date < NO_OVERALL_GRADE
    return "" if known and ("overall" in areas) == has_overall else f"areas {areas}"


def something_to_improve(document: Document, letter: Letter) -> str:
    return "" if letter.improvements else "no improvements"


def dates_in_order(document: Document, letter: Letter) -> str:
    if letter.start_date is None or letter.end_date is None:
        return "no dates"
    days = (letter.end_date - letter.start_date).days
    return "" if 0 <= days <= 120 else f"{letter.start_date} to {letter.end_date}"


def lead_is_named(document: Document, letter: Letter) -> str:
    if not any("inspector" in line.text.lower() for line in document.lines[:80]) and letter.framework == "ILACS":
        return ""  # some reports of 2025 print no line for the lead inspector
    leads = [person.name for person in letter.inspectors if person.role == "lead"]
    return "" if leads and all(2 <= len(name.split()) <= 4 for name in leads) else f"leads {leads}"


def visit_type_is_of_its_framework(document: Document, letter: Letter) -> str:
    kinds = [entry for entry in read_kinds().values() if entry["framework"] == letter.framework]
    known = any(letter.visit_type in entry["visit_types"] for entry in kinds)
    return "" if known else f"visit type {letter.visit_type}"


def authority_is_known(document: Document, letter: Letter) -> str:
    return "" if letter.authority and match_authority(letter.authority) else f"authority {letter.authority}"


def findings_are_clean(document: Document, letter: Letter) -> str:
    return _first(letter, lambda text: NO_FINDING.search(text))


def findings_end_in_punctuation(document: Document, letter: Letter) -> str:
    return _first(letter, lambda text: not SENTENCE_END.search(text))


def findings_have_a_fair_length(document: Document, letter: Letter) -> str:
    return _first(letter, lambda text: not 3 <= len(text.split()) <= 400)


def no_word_is_lost(document: Document, letter: Letter) -> str:
    whole = replace(document, lines=tuple(mend_words(document.lines)))  # words that line ends broke are one word
    printed, kept = printed_words(whole), kept_words(letter)
    return "" if printed == kept else f"lost {dict(printed - kept)} gained {dict(kept - printed)}"[:300]


def _first(letter: Letter, is_wrong) -> str:
    wrong = [p.text for p in letter.paragraphs if p.kind == "finding" and is_wrong(p.text)]
    return f"{len(wrong)}: ...{wrong[0][-160:]!r}" if wrong else ""


# what must be true, and of which frameworks
TRUTHS = {
    numbers_run: NUMBERED,
    findings_are_numbered: ILACS,
    grades_are_complete: ILACS,
    something_to_improve: ILACS | {"SIF", "JTAI", "SEND", "LAC"},
    dates_in_order: ILACS | {"SIF", "JTAI", "SEND", "LAC"},
    lead_is_named: ILACS | {"SIF", "SEND", "LAC"},
    visit_type_is_of_its_framework: EVERY,
    authority_is_known: EVERY,
    findings_are_clean: EVERY,
    findings_end_in_punctuation: EVERY,
    findings_have_a_fair_length: EVERY,
    no_word_is_lost: EVERY,
}
