"""How often Python looks for circular garbage, of which a build leaves hardly any."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000, 20, 100  # new objects before Python looks for garbage among them, among older and the oldest ones


@contextmanager
def seldom_garbage() -> Iterator[None]:
    """Look for circular garbage seldom: a build makes millions of small things and hardly any of that."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def leave_garbage() -> None:
    """Let this process end without a last look for circular garbage: all its memory goes back with it."""
    atexit.register(gc.freeze)
