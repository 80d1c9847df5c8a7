"""The codes of an exchange file: themes with subthemes, stances, directions, who speaks, what people have checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from analysis.base.folder import find_codebook
from analysis.board.exchange.marks import (
    add,
    clean_name,
    clean_text,
    make_guid,
    number_taken_names,
    read_exchange_words,
)
from analysis.coding import Codebook, read_codebook
from analysis.compare import label_theme, label_value
from analysis.find.export import write_file

NAMESPACE = "urn:QDA-XML:codebook:1.0"


@dataclass(frozen=True)
class Code:
    """A code: the ids that name it (its set first), what it is called and means, and the codes below it."""

    ids: tuple[str, ...]
    name: str
    about: str
    codes: tuple["Code", ...] = ()

    @property
    def guid(self) -> str:
        """Its identifier, the same in every file."""
        return make_guid("code", *self.ids)

    @property
    def is_set(self) -> bool:
        """Whether it only holds others, and codes nothing."""
        return len(self.ids) == 1

    def walk(self) -> Iterator["Code"]:
        """Yield it and all the codes below it."""
        yield self
        for code in self.codes:
            yield from code.walk()


def write_codebook_exchange(path: Path | str) -> Path:
    """Write the codebook in use (the analyst's own, else the package's) as a .qdc file, and return its path.

    The same codebook gives the same bytes. Raises CodebookError where it cannot be used, and QuestionError where the
    file cannot be written.
    """
    codes = list_codes(read_codebook(find_codebook()))
    root = etree.Element(
        f"{{{NAMESPACE}}}CodeBook", {"origin": read_exchange_words()["origin"]}, nsmap={None: NAMESPACE}
    )
    add_codes(add(root, "Codes"), codes)
    sets = add(root, "Sets")
    for group in codes:
        members = add_set(sets, group)
        for code in list_members(group):
            add(members, "MemberCode", guid=code.guid)
    return write_file(make_xml(root), Path(path))


def list_codes(codebook: Codebook, themes: Iterable[str] = ()) -> list[Code]:
    """Return the sets of codes, as codes; `themes` are ids that tables use, whether the codebook has them or not.

    No two codes have one name, for QualCoder keeps only the first.
    """
    words = read_exchange_words()
    unknown = sorted(set(themes) - set(codebook.themes))
    groups = {
        "themes": [*_list_themes(codebook, words), *(_name_unknown(theme, words) for theme in unknown)],
        "stances": [(("stances", key), label_value("stances", key), about) for key, about in words["stances"].items()],
    }
    for group in ("directions", "speakers", "checked"):
        groups[group] = [((group, key), entry["name"], entry["about"]) for key, entry in words[group].items()]
    flat = [((key,), entry["name"], entry["about"]) for key, entry in words["sets"].items()]
    flat += [row for rows in groups.values() for row in rows]
    names = number_taken_names({"\x1f".join(ids): clean_name(name) for ids, name, _ in flat})
    return _build_codes([(ids, names["\x1f".join(ids)], clean_text(about)) for ids, _, about in flat])


def _list_themes(codebook: Codebook, words: dict) -> Iterator[tuple]:
    for theme in codebook.themes.values():
        yield ("themes", theme.id), theme.label, theme.definition
        for key, subtheme in theme.subthemes.items():
            yield ("themes", theme.id, key), subtheme.label, words["subtheme"].format(theme=theme.label)


def _name_unknown(theme: str, words: dict) -> tuple:
    return ("themes", theme), label_theme(theme), words["theme_unknown"]


def _build_codes(rows: list[tuple], above: tuple[str, ...] = ()) -> list[Code]:
    """Return the codes right below the one with the ids `above`, each with those below it."""
    depth = len(above) + 1
    here = [row for row in rows if len(row[0]) == depth and row[0][:-1] == above]
    return [Code(ids, name, about, tuple(_build_codes(rows, ids))) for ids, name, about in here]


def list_members(group: Code) -> list[Code]:
    """Return the codes of a set, those below others too."""
    return [code for code in group.walk() if not code.is_set]


def add_codes(parent: etree._Element, codes: Iterable[Code]) -> None:
    """Add codes, and those below them, to an element."""
    for code in codes:
        is_codable = "false" if code.is_set else "true"
        element = add(parent, "Code", guid=code.guid, name=code.name, isCodable=is_codable)
        add(element, "Description", code.about)
        add_codes(element, code.codes)


def add_set(parent: etree._Element, group: Code) -> etree._Element:
    """Add the element of a set of codes, still without members, and return it."""
    element = add(parent, "Set", guid=make_guid("set", *group.ids), name=group.name)
    add(element, "Description", group.about)
    return element


def make_xml(root: etree._Element) -> bytes:
    """Return a tree as UTF-8 with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
