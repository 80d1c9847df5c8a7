"""An area for improvement and a later letter in made-up words, coded and judged as the build does it."""

import pandas as pd

from analysis.coding import code_letter, read_codebook
from analysis.history.answers import find_meant
from analysis.history.arrays import list_letters, make_items
from analysis.history.ledger import Link, is_borne_out, settle_status
from analysis.history.passages import compare_with_letter
from analysis.history.verdicts import judge

VISIT = "westmarsh-2024-03-04-inspection"
# What any report says besides: praise of other things, so that no passage is near for want of others.
BESIDES = (
    "Children who need protection are seen promptly, and their plans are reviewed on time.",
    "Adopters are well prepared, and adoptive families say that they are supported.",
    "Foster carers value their training.",
    "Disabled children benefit from short breaks that are reviewed regularly.",
    "Private fostering arrangements are assessed and visited in line with regulations.",
    "Young carers are identified, and groups bring them together.",
    "The virtual school has high ambitions, and personal education plans are detailed.",
    "Unaccompanied asylum-seeking children are welcomed and live in suitable homes.",
    "Allegations against professionals are overseen well by the designated officer.",
)


def make_tables(*findings: str, listed: tuple[str, ...] = (), besides: tuple[str, ...] = BESIDES):
    """Return the tables paragraphs, sentences and codes of the later letter that says this."""
    texts = [*(("finding", text) for text in [*findings, *besides]), *(("improvement", text) for text in listed)]
    paragraphs = [
        {"visit_id": VISIT, "paragraph_id": f"{VISIT}/p{number:03}", "section": None, "kind": kind, "text": text}
        for number, (kind, text) in enumerate(texts, start=1)
    ]
    coding = code_letter(paragraphs, read_codebook(), source_type="report")
    return {"paragraphs": pd.DataFrame(paragraphs), "sentences": pd.DataFrame(coding.sentences),
            "codes": pd.DataFrame(coding.codes)}  # fmt: skip


def read_letter(*findings: str, **besides):
    """Return the later letter that says this (`make_tables`), and its sentences by their ids."""
    tables = make_tables(*findings, **besides)
    texts = dict(zip(tables["sentences"]["sentence_id"], tables["sentences"]["text"], strict=True))
    return list_letters(tables, [VISIT])[VISIT], texts


def follow(
    area: str,
    *findings: str,
    listed=(),
    linked=0.0,
    silence="not mentioned",
    other_body=False,
    measured=True,
    **besides,
):
    """Return the status of an area for improvement at a later visit, and the sentences shown, best first."""
    letter, texts = read_letter(*findings, listed=listed, **besides)
    coded = code_letter(
        [{"visit_id": "v", "paragraph_id": "v/p001", "section": None, "kind": "improvement", "text": area}],
        read_codebook(), source_type="report",
    )  # fmt: skip
    (item,) = make_items([area], [{code["theme"] for code in coded.codes}])
    features, likeness = compare_with_letter([item], letter)
    (verdict,) = judge([item], letter, features, likeness, [other_body])
    links = [Link(f"i{p}", p, linked, "model") for p, kind in zip(letter.paragraph_ids, letter.kinds, strict=True)
             if linked and kind == "improvement"]  # fmt: skip
    found = settle_status(
        verdict, letter, [link for link in links if is_borne_out(link, verdict, letter)], silence, measured=measured,
        answer=find_meant(letter.answers, letter.paragraph, verdict.relevance[None]).get(0),
    )  # fmt: skip
    return found.status, [texts[sentence] for sentence, _ in found.passages]
