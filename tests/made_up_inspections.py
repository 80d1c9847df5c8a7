"""Write the inspection reports of made_up_inspections.yml as plain text.

python tests/made_up_inspections.py FOLDER
"""

import sys
from pathlib import Path

import yaml

SOURCE = Path(__file__).with_name("made_up_inspections.yml")
REPORT = """Inspection of {authority} local authority children’s services
Inspection dates: 3 to 14 March {year}
Lead inspector: Ada Marsh, His Majesty’s Inspector

Judgement Grade
The impact of leaders on social work practice with children and families {grade}
The experiences and progress of children who need help and protection {grade}
The experiences and progress of children in care {grade}
Overall effectiveness {grade}

Services for children in {authority} have been inspected as a whole.

{asks}The experiences and progress of children who need help and protection: {lower}

{findings}
"""


def write_inspections(folder: Path) -> list[Path]:
    """Write every report into `folder` and return the files, by name."""
    made = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    paths = []
    for authority, inspections in made["inspections"].items():
        for inspection in inspections:
            path = folder / f"{authority.lower()}-{inspection['year']}.txt"
            path.write_text(make_report(authority, inspection, made), encoding="utf-8")
            paths.append(path)
    return sorted(paths)


def make_report(authority: str, inspection: dict, made: dict) -> str:
    """Return the text of one report."""
    items = "".join(f"- {made['asks'][name]}\n" for name in inspection["asks"])
    findings = (f"{number}. {made['findings'][name]}" for number, name in enumerate(inspection["findings"], start=1))
    return REPORT.format(
        authority=authority,
        year=inspection["year"],
        grade=inspection["grade"],
        lower=inspection["grade"].lower(),
        asks=f"What needs to improve?\n{items}\n" if items else "",
        findings="\n\n".join(findings),
    )


if __name__ == "__main__":
    write_inspections(Path(sys.argv[1]))
