"""The codebook as people read it: what each theme includes, and how often the letters on file speak of it."""

import functools
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.base.folder import find_codebook
from analysis.base.resources import read_yaml
from analysis.coding import Theme, name_cue, read_codebook
from analysis.compare.exhibit import Summary
from analysis.compare.words import count_things, join_words
from analysis.find import select_asked
from analysis.tables import frame_rows, list_rows

COLUMNS = ["theme", "theme_label", "definition", "counts", "includes", "on_file", "excludes", "example",
           "counter_example", "note"]  # fmt: skip


@functools.cache
def read_codebook_words() -> dict[str, Any]:
    """Return codebook.yml of the comparisons, which says how themes are described."""
    return read_yaml("compare/codebook.yml")


def summarise_codebook(tables: dict[str, pd.DataFrame]) -> Summary:
    """Return what the themes are and how often they come up; data as `list_themes_defined` gives them."""
    themes = list_themes_defined(tables)
    return Summary(themes, describe_codebook(tables, themes))


def list_themes_defined(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per theme of the codebook (the analyst's own, else the package's), in its order.

    Columns: theme, theme_label, definition; in words, each missing where there is nothing to say: counts (how many
    sentences speak of it, in how many documents), includes (some of the phrases that show it), on_file (the words that
    show it most often), excludes (some phrases that do not), example, counter_example, note; and n_sentences and
    n_documents, of the documents that `find` is put to. Raises CodebookError where the codebook cannot be used.
    """
    codes, n_all = _list_codes(tables), len(select_asked(tables))
    by_theme = dict(list(codes.groupby("theme")))
    rows = []
    for theme in read_codebook(find_codebook()).themes.values():
        own = by_theme.get(theme.id, codes.head(0))
        n_sentences, n_documents = own["sentence_id"].nunique(), own["visit_id"].nunique()
        counts = _phrase_counts(n_sentences, n_documents, n_all)
        said = (_name_includes(theme), _name_printed(own), _name_phrases(theme.exclusions), theme.examples[0])
        facts = (counts, *said, next(iter(theme.counter_examples), None), _name_note(theme))
        rows.append((theme.id, theme.label, theme.definition, *facts, n_sentences, n_documents))
    return frame_rows(rows, **dict.fromkeys(COLUMNS, "str"), n_sentences="int64", n_documents="int64")


def _list_codes(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the codes of the sentences of all documents asked: sentence_id, theme, cue, visit_id."""
    visit_ids = dict(list_rows(tables["sentences"], "sentence_id", "visit_id"))
    codes = tables["codes"][["sentence_id", "theme", "cue"]]
    codes = codes.assign(visit_id=codes["sentence_id"].map(visit_ids))
    return codes[codes["visit_id"].isin(select_asked(tables)["visit_id"])]


def _phrase_counts(n_sentences: int, n_documents: int, n_all: int) -> str:
    words = read_codebook_words()
    if not n_sentences:
        return words["nowhere"]
    sentences = count_things(n_sentences, "sentence")
    return words["counts"].format(sentences=sentences, documents=n_documents, all=n_all)


def _name_includes(theme: Theme) -> str:
    """Return some of the phrases that show a theme, under the names of its subthemes where it has any."""
    words = read_codebook_words()
    own = [_name_phrases([*theme.cues, *theme.always])] if theme.cues or theme.always else []
    subthemes = [
        words["subtheme"].format(label=subtheme.label, phrases=_name_phrases(subtheme.cues))
        for subtheme in theme.subthemes.values()
    ]
    return "; ".join([*subthemes, *own])


def _name_phrases(phrases: Iterable[str]) -> str | None:
    """Return some phrases of the codebook in words, spread over the list: plain ones, else the shortest."""
    words, phrases = read_codebook_words(), list(phrases)
    if not phrases:
        return None
    plain = [phrase for phrase in phrases if not set(phrase) & set("*/.")]
    pool = plain if len(plain) > 1 else sorted(phrases, key=len)[: words["n_phrases"]]
    step = max(1, len(pool) // words["n_phrases"])
    shown = pool[::step][: words["n_phrases"]]
    named = ", ".join(spell_phrase(phrase) for phrase in shown)
    more = len(phrases) - len(shown)
    return words["phrases"].format(phrases=named, more=more) if more else named


def spell_phrase(phrase: str) -> str:
    """Return a phrase of the codebook as people write it.

    >>> spell_phrase("agency staff/worker"), spell_phrase("escalat* ... to ... manager*")
    ('agency staff or worker', 'escalat… … to … manager…')
    """
    return phrase.replace("...", "…").replace("*", "…").replace("/", " or ")


def _name_printed(codes: pd.DataFrame) -> str | None:
    """Return the words of the letters that show a theme most often, with how many sentences they do so in."""
    pairs = codes[["sentence_id", "cue"]].dropna().drop_duplicates()
    printed = Counter(" ".join(cue.split()).lower() for cue in pairs["cue"] if name_cue(cue) == cue)
    most = sorted(printed.items(), key=lambda pair: (-pair[1], pair[0]))[: read_codebook_words()["n_words"]]
    return ", ".join(f"{cue} ({n})" for cue, n in most) or None


def _name_note(theme: Theme) -> str | None:
    words = read_codebook_words()
    if not theme.rest:
        return None
    return words["rest_but"].format(phrases=_name_phrases(theme.always)) if theme.always else words["rest"]


def describe_codebook(tables: dict[str, pd.DataFrame], themes: pd.DataFrame, n: int = 3) -> str:
    """Return sentences that count the themes, and name those most often spoken of and those never.

    `themes` as `list_themes_defined` gives them.
    """
    words, letters = read_codebook_words(), select_asked(tables)
    if not len(letters):
        return words["none"]
    sentences = tables["sentences"]
    facts = {
        "which": words["own" if find_codebook() else "package"],
        "themes": count_things(len(themes), "theme"),
        "sentences": int(sentences["visit_id"].isin(letters["visit_id"]).sum()),
        "documents": count_things(len(letters), "document"),
        "coded": _list_codes(tables)["sentence_id"].nunique(),
    }
    most = themes[themes["n_sentences"] > 0].sort_values("n_sentences", ascending=False, kind="stable").head(n)
    named = join_words(f"{row.theme_label.lower()} ({row.n_sentences})" for row in most.itertuples())
    never = list(themes.loc[themes["n_sentences"] == 0, "theme_label"].str.lower())
    said = [words["about"].format(**facts), words["most"].format(themes=named) if named else ""]
    said.append(words["never"].format(themes=join_words(never)) if never else "")
    return " ".join(filter(None, said))
