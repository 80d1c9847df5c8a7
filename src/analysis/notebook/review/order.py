"""In which order a reviewer sees the sentences: at random, or where her decision matters most."""

import hashlib

import pandas as pd

from analysis.compare.findings import keep_visits
from analysis.history.evidence import join_evidence, select_evidence

RANDOM, CHOSEN = "random", "chosen"


def order_sentences(tables: dict[str, pd.DataFrame], visits: pd.DataFrame, sample: str) -> list[str]:
    """Return the ids of the sentences that bear on findings at the visits, in the order to review them.

    `visits` as `choose_visits` gives them. `random`: a drawing that is the same for every reviewer, so that two of
    them code the same sentences first, and that a new letter joins at random places. `chosen`: least certain and most
    influential first (`weigh_sentences`).
    """
    sentences = list_evidence(tables, visits)["sentence_id"]
    if sample == RANDOM:
        return sorted(sentences, key=lambda sentence: hashlib.sha256(sentence.encode()).hexdigest())
    own = {"machine_sentences": keep_visits(tables, "machine_sentences", visits)}  # of all on file it takes long
    weight = weigh_sentences(tables | own).reindex(sentences, fill_value=0.0)
    return list(weight.sort_values(ascending=False, kind="stable").index)


def list_evidence(tables: dict[str, pd.DataFrame], visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per sentence at the visits that is evidence (`select_evidence`), as the machine coded it.

    Columns of the table `machine_sentences`, and kind (of the paragraph); in printed order. `visits` as `choose_visits`
    gives them.
    """
    return select_evidence(keep_visits(tables, "machine_sentences", visits), tables["paragraphs"])


def weigh_sentences(tables: dict[str, pd.DataFrame]) -> pd.Series:
    """Return how much a second look at the machine's coding matters, by sentence_id as the index.

    That is uncertainty (0 to 1) times influence. Uncertainty is the mean of that of the themes, one less the lowest
    score of its codes, and that of the stance, one less the size of the stance score. Influence is the share of each
    theme's evidence at that visit that the sentence is, added over its themes.
    """
    machine = tables | {"sentences": tables["machine_sentences"], "codes": tables["machine_codes"]}
    evidence = join_evidence(machine)
    share = 1 / evidence.groupby(["visit_id", "theme"])["sentence_id"].transform("size")
    influence = share.groupby(evidence["sentence_id"]).sum()
    lowest = tables["machine_codes"].groupby("sentence_id")["score"].min().fillna(1.0)
    stance = tables["machine_sentences"].set_index("sentence_id")["stance_score"].abs()
    uncertainty = 1 - (lowest.reindex(influence.index) + stance.reindex(influence.index)) / 2
    return influence * uncertainty


def pick_on_theme(tables: dict[str, pd.DataFrame], theme: str) -> set[str]:
    """Return the ids of the sentences that the machine, or a person, coded with a theme."""
    rows = (tables[name].loc[tables[name]["theme"] == theme, "sentence_id"] for name in ("codes", "machine_codes"))
    return set().union(*rows)
