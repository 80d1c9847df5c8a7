"""What stands beside each sentence in other tables: its letter, its paragraph, its themes; by position, not by id.

Of each pair of tables the positions are worked out once, and kept as long as the two (`cache_beside`).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.tables import cache_beside, pick_batches

OF_LETTER = ["authority", "start_date", "date_precision", "visit_type", "source_type", "file"]
OF_PARAGRAPH = ["page", "number", "section", "kind"]
OF_SENTENCE = ["visit_id", "paragraph_id", "sentence_id", "text", "stance", "direction", "speaker"]


class SentenceTables(NamedTuple):
    """Rows of the tables `sentences`, `paragraphs` and `codes`, of the same visits: what a question needs of them."""

    sentences: pd.DataFrame
    paragraphs: pd.DataFrame
    codes: pd.DataFrame


class CodeRows(NamedTuple):
    """The rows of `codes` that belong to sentences, in the order of these: arrays over them, and the themes.

    `row` is the sentence's position, `theme` the index in `themes`, which are ids.
    """

    row: np.ndarray
    theme: np.ndarray
    themes: list[str]


def pick_sentences(tables: dict[str, pd.DataFrame], visit_ids: pd.Series) -> SentenceTables:
    """Return the rows at hand of some visits (`pick_batches`): `visit_ids` is a column of their ids."""
    ids = visit_ids.tolist()
    return SentenceTables(
        pick_batches(tables, "sentences", ids, [*OF_SENTENCE, "order"]),
        pick_batches(tables, "paragraphs", ids, ["paragraph_id", *OF_PARAGRAPH]),
        pick_batches(tables, "codes", ids, ["sentence_id", "theme"]),
    )


def join_facts(own: SentenceTables, visits: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    """Return the sentences in some rows, one row each, with the facts of their letter and paragraph, and their themes.

    `visits` is the table of that name, `rows` are positions in `own.sentences`; the result has the columns of `find`,
    but for marks.
    """
    parts = (
        own.sentences[OF_SENTENCE].take(rows),
        visits[OF_LETTER].take(find_visits(own.sentences, visits)[rows]),
        own.paragraphs[OF_PARAGRAPH].take(find_paragraphs(own.sentences, own.paragraphs)[rows]),
    )
    joined = pd.concat([part.reset_index(drop=True) for part in parts], axis=1)
    return joined.assign(themes=join_themes(own.sentences, own.codes).take(rows))


def find_turns(own: SentenceTables, visits: pd.DataFrame, letters: pd.DataFrame) -> np.ndarray:
    """Return, over the sentences, the position of their letter in `letters`, rows of `visits`; -1 of the others."""
    turns = index_in(visits["visit_id"], letters["visit_id"])
    return np.append(turns, -1)[find_visits(own.sentences, visits)]


@cache_beside
def find_visits(sentences: pd.DataFrame, visits: pd.DataFrame) -> np.ndarray:
    """Return, over the rows of the table `sentences`, the position of their letter in `visits`, else -1.

    `visits` is the table of that name.
    """
    return index_in(sentences["visit_id"], visits["visit_id"])


@cache_beside
def find_paragraphs(sentences: pd.DataFrame, paragraphs: pd.DataFrame) -> np.ndarray:
    """Return, over the rows of the table `sentences`, the position of their paragraph in `paragraphs`, else -1.

    `paragraphs` are rows of the table of that name.
    """
    return index_in(sentences["paragraph_id"], paragraphs["paragraph_id"])


@cache_beside
def find_codes(sentences: pd.DataFrame, codes: pd.DataFrame) -> CodeRows:
    """Return the codes that belong to sentences: `sentences` and `codes` are rows of the tables of these names."""
    rows, themes = index_in(codes["sentence_id"], sentences["sentence_id"]), pd.factorize(codes["theme"])
    order = np.argsort(rows, kind="stable")[(rows < 0).sum() :]
    return CodeRows(rows[order], themes[0][order], list(themes[1]))


@cache_beside
def join_themes(sentences: pd.DataFrame, codes: pd.DataFrame) -> pd.api.extensions.ExtensionArray:
    """Return, over the rows of the table `sentences`, the ids of their themes joined by ;, missing where there is none.

    `codes` are rows of the table of that name.
    """
    rows, theme, themes = find_codes(sentences, codes)
    is_first = ~pd.Series(rows.astype(np.int64) * len(themes) + theme).duplicated().to_numpy()
    rows, theme = rows[is_first], theme[is_first]
    ends = np.searchsorted(rows, np.arange(len(sentences) + 1))
    return join_texts(pa.array(themes, pa.large_string()).take(theme), ends)


def join_texts(texts: pa.Array, ends: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """Return texts joined by ;, those from each of the `ends` to the next in one row, missing where there are none."""
    lists = pa.LargeListArray.from_arrays(pa.array(ends, pa.int64()), texts)
    joined = pc.binary_join(lists, pa.scalar(";", texts.type))
    return pd.array(pc.if_else(pc.equal(joined, ""), None, joined), dtype="str")


def index_in(column: pd.Series, values: pd.Series) -> np.ndarray:
    """Return, over the rows of a column of text, where each first stands among the values, else -1.

    What `Index.get_indexer` gives, some five times as fast.
    """
    found = pc.index_in(pa.array(column), value_set=pa.array(values))
    return pc.fill_null(found, -1).to_numpy(zero_copy_only=False)
