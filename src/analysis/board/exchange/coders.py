"""Who coded what: the machine and each person, as coders with the codes that each gave each sentence."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from analysis.board.exchange.marks import clean_name, is_known, make_guid, number_taken_names, read_exchange_words
from analysis.review import list_reviews
from analysis.tables import list_rows

NO_THEME = "-"
CHECKED = ("checked", "checked")


@dataclass(frozen=True)
class Coder:
    """A coder: an id, a name, and the codes given, tuples of ids as `Code` has them, by sentence_id."""

    id: str
    name: str
    codings: dict[str, list[tuple[str, ...]]]

    @property
    def guid(self) -> str:
        """The coder's identifier, the same in every file."""
        return make_guid("coder", self.id)


def list_coders(tables: dict[str, pd.DataFrame], sentence_ids: Collection[str]) -> list[Coder]:
    """Return the machine, and each person who coded one of the sentences: in a review, or for reference.

    Coding for reference is never applied, and the coder's name says so.
    """
    words, names = read_exchange_words(), {"machine": read_exchange_words()["machine"]}
    codings = {"machine": code_by_machine(tables, sentence_ids)}
    reference = tables["labels"][tables["labels"]["sample"] == "reference"]
    reference = reference.assign(reviewer=reference["reviewer"].fillna("no name"))
    kinds = {"review": ("{reviewer}", list_reviews(tables)), "reference": (words["reference"], reference)}
    for kind, (pattern, labels) in kinds.items():
        for reviewer, own in _keep(labels, sentence_ids).groupby("reviewer"):
            coder_id = f"{kind}:{reviewer}"
            codings[coder_id] = code_by_person(own, is_review=kind == "review")
            names[coder_id] = clean_name(pattern.format(reviewer=reviewer))
    names = number_taken_names(names)
    return [Coder(coder_id, names[coder_id], given) for coder_id, given in codings.items()]


def _keep(table: pd.DataFrame, sentence_ids: Collection[str]) -> pd.DataFrame:
    return table[table["sentence_id"].isin(sentence_ids)]


def code_by_machine(tables: dict[str, pd.DataFrame], sentence_ids: Collection[str]) -> dict[str, list[tuple[str, ...]]]:
    """Return the codes that the machine gives each of these sentences, by sentence_id, before any review.

    A subtheme stands beside its theme, so that the machine and people, who decide about themes, can be compared.
    """
    codings: dict[str, list[tuple[str, ...]]] = {}
    sentences, codes = (_keep(tables[name], sentence_ids) for name in ("machine_sentences", "machine_codes"))
    for sentence_id, *values in list_rows(sentences, "sentence_id", "stance", "direction", "speaker"):
        codings[sentence_id] = _name_values(*values)
    for sentence_id, theme, subtheme in list_rows(codes, "sentence_id", "theme", "subtheme"):
        codings[sentence_id].append(("themes", theme))
        if is_known(subtheme):
            codings[sentence_id].append(("themes", theme, subtheme))
    return {sentence_id: list(dict.fromkeys(given)) for sentence_id, given in codings.items()}


def code_by_person(labels: pd.DataFrame, *, is_review: bool) -> dict[str, list[tuple[str, ...]]]:
    """Return the codes that one person gave, by sentence_id; `labels` are that person's rows of the table.

    What was left to the machine is not coded. A sentence decided in a review is coded as checked, so that "no theme"
    and "nobody looked" can be told apart.
    """
    codings = {}
    for sentence_id, themes, *values in list_rows(labels, "sentence_id", "themes", "stance", "direction", "speaker"):
        decided = [] if not is_known(themes) or themes == NO_THEME else themes.split(";")
        codes = [("themes", theme) for theme in decided] + _name_values(*values) + [CHECKED] * is_review
        if codes:
            codings[sentence_id] = codes
    return codings


def _name_values(stance: str | None, direction: str | None, speaker: str | None) -> list[tuple[str, ...]]:
    """Return the codes of a sentence's stance, direction and speaker: none for what is missing or the usual case."""
    values = (("stances", stance, None), ("directions", direction, "none"), ("speakers", speaker, "inspector"))
    return [(group, value) for group, value, usual in values if is_known(value) and value != usual]
