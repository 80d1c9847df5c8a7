"""ZIP archives: their files, taken out only where nothing in the archive is unsafe."""

import unicodedata
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath, PureWindowsPath

from analysis.read.document import ReadError
from analysis.read.sniff import LARGEST_FILE, read_bytes, sniff_format

MOST_FILES = 5000
LARGEST_UNPACKED = 1_000_000_000  # bytes; the 299 reports of a folder have 100 MB
LARGEST_RATIO = 100  # of what is unpacked to the archive; letters, which are packed already, give 2, plain text 5
SMALL = 10_000_000  # bytes; what unpacks to less harms nobody
LONGEST_NAME = 200  # bytes
PASSWORD = 0x1  # the flag of a file that asks for one
NO_FILES = ("__MACOSX",)  # folders in which a Mac keeps what it knows about files
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)


def is_archive(path: Path) -> bool:
    """Tell whether the file at `path` is an archive, and no document that is packed as one."""
    try:
        sniff_format(read_bytes(path))
    except ReadError as error:
        return error.reason in ("archive", "damaged-archive")
    return False


def write_unpacked(path: Path, into: Path) -> list[str]:
    """Write the files of the archive at `path` into a folder and return their paths below it; hidden ones stay out.

    Raises ReadError, before anything is written, for an archive of unsafe names, of more or larger files than letters
    are, that unpacks to far more than it is, or that asks for a password; and for a damaged one.
    """
    with _open(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        check_members(members, path.stat().st_size)
        names = {"/".join(_split(member.filename)): member for member in members}
        letters = [name for name in names if not _is_hidden(name)]
        for name in letters:
            content = _unpack_member(archive, names[name])
            target = into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return letters


def _open(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except DAMAGE as error:
        raise ReadError("damaged-archive", f"{error}.") from error


def _unpack_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(member)
    except (*DAMAGE, OSError) as error:  # a damaged archive may point to before its beginning
        raise ReadError("damaged-archive", f"{member.filename!r} in it: {error}.") from error


def check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    """Raise ReadError where an archive of `size` bytes must not be unpacked."""
    paths = {"/".join(_split(member.filename)) for member in members}
    unpacked = sum(member.file_size for member in members)
    if unsafe := next((member.filename for member in members if not _is_safe(member.filename)), None):
        raise ReadError("unsafe-archive", f"A file in it is called {unsafe[:LONGEST_NAME]!r}.")
    if both := next(
        (path for path in paths if any(str(above) in paths for above in PurePosixPath(path).parents)), None
    ):
        raise ReadError("unsafe-archive", f"A file in it stands for a folder too, that of {both!r}.")
    if twice := _find_twice([member.filename for member in members]):
        raise ReadError("unsafe-archive", f"Two files in it are both called {twice!r}, capitals or not.")
    if len(members) > MOST_FILES:
        raise ReadError("unsafe-archive", f"It holds {len(members):,} files; the limit is {MOST_FILES:,}.")
    if unpacked > max(SMALL, min(LARGEST_UNPACKED, LARGEST_RATIO * size)):
        raise ReadError("unsafe-archive", f"Its {size / 1e6:,.1f} MB unpack to {unpacked / 1e6:,.0f} MB.")
    if large := next((member for member in members if member.file_size > LARGEST_FILE), None):
        raise ReadError("unsafe-archive", f"{large.filename!r} in it has {large.file_size / 1e6:,.0f} MB.")
    if any(member.flag_bits & PASSWORD for member in members):
        raise ReadError("damaged-archive", "It asks for a password.")


def _find_twice(names: list[str]) -> str | None:
    """Return a name that some systems give to two files, of which they would then keep one."""
    plain = [unicodedata.normalize("NFC", "/".join(_split(name))).casefold() for name in names]
    return next((name for name, n in Counter(plain).items() if n > 1), None)


def _split(name: str) -> list[str]:
    """Return the parts of a path in an archive; some programs of Windows write backslashes."""
    return [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]


def _is_safe(name: str) -> bool:
    """Tell whether a path in an archive stays below the folder that it is unpacked into."""
    absolute = PurePosixPath(name.replace("\\", "/")).is_absolute() or PureWindowsPath(name).drive
    parts = _split(name)
    short = all(len(part.encode(errors="replace")) <= LONGEST_NAME for part in parts)
    written = all(ord(sign) >= 32 and not 0xD800 <= ord(sign) < 0xE000 for sign in name)
    return bool(parts) and not absolute and ".." not in parts and short and written


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part in NO_FILES for part in name.split("/"))
