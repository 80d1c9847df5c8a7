"""Letters and tables at an address (`s3://...`, any that fsspec knows): what the build asks of a folder, in a store.

A store need not be able to rename. So the tables of a build lie in a folder of their own at the address, under a name
that hangs on their bytes, and `manifest.json`, which names that folder, is written last: whoever begins with it meets
the tables of one build, whole.
"""

import errno
import hashlib
import json
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

from analysis.base.folder import WORKSHOP, DataFolder, FolderError
from analysis.build.inputs import STATE, hash_file
from analysis.build.lease import hold_lease
from analysis.build.record import RECORD
from analysis.tables import read_schemas

MANIFEST = "manifest.json"
FOLDER = re.compile(r"[0-9a-f]{16}")  # the name of a folder of tables


class Facts(NamedTuple):
    """Of a file in a store: what `stat` says of one on disk."""

    st_size: int
    st_mtime_ns: int
    st_mode: int = stat.S_IFREG  # a store has no pipes and no devices


@dataclass(frozen=True)
class Address:
    """A file or folder in a store, with what the build asks of a Path. Raises OSError, whatever the store raises."""

    url: str
    is_listed: bool = field(default=False, compare=False)  # among the files of a folder: no need to ask what it is

    @cached_property
    def _store(self) -> tuple[Any, str]:
        """The file system of fsspec, and the path in it."""
        from fsspec.core import url_to_fs

        return url_to_fs(self.url)

    def __reduce__(self) -> tuple:
        """Travel to other processes without the open store."""
        return Address, (self.url,)

    def __str__(self) -> str:
        return self.url

    def __truediv__(self, name: str) -> "Address":
        return Address(f"{self.url.rstrip('/')}/{name}")

    @property
    def name(self) -> str:
        """The last part."""
        return self.url.rstrip("/").rpartition("/")[2]

    @property
    def parent(self) -> "Address":
        """The folder that it lies in."""
        return Address(self.url.rstrip("/").rpartition("/")[0])

    def relative_to(self, folder: "Address") -> PurePosixPath:
        """Return the path of this file below a folder that was asked for it."""
        return PurePosixPath(self.url.removeprefix(f"{folder.url.rstrip('/')}/"))

    def rglob(self, _: str = "*") -> Iterator["Address"]:
        """Yield all files below this folder, at whatever depth."""
        with _as_os_error(self.url):
            fs, path = self._store
            found = fs.find(path)
        for name in found:
            yield replace(self / PurePosixPath(name).relative_to(path).as_posix(), is_listed=True)

    def glob(self, pattern: str) -> Iterator["Address"]:
        """Yield the files of this folder whose names are as the pattern says."""
        with _as_os_error(self.url):
            fs, path = self._store
            fs.invalidate_cache()  # other machines write there too
            found = fs.glob(f"{path.rstrip('/')}/{pattern}")
        yield from (self / PurePosixPath(name).name for name in found)

    def exists(self) -> bool:
        """Tell whether a file or folder is there."""
        with _as_os_error(self.url):
            fs, path = self._store
            return fs.exists(path)

    def is_file(self) -> bool:
        """Tell whether it is a file."""
        with _as_os_error(self.url):
            fs, path = self._store
            return fs.isfile(path)

    def is_dir(self) -> bool:
        """Tell whether it is a folder."""
        if self.is_listed:
            return False
        with _as_os_error(self.url):
            fs, path = self._store
            return fs.isdir(path)

    def stat(self) -> Facts:
        """Return size and time of change: now, where a store tells none, so that the file counts as changed."""
        with _as_os_error(self.url):
            fs, path = self._store
            size = fs.info(path)["size"]
            try:
                return Facts(size, int(fs.modified(path).timestamp() * 1e9))
            except NotImplementedError:
                return Facts(size, time.time_ns())

    def open(self, mode: str = "rb") -> IO[bytes]:
        """Open the file for reading bytes."""
        with _as_os_error(self.url):
            fs, path = self._store
            return fs.open(path, mode)

    def read_bytes(self) -> bytes:
        """Return the bytes of the file."""
        with _as_os_error(self.url):
            fs, path = self._store
            return fs.cat_file(path)

    def read_text(self, encoding: str = "utf-8") -> str:
        """Return the text of the file."""
        return self.read_bytes().decode(encoding)

    def write_bytes(self, content: bytes) -> None:
        """Write the file, in one request where the store has such."""
        with _as_os_error(self.url):
            fs, path = self._store
            fs.makedirs(fs._parent(path), exist_ok=True)
            fs.pipe_file(path, content)

    def unlink(self, *, missing_ok: bool = False) -> None:
        """Take the file out."""
        with _as_os_error(self.url):
            fs, path = self._store
            if not missing_ok or fs.exists(path):
                fs.rm_file(path)

    def copy_from(self, path: Path) -> None:
        """Write the bytes of a file on disk, however large."""
        with _as_os_error(self.url):
            fs, there = self._store
            fs.makedirs(fs._parent(there), exist_ok=True)
            fs.put_file(str(path), there)

    def copy_to(self, path: Path) -> None:
        """Write the bytes of this file to disk, however large."""
        with _as_os_error(self.url):
            fs, there = self._store
            fs.get_file(there, str(path))

    def remove_folder(self) -> None:
        """Take a folder out with all that is in it; none there is as well."""
        with _as_os_error(self.url):
            fs, path = self._store
            fs.invalidate_cache()  # other machines write there too
            if fs.exists(path):
                fs.rm(path, recursive=True)


@contextmanager
def _as_os_error(url: str) -> Iterator[None]:
    """Give what stores raise the form that the files of a disk have: some raise errors of their own libraries."""
    try:
        yield
    except OSError as error:
        if error.errno:
            raise
        kinds = {FileNotFoundError: errno.ENOENT, PermissionError: errno.EACCES}
        number = next((number for kind, number in kinds.items() if isinstance(error, kind)), errno.EIO)
        raise OSError(number, f"{type(error).__name__}: {error}", url) from error
    except Exception as error:  # hides nothing: it is named in what is raised
        raise OSError(errno.EIO, f"{type(error).__name__}: {error}", url) from error


def is_address(place: object) -> bool:
    """Tell whether a text is an fsspec address and no path.

    >>> is_address("s3://council/letters"), is_address("data/raw")
    (True, False)
    """
    return isinstance(place, str) and "://" in place


def open_address(url: str) -> Address:
    """Return a folder at an address that answers; raises FolderError where none does, or its package is missing."""
    try:
        import fsspec
    except ModuleNotFoundError as error:
        raise FolderError(f"{url}: an address needs the package fsspec; run pip install '.[cluster]'") from error
    address = Address(url)
    try:
        address.exists()
    except OSError as error:
        known = ", ".join(sorted(fsspec.registry))
        raise FolderError(
            f"{url}: nothing answers there ({error.strerror}); see that the address is right, that its package is "
            f"installed and that this machine may read it (known here: {known})"
        ) from error
    return address


@contextmanager
def open_tables(folder: DataFolder) -> Iterator[DataFolder]:
    """Give the folder with its tables on this machine's disk; those of an address are put back there in the end.

    Raises FolderError where they would lie among the letters, where the address cannot be read or written, or where
    another machine builds there.
    """
    address = folder.processed
    if not isinstance(address, Address):
        yield folder
        return
    if f"{address}/".startswith(f"{folder.raw}/"):
        raise FolderError(f"{address} lies among the letters in {folder.raw}; name another address for the tables")
    with tempfile.TemporaryDirectory(prefix="visits-tables-") as here:
        try:
            with hold_lease(address) as lease:
                fetch_tables(address, Path(here))
                yield DataFolder(folder.raw, Path(here), store=address)
                lease.check()
                publish_tables(Path(here), address)
        except OSError as error:
            if error.filename is None or not str(error.filename).startswith(address.url):
                raise
            raise FolderError(f"{error.filename}: it cannot be read or written there ({error.strerror})") from error


def locate_tables(address: Address) -> Address | None:
    """Return the folder that holds the tables of the last build at an address; None where there are none."""
    manifest = _read_manifest(address)
    return address / manifest["tables"] if manifest else None


def fetch_tables(address: Address, folder: Path) -> None:
    """Copy the tables of the last build at an address into an empty folder.

    Where one is gone or cut off, they come without what they were made of, and the next build makes all anew.
    """
    manifest = _read_manifest(address)
    if not manifest:
        return
    with suppress(FileNotFoundError):
        for name in manifest["sizes"]:
            (address / manifest["tables"] / name).copy_to(folder / name)
    if {path.name: path.stat().st_size for path in folder.iterdir()} != manifest["sizes"]:
        (folder / STATE).unlink(missing_ok=True)


def publish_tables(folder: Path, address: Address) -> None:
    """Put the tables in a folder at an address; the manifest comes last.

    Those of the build before stay, for whoever is reading them; older ones go, and the letters that waited.
    """
    paths = [*sorted(folder.glob("*.parquet")), folder / STATE]
    name = hashlib.sha256("".join(map(hash_file, paths)).encode()).hexdigest()[:16]
    paths.append(folder / RECORD)  # its times differ from build to build of the same tables
    sizes = {path.name: path.stat().st_size for path in paths}
    for path in paths:
        there = address / name / path.name
        if path.name == RECORD or not there.exists() or there.stat().st_size != sizes[path.name]:  # else it is there
            there.copy_from(path)
    before = _read_manifest(address)
    if not before or before["tables"] != name:
        manifest = {"tables": name, "before": before and before["tables"], "sizes": sizes}
        (address / MANIFEST).write_bytes(json.dumps(manifest, indent=1).encode())
        if before and before["before"] not in (None, name):
            (address / before["before"]).remove_folder()
    (address / WORKSHOP).remove_folder()


def _read_manifest(address: Address) -> dict[str, Any] | None:
    """Return what the manifest says; None where there is none, or what stands there is none of ours.

    Its names become paths, so that they must be those that a build gives.
    """
    try:
        manifest = json.loads((address / MANIFEST).read_bytes())
        folders = [name for name in (manifest["tables"], manifest["before"]) if name is not None]
        known = {STATE, RECORD, *(f"{name}.parquet" for name in read_schemas())}
        is_ours = all(map(FOLDER.fullmatch, folders)) and manifest["sizes"].keys() == known
    except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return manifest if is_ours and manifest["tables"] else None
