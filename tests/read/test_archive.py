"""ZIP archives are unpacked where nothing in them is unsafe, and refused in one sentence where anything is."""

import zipfile
from io import BytesIO

import pytest

from analysis.base.problems import explain
from analysis.read import ReadError
from analysis.read.archive import is_archive, write_unpacked

WORDS = b"Dear Ms Parker, children are seen."


def make_zip(**options):
    def make(*files: tuple[str, bytes]) -> bytes:
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", **options) as archive:
            for name, data in files:
                archive.writestr(name, data)
        return stream.getvalue()

    return make


plain, packed = make_zip(), make_zip(compression=zipfile.ZIP_DEFLATED)


@pytest.fixture
def unpack(tmp_path):
    def unpack(data: bytes):
        path, into = tmp_path / "letters.zip", tmp_path / "out"
        path.write_bytes(data)
        into.mkdir(exist_ok=True)
        assert is_archive(path)
        names = write_unpacked(path, into)
        assert sorted(p.relative_to(into).as_posix() for p in into.rglob("*") if p.is_file()) == sorted(names)
        return names

    return unpack


@pytest.mark.parametrize(
    ("names", "unpacked"),
    [
        (["a.txt", "b.txt"], ["a.txt", "b.txt"]),
        (["Leeds/letter.txt", "Bury/letter.txt"], ["Leeds/letter.txt", "Bury/letter.txt"]),
        (["Leeds\\letter.txt"], ["Leeds/letter.txt"]),
        (["a.txt", "__MACOSX/._a.txt", ".DS_Store", "x/.hidden"], ["a.txt"]),
        (["a..b.txt", "c…/d.txt"], ["a..b.txt", "c…/d.txt"]),
    ],
)
def test_the_letters_of_an_archive(unpack, names, unpacked):
    assert unpack(packed(*[(name, WORDS) for name in names])) == unpacked


def test_an_archive_in_which_a_pdf_lies_as_it_is_is_no_pdf(unpack):
    # Read as the PDF, it would give one letter and lose the others in silence.
    data = plain(("one.pdf", b"%PDF-1.7 one"), ("two.pdf", b"%PDF-1.7 two"))
    assert unpack(data) == ["one.pdf", "two.pdf"]


def encrypted() -> bytes:
    data = bytearray(plain(("a.txt", WORDS)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


HOSTILE = {
    "a path above": lambda: plain(("../a.txt", WORDS)),
    "a path above, in the middle": lambda: plain(("x/../../a.txt", WORDS)),
    "a path above, of Windows": lambda: plain(("..\\a.txt", WORDS)),
    "an absolute path": lambda: plain(("/etc/a.txt", WORDS)),
    "an absolute path of Windows": lambda: plain(("C:\\a.txt", WORDS)),
    "a path of a network": lambda: plain(("\\\\host\\share\\a.txt", WORDS)),
    "a name of two lines": lambda: plain(("a\nb.txt", WORDS)),
    "a name of 5,000 letters": lambda: plain(("a" * 5000, WORDS)),
    "a file and a folder of one name": lambda: plain(("a", WORDS), ("a/b.txt", WORDS)),
    "two files of one name": lambda: plain(("a.txt", WORDS), ("a.txt", b"Other words.")),
    "two files of one name, capitals aside": lambda: plain(("A.txt", WORDS), ("a.TXT", b"Other words.")),
    "a bomb": lambda: packed(("a.txt", b"\0" * 60_000_000)),
    "a bomb of many files": lambda: packed(*[(f"{n}.txt", b"\0" * 1_000_000) for n in range(60)]),
    "files without number": lambda: plain(*[(f"{n}.txt", b"") for n in range(6000)]),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_an_unsafe_archive_is_refused_and_nothing_is_written(unpack, tmp_path, what):
    with pytest.raises(ReadError) as refusal:
        unpack(HOSTILE[what]())
    assert refusal.value.reason == "unsafe-archive"
    assert "nothing of it was unpacked" in explain("unsafe-archive", refusal.value.detail)
    assert not any((tmp_path / "out").iterdir())
    assert not (tmp_path.parent / "a.txt").exists()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (encrypted, "password"),
        (lambda: packed(("a.txt", WORDS * 100))[:-30], ""),
        (lambda: plain(("a.txt", WORDS)).replace(WORDS, WORDS.upper()), "CRC"),
    ],
    ids=["with a password", "cut off", "changed"],
)
def test_a_damaged_archive_is_named(unpack, make, says):
    with pytest.raises(ReadError) as refusal:
        unpack(make())
    assert refusal.value.reason == "damaged-archive"
    assert says in refusal.value.detail
