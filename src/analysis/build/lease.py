"""One build of an address at a time: a lock keeps those of one machine apart, and notes in the store those of others.

Each build puts a note beside the tables, and only then looks for those of others: of two that begin at once, one at
least meets the other and gives way. The store need only list what was written. While a build lasts, it writes its note
again and again; one that is old beside a new one, by the clock of the store, is of a build that was cut off.
"""

import json
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from filelock import FileLock

from analysis.base.folder import FolderError
from analysis.build.inputs import hash_facts

SECONDS_A_LEASE = 600  # after which a note that was not written again counts for nothing
SECONDS_TO_RENEW = 60


class Lease(NamedTuple):
    """A note of a build at an address, and what stands in it."""

    note: Any
    content: bytes

    def is_held(self) -> bool:
        """Tell whether the note is there and still of this build."""
        try:
            return self.note.read_bytes() == self.content
        except FileNotFoundError:
            return False

    def check(self) -> None:
        """Raise FolderError where another build has taken over, as it may when this machine was away for long."""
        if not self.is_held():
            raise FolderError(
                f"{self.note.parent}: while this build lasted another one began there, for this one had not been heard "
                "of; the tables are as the other one leaves them. Build again when it has ended"
            )

    def renew(self, ended: threading.Event) -> None:
        """Write the note again and again until the build has ended, or its lease is lost."""
        while not ended.wait(SECONDS_TO_RENEW):
            with suppress(OSError):  # a store that is away for a moment
                if not self.is_held():
                    return
                self.note.write_bytes(self.content)


@contextmanager
def hold_lease(address: Any) -> Iterator[Lease]:
    """Keep other builds from an Address: those of this machine wait, those of others give way.

    Raises FolderError where another machine builds there.
    """
    lock = Path(tempfile.gettempdir(), f"visits-{hash_facts(address.url)[:16]}.lock")
    with FileLock(lock):
        lease = _write_lease(address, lock)
        ended = threading.Event()
        renewing = threading.Thread(target=lease.renew, args=[ended], daemon=True)
        renewing.start()
        try:
            _give_way_to_others(lease)
            yield lease
        finally:
            ended.set()
            renewing.join()
            with suppress(OSError):  # the store is away; what went wrong was said
                if lease.is_held():
                    lease.note.unlink()


def _write_lease(address: Any, lock: Path) -> Lease:
    """Write the note of a build. Whoever holds the lock of its machine takes over the note that one left there."""
    machine = socket.gethostname()
    facts = {"machine": machine, "began": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", "build": uuid4().hex}
    note = address / f".build-{hash_facts([machine, str(lock)])[:16]}.json"
    lease = Lease(note, json.dumps(facts).encode())
    note.write_bytes(lease.content)
    return lease


def _give_way_to_others(lease: Lease) -> None:
    """Raise FolderError where there is a note of another machine; old ones are taken out, which ends their leases."""
    now = lease.note.stat().st_mtime_ns
    for note in lease.note.parent.glob(".build-*.json"):
        if note == lease.note:
            continue
        with suppress(FileNotFoundError):  # it ended at this moment
            if now - note.stat().st_mtime_ns < SECONDS_A_LEASE * 1e9:
                raise FolderError(_describe(note))
            note.unlink()


def _describe(note: Any) -> str:
    try:
        facts = json.loads(note.read_bytes())
        who = f"machine {facts['machine']!r} builds there since {facts['began']!r}"
    except (ValueError, TypeError, KeyError):  # it is none of ours
        who = "another machine builds there"
    return (
        f"{note.parent}: {who}; build again when it has ended. If it was cut off, its note {note.name} counts for "
        f"nothing after {SECONDS_A_LEASE // 60} minutes; one that stays in the way for longer is to be removed"
    )
