"""Finding passages: what is computed for all sentences at once is what a plain loop over them gives."""

import numpy as np
import pytest

from analysis.history.passages import find_nearest_words


@pytest.mark.parametrize("lengths", [[1], [3, 1, 2], [2, 2, 2], [1, 40, 1, 7]])
def test_the_nearest_word_of_each_sentence_is_what_a_plain_loop_finds(lengths):
    random = np.random.default_rng(sum(lengths))
    nearness = random.random((5, 9))
    words, ends = random.integers(0, 9, sum(lengths)), np.cumsum(lengths)
    plain = [nearness[:, words[end - n : end]].max(axis=1) for n, end in zip(lengths, ends, strict=True)]
    found = find_nearest_words(nearness, words, ends - lengths)
    assert np.array_equal(found, np.stack(plain, axis=1))
