"""What is worked out of frames is kept as long as they are, and no longer."""

import gc

import pandas as pd

from analysis.tables import cache_beside


def test_it_is_worked_out_once_for_the_same_frames_and_goes_with_them():
    made = []

    @cache_beside
    def count(one: pd.DataFrame, other: pd.DataFrame) -> list[int]:
        made.append(len(one) + len(other))
        return made[-1:]

    one, other = pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [3]})
    assert count(one, other) is count(one, other)
    assert count(one, one.copy()) == [4]
    assert made == [3, 4]
    kept = next(cell.cell_contents for cell in count.__closure__ if isinstance(cell.cell_contents, dict))
    assert list(kept.values()) == [[3]], "the copy is gone, and what was made of it"
    del other
    gc.collect()
    assert not kept
