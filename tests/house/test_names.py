"""`read_` and `write_` mean the disk, and classes are named by nouns: on made-up sources, and in the package."""

import pytest
from house.names import find_false_readers, find_participles, is_participle, read_sources

READER = "def read_words(path): return path.read_text()"


@pytest.mark.parametrize(
    ("source", "false"),
    [
        ("def read_page(lines): return ' '.join(lines)", ["a.py: read_page touches no disk"]),
        ("def _write_line(text): return f'{text}.'", ["a.py: _write_line touches no disk"]),
        ("def read_page(lines): return read_words(lines)", ["a.py: read_page touches no disk"]),
        (
            "from b import read_words\ndef read_page(x): return is_head(x)\ndef is_head(x): return x in read_words()",
            ["a.py: read_page touches no disk"],
        ),
        ("def parse_page(lines): return lines", []),
        ("def reading(lines): return lines", []),
        (READER, []),
        ("from b import read_words\ndef read_all(paths): return [read_words(path) for path in paths]", []),
        ("from b import read_words\ndef write_it(path): return map(read_words, path)", []),
        ("def read_it(path): return _load(path)\ndef _load(path):\n    with path.open() as s: return s", []),
    ],
    ids=[
        "reads nothing",
        "writes nothing, in private",
        "calls a reader of the name that it does not import",
        "asks for words that another function reads",
        "another verb",
        "no verb",
        "opens a file",
        "calls a reader",
        "hands on a reader",
        "by a function beside it",
    ],
)
def test_a_reader_touches_the_disk(source, false):
    assert find_false_readers({"a.py": source, "b.py": READER}) == false


@pytest.mark.parametrize(
    ("name", "participle"),
    [
        ("Seen", True),
        ("Shelved", True),
        ("_Kept", True),
        ("LastCoded", True),
        ("WrittenOut", True),
        ("LeftOut", False),
        ("Seed", False),
        ("PrintedLine", False),
        ("Reading", False),
        ("ReadError", False),
    ],
)
def test_a_class_is_named_by_what_it_holds(name, participle):
    assert is_participle(name) is participle
    assert bool(find_participles({"a.py": f"class {name}: ..."})) is participle


def test_what_the_package_calls_read_or_write_touches_the_disk():
    assert find_false_readers(read_sources()) == []


def test_no_class_of_the_package_is_a_participle():
    assert find_participles(read_sources()) == []
