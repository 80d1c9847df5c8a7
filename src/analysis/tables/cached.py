"""What is worked out of data frames once, and kept as long as they are."""

import functools
import weakref
from collections.abc import Callable
from typing import Any

import pandas as pd


def cache_beside(make: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of data frames that keeps what it makes of them until one of them is gone.

    Frames are the same only as themselves: telling whether two have the same rows would take too long. So nothing may
    change them in place, and what is made of them must not hold them.
    """
    made: dict[tuple[int, ...], Any] = {}

    @functools.wraps(make)
    def make_once(*frames: pd.DataFrame) -> Any:
        key = tuple(map(id, frames))
        if key not in made:
            made[key] = make(*frames)
            for frame in frames:
                weakref.finalize(frame, made.pop, key, None)
        return made[key]

    return make_once
