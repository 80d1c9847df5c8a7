"""The letter that a person names, and the earlier visits that it is set beside."""

import functools
from collections.abc import Collection
from typing import Any

import pandas as pd

from analysis.base.resources import read_yaml
from analysis.base.wording import fold_words
from analysis.compare.selection import find_standing, match_visit, select_visits
from analysis.compare.words import read_words
from analysis.find import QuestionError
from analysis.tables import lie_within


@functools.cache
def read_brief_words() -> dict[str, Any]:
    """Return brief.yml."""
    return read_yaml("compare/brief.yml")


def match_letter(tables: dict[str, pd.DataFrame], typed: str, authority: str | None = None) -> str:
    """Return the visit_id of the visit that a person names: that of the document that stands for it.

    It is named by the file in data/raw, by a visit_id, or in words as `match_visit` takes them, of the `authority`, or
    of another whose name goes before ("Leeds Oct 2024"). Raises QuestionError, which lists what there is, where none
    is meant or several, and for a file that was not read, with the reason.
    """
    visits, typed = tables["visits"], str(typed).strip()
    if typed in set(visits["visit_id"]):
        return find_standing(tables, typed)
    found = _match_file(visits["file"], typed)
    if len(found) > 1:
        raise QuestionError(f"{typed!r} fits several files; they are {', '.join(found)}")
    if found:
        return find_standing(tables, visits.loc[visits["file"] == found[0], "visit_id"].iloc[0])
    problems = tables["problems"]
    if unread := _match_file(problems["file"], typed):
        detail = problems.loc[problems["file"] == unread[0], "detail"].iloc[0]
        raise QuestionError(f"{unread[0]} is no letter on file. {detail}")
    return _match_words(tables, typed, authority)


def _match_file(files: pd.Series, typed: str) -> list[str]:
    """Return the files, paths below data/raw, that a path or a name means: the whole path before the name alone."""
    path, names = typed.replace("\\", "/").casefold(), {file: file.casefold() for file in files.unique()}
    whole = [file for file, name in names.items() if path == name or path.endswith(f"/{name}")]
    ends = [name.rpartition("/")[2] for name in names.values()]
    by_name = [file for file, end in zip(names, ends, strict=True) if path and path in (end, end.rpartition(".")[0])]
    return whole or by_name


def _match_words(tables: dict[str, pd.DataFrame], typed: str, authority: str | None) -> str:
    """Return the visit_id of the visit that words mean, as `match_letter` does."""
    on_file, said = tables["visits"], read_brief_words()["match"]
    named, rest = _split_authority(on_file, typed)
    visits = select_visits(tables, authority=named or authority, left_out_frameworks=())
    if named and not rest:
        undated = on_file[(on_file["authority"] == named) & on_file["start_date"].isna()]
        ids, labels = [*visits["visit_id"], *undated["visit_id"]], [*visits["label"], *undated["file"]]
        if len(ids) == 1:
            return ids[0]
        raise QuestionError(said["which"].format(authority=named, labels="; ".join(labels)))
    try:
        return match_visit(visits, rest)
    except QuestionError as error:
        raise QuestionError(said["none"].format(authority=named or authority, error=error)) from error


def _split_authority(visits: pd.DataFrame, typed: str) -> tuple[str | None, str]:
    """Return the authority on file whose name words begin with, if any, and the words after it; else all of them."""
    words = fold_words(typed)
    names = {name: fold_words(name) for name in visits["authority"].dropna().unique()}
    named = max((name for name, plain in names.items() if f"{words} ".startswith(f"{plain} ")), key=len, default=None)
    return (named, words.removeprefix(names[named]).strip()) if named else (None, typed)


def set_beside(tables: dict[str, pd.DataFrame], visit_id: str, also: Collection[str] = ()) -> pd.DataFrame:
    """Return the earlier visits that a letter is set beside, by date, and the letter last: rows as `select_visits` has.

    Letters of a framework that comparisons leave out (words.yml) are set beside their like alone, others beside all
    that are not left out; the frameworks `also` beside either. A letter without a date, or of nobody known, stands
    alone.
    """
    own = list_own(tables, visit_id)
    letter = own[own["visit_id"] == visit_id]
    framework, out = letter["framework"].iloc[0], set(read_words()["left_out_frameworks"])
    like = own["framework"] == framework if framework in out else ~own["framework"].isin(out)
    earlier = own["start_date"] < letter["start_date"].iloc[0]
    return pd.concat([own[earlier & (like | own["framework"].isin(list(also)))], letter], ignore_index=True)


def keep_authority(tables: dict[str, pd.DataFrame], visit_id: str) -> dict[str, pd.DataFrame]:
    """Return the tables with the rows of one letter's authority alone: few of many are quick to work with.

    Raises QuestionError for a letter that is not on file.
    """
    visits = tables["visits"]
    own = list_own(tables, visit_id)
    same = visits["same_visit"].isin(own["visit_id"]) | visits["visit_id"].isin(own["visit_id"])
    ids = set(visits.loc[same, "visit_id"])
    kept = {name: table[table["visit_id"].isin(ids)] for name, table in tables.items() if "visit_id" in table}
    of_sentence = {name: tables[name] for name in ("codes", "labels")}
    kept |= {name: table[lie_within(table["sentence_id"], ids)] for name, table in of_sentence.items()}
    ledger = tables["ledger"]
    return tables | kept | {"ledger": ledger[ledger["later_visit_id"].isin(ids)]}


def list_own(tables: dict[str, pd.DataFrame], visit_id: str) -> pd.DataFrame:
    """Return every visit on file to the authority of a letter, by date: rows as `select_visits` gives them.

    Without a date or an authority the letter is the only row. Raises QuestionError for one that is not on file.
    """
    letter = tables["visits"][tables["visits"]["visit_id"] == visit_id]
    if not len(letter):
        raise QuestionError(read_brief_words()["match"]["unknown"].format(visit_id=visit_id))
    own = select_visits(tables, authority=letter["authority"].iloc[0], left_out_frameworks=())
    if visit_id in set(own["visit_id"]):
        return own
    return letter.assign(n_documents=1, label=letter["visit_type"]).reset_index(drop=True)
