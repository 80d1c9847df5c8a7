"""Write many made-up letters, the same for the same numbers: what the benchmarks of scale are measured on.

    python benchmarks/many_letters.py FOLDER N [REPORTS]

Each is put together of paragraphs of the made-up letters of the tests and, where the folder REPORTS of real ones is
given, of some of those. An authority is visited eight times on average, as in ten years; names beyond those of real
authorities are made up. Of a hundred letters 80 are plain text, 12 web pages, 6 PDFs and 2 Word files. No letter is
ever put into the repository.
"""

import random
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from made_up_inspections import SOURCE as INSPECTIONS
from make_letters import WRITERS, Item, read_letters

from analysis.letters import parse_letter
from analysis.read import ReadError, read_document
from analysis.reference.authorities import read_authorities

SEED = 2026
VISITS = 3, 13  # to an authority, from and to
FORMATS = {"txt": 80, "html": 12, "pdf": 6, "docx": 2}  # of a hundred letters
REAL_REPORTS = 60  # are drawn from, at the most
MONTHS = ("January", "March", "May", "June", "September", "November")
PARTS = {"findings": "finding", "overview": "overview", "asks": "improvement"}  # the kinds of paragraph that are drawn


def draw_parts(draw: random.Random, reports: Path | None) -> dict[str, list[str]]:
    """Return the texts of paragraphs to draw from, by `findings`, `overview` and `asks`."""
    made = yaml.safe_load(INSPECTIONS.read_text(encoding="utf-8"))
    parts = {"findings": list(made["findings"].values()), "overview": [], "asks": list(made["asks"].values())}
    for letter in read_letters().values():
        texts = [" ".join(lines) for role, lines in letter["letter"] if role in ("text", "number", "bullet")]
        parts["findings"] += [text for text in texts if len(text) > 120]
    parts["overview"] = parts["findings"][:6]
    files = sorted(reports.glob("*.pdf")) if reports else []
    for file in draw.sample(files, min(REAL_REPORTS, len(files))):
        try:
            paragraphs = parse_letter(read_document(file), {}).paragraphs
        except ReadError:
            continue
        for part, kind in PARTS.items():
            parts[part] += [paragraph.text for paragraph in paragraphs if paragraph.kind == kind]
    return parts


def list_names(made_up: dict[str, list[str]]) -> Iterator[str]:
    """Yield the names of the real authorities, then made-up ones without end."""
    yield from sorted(authority.name for authority in read_authorities())
    for round_number in count():
        for side in made_up["sides"]:
            for ending in made_up["endings"]:
                for beginning in made_up["beginnings"]:
                    name = f"{side} {beginning}{ending}".strip()
                    yield f"{name} {round_number + 1}" if round_number else name


def list_visits(draw: random.Random, names: Iterator[str]) -> Iterator[tuple[str, int, str]]:
    """Yield authority, year and month of visits without end, those to an authority in order."""
    for name in names:
        for turn in range(draw.randint(*VISITS)):
            yield name, 2012 + turn, draw.choice(MONTHS)


def make_items(draw: random.Random, kind: dict, facts: dict[str, str], parts: dict[str, list[str]]) -> list[Item]:
    """Return the items of a letter of a kind: what each is, and its lines."""
    items: list[Item] = []
    for item in kind["letter"]:
        for role, text in item.items():
            if role not in PARTS:
                lines = str(text).format(**facts).split("|" if role == "row" else "\\n")
                items.append((role, lines))
                continue
            n = {"findings": draw.randint(*kind["findings"]), "asks": draw.randint(2, 5), "overview": text}[role]
            drawn = "text" if role == "overview" else text
            items += [(drawn, [part]) for part in draw.sample(parts[role], min(n, len(parts[role])))]
    return items


def write_many(folder: Path, n: int, reports: Path | None = None) -> None:
    """Write `n` letters into a folder, a hundred in each folder below it."""
    draw = random.Random(SEED)
    said = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    parts = draw_parts(draw, reports)
    weights = [kind["of_ten"] for kind in said["kinds"].values()]
    for number, (authority, year, month) in zip(range(n), list_visits(draw, list_names(said["names"])), strict=False):
        (kind,) = draw.choices(list(said["kinds"].values()), weights)
        (suffix,) = draw.choices(list(FORMATS), list(FORMATS.values()))
        day, grade = draw.choice(said["days"]), draw.choice(said["grades"])
        looked_at = draw.choice(said["looked_at"])
        facts = {"authority": authority, "year": year, "month": month, "first": day, "last": day + 1}
        facts |= {"grade": grade, "lower": grade.lower(), "looked_at": looked_at}
        path = folder / f"{number // 100:04}" / f"{number:06}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        WRITERS[suffix](make_items(draw, kind, facts, parts), path)


if __name__ == "__main__":
    write_many(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
