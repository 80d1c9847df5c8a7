"""The codebook: themes, what they mean and the words that show them, as an analyst edits them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from analysis.base.mendable import MendableError
from analysis.coding.phrases import PhraseError, parse_phrase

PACKAGE_CODEBOOK = Path(__file__).with_name("codebook.yml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_THEME_ID = re.compile(r"[a-z][a-z0-9_]*")
_STRICT = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class CodebookError(MendableError):
    """A mistake in a codebook; the message names file, line and theme, and says what to do."""


class Subtheme(BaseModel):
    """A side of a theme that is counted on its own too."""

    model_config = _STRICT
    label: Text
    cues: tuple[Text, ...] = Field(min_length=1)


class Theme(BaseModel):
    """One theme: its meaning, the phrases that show it (`cues`) and those that cancel a cue they touch.

    `hints` lean towards it: they count where the paragraph is about it. `sections`: words of headings that
    name it. `rest`: it is coded only in sentences that speak of no other theme, but for the cues in `always`.
    """

    model_config = _STRICT
    id: str
    label: Text
    definition: Text
    cues: tuple[Text, ...] = ()
    exclusions: tuple[Text, ...] = ()
    hints: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = Field(min_length=1)
    counter_examples: tuple[Text, ...] = ()
    subthemes: dict[str, Subtheme] = {}
    sections: tuple[Text, ...] = ()
    rest: bool = False
    always: tuple[Text, ...] = ()


@dataclass(frozen=True, eq=False)
class Codebook:
    """The themes in their order, by id."""

    themes: dict[str, Theme]


def read_codebook(path: Path | None = None) -> Codebook:
    """Return the codebook that stands at `path` on disk, by default the one of the package.

    Raises CodebookError where the file cannot be read, and as `parse_codebook` does.
    """
    path = Path(path) if isinstance(path, str) else path or PACKAGE_CODEBOOK
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: cannot be read ({error}); save it as UTF-8 text") from error
    return parse_codebook(text, path.name)


@lru_cache(maxsize=4)  # it is asked for with every letter
def parse_codebook(text: str, name: str = "codebook.yml") -> Codebook:
    """Return the codebook written in `text`; `name` is what messages call the file.

    Raises CodebookError for a mistake in it, with the line and the theme: no YAML, no themes, a key that stands twice,
    a theme without what it needs, a cue that is no phrase.
    """
    data, root = _parse_yaml(text, name)
    themes = data.get("themes")
    if not isinstance(themes, dict) or not themes:
        raise CodebookError(
            f"{name}: no themes were found; list them under `themes:` as the package's codebook.yml does"
        )
    parsed = {key: _parse_theme(key, theme, name, root) for key, theme in themes.items()}
    for theme in parsed.values():
        _check_cues(theme, name, root)
    return Codebook(parsed)


def check_theme_ids(ids: Iterable[str], codebook: Codebook, where: str) -> None:
    """Return nothing where the codebook has every id; `where` says who names them.

    Raises CodebookError for the first that it does not have, with the nearest that it has.
    """
    for theme in ids:
        if theme not in codebook.themes:
            near = get_close_matches(str(theme), codebook.themes, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; the themes are {', '.join(codebook.themes)}"
            raise CodebookError(f"{where}: theme {theme!r} is not in the codebook{hint}")


def _parse_yaml(text: str, name: str) -> tuple[dict, yaml.Node | None]:
    """Return the data and its tree, which knows the lines."""
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
        _check_nodes(root, name, set())
        data = loader.construct_document(root) if root else {}
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise CodebookError(
            f"{name}{line}: this is not YAML ({error.problem}); check indentation, colons and quotes"
        ) from error
    except yaml.YAMLError as error:
        raise CodebookError(f"{name}: this is not YAML ({error})") from error
    except CodebookError:
        raise
    except (RecursionError, ValueError) as error:  # lists within lists; a number of thousands of digits
        raise CodebookError(f"{name}: this is no codebook ({error})") from error
    finally:
        loader.dispose()
    return (data if isinstance(data, dict) else {}), root


def _check_nodes(node: yaml.Node | None, name: str, met: set[int]) -> None:
    """Raise where a key stands twice, for YAML would keep the last and drop the first in silence, and for an alias.

    A few lines of aliases of aliases stand for billions of words. `met` has the identities of the nodes so far.
    """
    if id(node) in met:
        line = node.start_mark.line + 1
        raise CodebookError(f"{name}, line {line}: what stands here is meant elsewhere too (*); write it out there")
    met.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check_nodes(item, name, met)
    if isinstance(node, yaml.MappingNode):
        lines: dict[str, int] = {}
        for key, value in node.value:
            first = lines.setdefault(key.value, key.start_mark.line + 1) if isinstance(key.value, str) else None
            if first is not None and first != key.start_mark.line + 1:
                line = key.start_mark.line + 1
                raise CodebookError(
                    f"{name}, line {line}: {key.value!r} stands twice (first in line {first}); keep one"
                )
            _check_nodes(value, name, met)


def _parse_theme(key: object, data: object, name: str, root: yaml.Node) -> Theme:
    where = f"{name}, line {_line(root, ('themes', key))}"
    if not isinstance(key, str) or not _THEME_ID.fullmatch(key):
        raise CodebookError(f"{where}: the theme id {key!r} must be lower-case letters and _, as `early_help`")
    if not isinstance(data, dict):
        raise CodebookError(f"{where}: theme {key} is empty; give it label, definition, cues and examples")
    try:
        return Theme(id=key, **data)
    except ValidationError as error:
        first = error.errors()[0]
        line = _line(root, ("themes", key, *first["loc"]))
        field = " ".join(str(step) for step in first["loc"])
        raise CodebookError(f"{name}, line {line}: theme {key}, {field}: {first['msg'].lower()}") from error


def _check_cues(theme: Theme, name: str, root: yaml.Node) -> None:
    """Raise for a phrase that cannot be read, and for a theme that nothing shows."""
    lists = [(("cues",), theme.cues), (("exclusions",), theme.exclusions), (("hints",), theme.hints)]
    lists += [(("sections",), theme.sections), (("always",), theme.always)]
    lists += [(("subthemes", key, "cues"), subtheme.cues) for key, subtheme in theme.subthemes.items()]
    for path, phrases in lists:
        for index, phrase in enumerate(phrases):
            try:
                parse_phrase(phrase)
            except PhraseError as error:
                line = _line(root, ("themes", theme.id, *path, index))
                raise CodebookError(f"{name}, line {line}: theme {theme.id}, {path[-1]}: {error}") from error
    if not theme.cues and not theme.subthemes and not theme.always:
        line = _line(root, ("themes", theme.id))
        raise CodebookError(f"{name}, line {line}: theme {theme.id} has no cues; nothing would ever be coded with it")


def _line(node: yaml.Node | None, path: tuple) -> int:
    """Return the line on which the thing at `path` stands, or the nearest thing around it."""
    line = node.start_mark.line + 1 if node else 1
    for step in path:
        found = None
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            found = (node.value[step], node.value[step])
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line
