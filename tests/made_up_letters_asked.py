"""Tables of made-up letters for questions: no sentence, person or finding in them is real.

Westmarsh and Eastmarsh are of one region, Northmoor of another. Each sentence: kind of its paragraph, text, themes and
stance.
"""

import pandas as pd

from analysis.tables import make_table, read_schemas

LETTERS = {
    "westmarsh-2016-05-09-inspection": [
        ("finding", "Agency staff leave as soon as they have come.", "staffing", "concern"),
    ],
    "westmarsh-2019-03-04-inspection": [
        ("overview", "Children are seen, and most are seen alone.", "voice", "strength"),
        ("finding", "Reliance on agency staff is high.", "staffing", "concern"),
        ("finding", "Agency and permanent staff share an office.", "staffing", "neutral"),
        ("finding", "Permanence planning drifts.", "permanence", "concern"),
        ("improvement", "The number of agency staff.", "staffing", "neutral"),
    ],
    "westmarsh-2022-06-06-focused-visit": [
        ("finding", "The multi-agency staff room is small.", "partnership", "neutral"),
        ("finding", "Permanence is secured early for most children.", "permanence", "strength"),
        ("finding", "=1+1 was printed here by mistake.", "", "neutral"),
    ],
    "eastmarsh-2022-09-12-inspection": [
        ("finding", "Two locums cover the team.", "staffing", "neutral"),
        ("finding", "Permanence is the aim from the start, and children know it.", "permanence", "strength"),
        ("finding", "Private fostering is well understood.", "placements", "strength"),
    ],
    "eastmarsh-2023-03-press": [
        ("finding", "The council said: “We rely on agency staff.”", "staffing", "concern"),
    ],
    "northmoor-2024-01-15-inspection": [
        ("finding", "Private fostering arrangements are not visited in time.", "placements", "concern"),
        ("finding", "Children who go missing are not seen alone.", "voice", "concern"),
        ("finding", "Permanence is prized.", "permanence", "strength"),
    ],
    "northmoor-undated-0a1b2c3d": [
        ("context", "A copy without a date.", "", "neutral"),
    ],
}  # fmt: skip
REGIONS = {"westmarsh": "West", "eastmarsh": "West", "northmoor": "North"}
GRADES = {"westmarsh-2016-05-09-inspection": 2, "westmarsh-2019-03-04-inspection": 3,
          "eastmarsh-2022-09-12-inspection": 3, "northmoor-2024-01-15-inspection": 4}  # fmt: skip


def make_tables() -> dict[str, pd.DataFrame]:
    """Return all tables of the made-up letters."""
    rows = {name: [] for name in read_schemas()}
    for visit_id, sentences in LETTERS.items():
        rows["visits"].append(make_visit(visit_id))
        for order, (kind, text, themes, stance) in enumerate(sentences, start=1):
            paragraph_id = f"{visit_id}/p{order:03}"
            place = {"visit_id": visit_id, "paragraph_id": paragraph_id, "order": order, "text": text}
            rows["paragraphs"].append(place | {"section": "Findings", "number": str(order), "kind": kind, "page": 2})
            said = {"sentence_id": f"{paragraph_id}/s1", "stance": stance, "direction": "none", "stance_score": 0.0}
            rows["sentences"].append(place | said | {"speaker": "council" if "council" in text else "inspector"})
            rows["codes"] += [
                {"sentence_id": said["sentence_id"], "theme": theme, "source": "cue"} for theme in themes.split()
            ]
    rows["judgements"] = [
        {"visit_id": visit_id, "order": 1, "area": "Overall effectiveness", "area_id": "overall", "grade": str(rank),
         "grade_rank": rank} for visit_id, rank in GRADES.items()
    ]  # fmt: skip
    return {name: make_table(name, found) for name, found in rows.items()}


def make_visit(visit_id: str) -> dict:
    """Return the row of a visit, from its id."""
    place, _, rest = visit_id.partition("-")
    date, press = rest[:10], rest.endswith("press")
    facts = {
        "visit_id": visit_id, "same_visit": visit_id, "authority": place.capitalize(), "region": REGIONS[place],
        "framework": "ILACS",
        "visit_type": "focused visit" if "focused" in rest else "inspection", "file": f"{visit_id}.txt", "words": 9,
        "source_type": "press" if press else "letter", "sha256": "0", "pages": 3,
    }  # fmt: skip
    if rest.startswith("undated"):
        return facts
    day = pd.Timestamp(date[:7] if press else date)
    return facts | {"start_date": day, "date_precision": "month" if press else "day"}
