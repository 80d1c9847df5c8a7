"""Letters and tables at an address: whole whatever happens on the way, and nothing that a manifest says is trusted."""

import json
import sys

import fsspec
import pytest
from builds import FOCUSED_VISIT, build_clean, bytes_of

from analysis.base.folder import DataFolder, FolderError
from analysis.build import build
from analysis.build.store import Address, fetch_tables, is_address, locate_tables, open_address, open_tables
from analysis.tables import read_schemas


@pytest.fixture
def memory():
    """The address of a data folder in a store that is empty, and forgotten afterwards."""
    files = fsspec.filesystem("memory")
    files.store.clear()
    yield Address("memory://council/data")
    files.store.clear()
    files.pseudo_dirs[:] = [""]


@pytest.fixture
def stored(memory, shipped):
    """A data folder in a store with what the shipped one has, its tables in the store too."""
    for path in shipped.raw.parent.rglob("*.*"):
        (memory / path.relative_to(shipped.raw.parent).as_posix()).copy_from(path)
    return DataFolder(memory / "raw", memory / "processed")


def build_stored(folder):
    with open_tables(folder) as here:
        return build(here).files_read


def read_tables_of(folder, where):
    """Return the fingerprints of the tables at an address."""
    where.mkdir()
    fetch_tables(folder.processed, where)
    return bytes_of(where)


def test_the_tables_are_those_of_a_folder_with_what_the_analyst_and_people_said(stored, shipped, tmp_path):
    assert len(build_stored(stored)) == 2
    assert read_tables_of(stored, tmp_path / "here") == build_clean(shipped, tmp_path / "clean")
    assert not (stored.processed / ".workshop").exists()


def test_the_next_build_reads_what_is_new_alone(stored, shipped, tmp_path):
    build_stored(stored)
    assert build_stored(stored) == []
    for raw in (stored.raw, shipped.raw):
        (raw / "Leeds.md").write_bytes(FOCUSED_VISIT.encode())
    assert build_stored(stored) == ["Leeds.md"]
    assert read_tables_of(stored, tmp_path / "here") == build_clean(shipped, tmp_path / "clean")


def test_tables_that_only_half_arrived_are_not_the_tables(stored, tmp_path, monkeypatch):
    build_stored(stored)
    before = read_tables_of(stored, tmp_path / "before")
    (stored.raw / "Leeds.md").write_bytes(FOCUSED_VISIT.encode())

    def lose(address, path, real=Address.copy_from):
        if path.name == "sentences.parquet":
            raise OSError(5, "the store is away", str(address))
        real(address, path)

    with monkeypatch.context() as patched:
        patched.setattr(Address, "copy_from", lose)
        with pytest.raises(FolderError, match=r"sentences.parquet: it cannot be read or written there \(the store is"):
            build_stored(stored)
    assert read_tables_of(stored, tmp_path / "after") == before

    assert build_stored(stored) == ["Leeds.md"]  # what it had read waits in the store
    assert locate_tables(stored.processed) is not None
    assert read_tables_of(stored, tmp_path / "at_last") != before


def test_the_build_before_stays_for_whoever_reads_it_and_older_ones_go(stored):
    folders = []
    for name in ("Leeds", "Bury", "Kent"):
        (stored.raw / f"{name}.md").write_bytes(FOCUSED_VISIT.replace("Leeds", name).encode())
        build_stored(stored)
        folders.append(locate_tables(stored.processed))
    assert [folder.exists() for folder in folders] == [False, True, True]


@pytest.mark.parametrize(
    "change",
    [
        {"tables": "../../../tmp"},
        {"tables": None},
        {"before": "../raw"},
        {"sizes": {"../../x.parquet": 1}},
        {"sizes": None},
    ],
)
def test_a_manifest_of_somebody_else_is_no_manifest(memory, change, tmp_path):
    ours = {"tables": "0" * 16, "before": None, "sizes": {f"{name}.parquet": 1 for name in read_schemas()}}
    ours["sizes"] |= {".state.json": 1, "build.json": 1}
    (memory / "manifest.json").write_bytes(json.dumps(ours).encode())
    assert locate_tables(memory) == memory / ("0" * 16)
    (memory / "manifest.json").write_bytes(json.dumps(ours | change).encode())
    assert locate_tables(memory) is None
    fetch_tables(memory, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_is_gone_or_cut_off_there_is_made_anew(stored, tmp_path):
    build_stored(stored)
    before = read_tables_of(stored, tmp_path / "before")
    table = locate_tables(stored.processed) / "codes.parquet"
    table.write_bytes(table.read_bytes()[:-1])
    assert len(build_stored(stored)) == 2
    (locate_tables(stored.processed) / "codes.parquet").unlink()
    assert len(build_stored(stored)) == 2
    assert read_tables_of(stored, tmp_path / "after") == before


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"{}", b"1", b"\xff"])
def test_half_a_manifest_is_none(memory, text):
    (memory / "manifest.json").write_bytes(text)
    assert locate_tables(memory) is None


def test_a_letter_of_which_half_arrived_is_read_again(stored, shipped, tmp_path, monkeypatch):
    def write_half(address, content, real=Address.write_bytes):
        real(address, content[: len(content) // 2] if address.name.endswith(".pickle") else content)

    with monkeypatch.context() as patched:
        patched.setattr(Address, "write_bytes", write_half)
        with pytest.raises(KeyboardInterrupt), open_tables(stored) as here:
            build(here, progress=stop_at_once)
    assert len(list((stored.processed / ".workshop").glob("*.pickle"))) >= 1
    build_stored(stored)
    assert read_tables_of(stored, tmp_path / "here") == build_clean(shipped, tmp_path / "clean")


def stop_at_once(letters, _):
    for _letter in letters:
        raise KeyboardInterrupt
    yield


def test_a_letter_that_the_store_does_not_give_costs_no_other(stored, monkeypatch, tmp_path):
    def refuse(address, real=Address.read_bytes):
        if address.name.endswith("2020-11-13.txt"):
            raise OSError(5, "the store is away", str(address))
        return real(address)

    with monkeypatch.context() as patched:
        patched.setattr(Address, "read_bytes", refuse)
        with open_tables(stored) as here:
            built = build(here)
            assert built.read_table("problems")["reason"].tolist() == ["unreadable"]
            assert len(built.read_table("visits")) == 1
    assert len(build_stored(stored)) == 1  # it is tried again


def test_an_address_that_cannot_be_used_gives_a_sentence(monkeypatch):
    with pytest.raises(FolderError, match="nosuch://x: nothing answers there"):
        open_address("nosuch://x")
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(FolderError, match=r"pip install '.\[cluster\]'"):
        open_address("memory://x")


def test_tables_do_not_lie_among_the_letters(stored):
    with pytest.raises(FolderError, match="lies among the letters"):
        build_stored(DataFolder(stored.raw, stored.raw / "tables"))


@pytest.mark.parametrize(
    ("place", "is_one"),
    [("s3://a/b", True), ("file:///a", True), ("C:\\data", False), ("data/raw", False), (None, False)],
)
def test_an_address_is_told_from_a_path(place, is_one):
    assert is_address(place) is is_one


def test_an_address_does_what_the_build_asks_of_a_path(memory):
    for name in ("b.md", "in/a.md", "about.csv", "About.CSV"):
        (memory / name).write_bytes(b"text")
    assert [path.relative_to(memory).as_posix() for path in sorted(memory.rglob(), key=str)] == [
        "About.CSV",
        "about.csv",
        "b.md",
        "in/a.md",
    ]
    assert sorted(path.name for path in memory.glob("*.[cC][sS][vV]")) == ["About.CSV", "about.csv"]
    one = memory / "in" / "a.md"
    assert (one.name, one.parent, one.parent.parent) == ("a.md", memory / "in", memory)
    assert (one.exists(), one.is_file(), one.is_dir(), one.parent.is_dir()) == (True, True, False, True)
    assert (one.stat().st_size, one.stat().st_mtime_ns > 0) == (4, True)
    with one.open() as stream:
        assert stream.read() == b"text"
    one.unlink()
    one.unlink(missing_ok=True)
    with pytest.raises(FileNotFoundError):
        one.read_bytes()
    with pytest.raises(FileNotFoundError):
        one.unlink()
