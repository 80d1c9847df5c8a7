"""How far people and the machine agree about the coding: pairs of codings, measures with intervals, confusion."""

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.compare.alts import pick_alt
from analysis.compare.crosstab import cross_tabulate
from analysis.compare.exhibit import Exhibit
from analysis.compare.selection import list_sources
from analysis.compare.titles import head_with_authority
from analysis.compare.words import count_things, join_words, label_value, read_words
from analysis.review.files import read_rules
from analysis.tables import read_schemas

VALUES = ("themes", "stance", "direction", "speaker")
MEASURES = ("agreed", "kappa", "alpha")
MEASURED = ("random", "reference")  # a sample chosen for mending holds what the machine found hard
PAIR = ["sentence_id", "paragraph_id", "visit_id", "sample", "text"]


def pair_with_machine(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per sentence and person who coded it at random and blind, or for reference.

    Columns: sentence_id, paragraph_id, visit_id, sample, text, and what each says: one_ (the person) and other_ (the
    machine) with themes (ids joined by `;`), stance, direction and speaker, missing where the person left it open.
    """
    labels = _list_measured(tables)
    measured = labels["sentence_id"]  # a few of many
    machine, codes = (
        table[table["sentence_id"].isin(measured)] for table in (tables["machine_sentences"], tables["machine_codes"])
    )
    machine = machine.merge(_join_themes(codes), on="sentence_id", how="left")
    machine = machine.assign(themes=machine["themes"].fillna("-")).rename(columns={v: f"other_{v}" for v in VALUES})
    return labels.merge(machine, on="sentence_id")[[*PAIR, *_name_columns()]]


def pair_people(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per sentence and two people who coded it so; columns as `pair_with_machine` gives them."""
    labels = _list_measured(tables)
    texts = tables["sentences"][["sentence_id", "paragraph_id", "visit_id", "text"]]
    pairs = []
    for _, group in labels.merge(texts, on="sentence_id").groupby("sentence_id", sort=False):
        for one, other in combinations(group.sort_values("reviewer").to_dict("records"), 2):
            pairs.append(one | {f"other_{value}": other[f"one_{value}"] for value in VALUES})
    return pd.DataFrame(pairs, columns=[*PAIR, *_name_columns()])


def _list_measured(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    labels = tables["labels"]
    judge = labels["reviewer"].str.casefold() == read_rules()["adjudicator"]
    labels = labels[labels["sample"].isin(MEASURED) & ~judge]
    return labels.rename(columns={value: f"one_{value}" for value in VALUES})


def _join_themes(codes: pd.DataFrame) -> pd.DataFrame:
    codes = codes[["sentence_id", "theme"]].drop_duplicates()
    return codes.groupby("sentence_id")["theme"].agg(";".join).rename("themes").reset_index()


def _name_columns() -> list[str]:
    return [f"{coder}_{value}" for coder in ("one", "other") for value in VALUES]


def list_decisions(pairs: pd.DataFrame, value: str, themes: list[str]) -> pd.DataFrame:
    """Return one row per decision that both coders made: sentence_id, paragraph_id, theme, one, other.

    For stance, direction and speaker a sentence is one decision. For themes each sentence and theme is one, yes or
    no; themes that the hand coding does not know (words.yml) are no decisions there.
    """
    own = pairs[pairs[f"one_{value}"].notna() & pairs[f"other_{value}"].notna()]
    ids = own[["sentence_id", "paragraph_id"]]
    if value != "themes":
        return ids.assign(theme=None, one=own[f"one_{value}"], other=own[f"other_{value}"])
    sets = {coder: own[f"{coder}_themes"].str.split(";") for coder in ("one", "other")}
    frames = []
    for theme in themes:
        has = {coder: [theme in found for found in sets[coder]] for coder in sets}
        known = (own["sample"] != "reference") | (theme not in read_words()["not_in_reference"])
        frames.append(ids.assign(theme=theme, **has)[known])
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=[*ids, "theme", "one", "other"])


def measure_agreement(pairs: pd.DataFrame, themes: list[str], *, seed: int = 2020, n_draws: int = 500) -> pd.DataFrame:
    """Return one row per value and measure: value, measure, estimate, low, high, n_decisions, n_sentences.

    Measures: agreed (share of decisions that are the same), kappa (Cohen 1960, from statsmodels) and alpha
    (Krippendorff, nominal, from the package krippendorff). Intervals: 95%, percentiles of a bootstrap that draws
    paragraphs, because the sentences of a paragraph are not independent; missing under ten paragraphs (words.yml).
    """
    rows = []
    for value in VALUES:
        decisions = list_decisions(pairs, value, themes)
        if not len(decisions):
            continue
        tables = _cross_by_paragraph(decisions)
        estimates = _measure(tables.sum(axis=0))
        draws = np.array([_measure(drawn) for drawn in _draw(tables, seed, n_draws)])
        low, high = np.nanquantile(draws, [0.025, 0.975], axis=0) if len(draws) else [[np.nan] * 3] * 2
        facts = {"value": value, "n_decisions": len(decisions), "n_sentences": decisions["sentence_id"].nunique()}
        rows += [
            facts | {"measure": measure, "estimate": estimates[index], "low": low[index], "high": high[index]}
            for index, measure in enumerate(MEASURES)
        ]
    return pd.DataFrame(rows, columns=["value", "measure", "estimate", "low", "high", "n_decisions", "n_sentences"])


def _cross_by_paragraph(decisions: pd.DataFrame) -> np.ndarray:
    """Return counts of decisions; axes: paragraph, what the one says, what the other says."""
    values = pd.Index(sorted({*decisions["one"], *decisions["other"]}))
    paragraphs = pd.factorize(decisions["paragraph_id"])[0]
    counts = np.zeros((paragraphs.max() + 1, len(values), len(values)), dtype=int)
    np.add.at(counts, (paragraphs, values.get_indexer(decisions["one"]), values.get_indexer(decisions["other"])), 1)
    return counts


def _draw(tables: np.ndarray, seed: int, n_draws: int) -> list[np.ndarray]:
    if len(tables) < read_words()["enough_findings"]:
        return []
    random = np.random.default_rng(seed)
    return [tables[random.integers(len(tables), size=len(tables))].sum(axis=0) for _ in range(n_draws)]


def _measure(table: np.ndarray) -> tuple[float, float, float]:
    """Return agreed, kappa and alpha of a table of counts; the last two are missing where all say one thing."""
    import krippendorff
    from statsmodels.stats.inter_rater import cohens_kappa

    agreed = float(np.trace(table) / table.sum())
    if np.count_nonzero(table.sum(axis=0) + table.sum(axis=1)) < 2:
        return agreed, np.nan, np.nan
    one, other = np.indices(table.shape).reshape(2, -1)
    values = np.eye(len(table), dtype=int)
    units = np.repeat(values[one] + values[other], table.ravel(), axis=0)  # a row per decision: how often each is said
    alpha = krippendorff.alpha(value_counts=units, level_of_measurement="nominal")
    return agreed, float(cohens_kappa(table, return_results=False)), float(alpha)


def list_themes(tables: dict[str, pd.DataFrame]) -> list[str]:
    """Return the ids of the themes that the tables were coded with, in the order of the codebook."""
    return list(tables["coverage"]["theme"].unique())


def exhibit_agreement(tables: dict[str, pd.DataFrame], *, of_people: bool = False) -> Exhibit:
    """Return the chart of how far people and the machine agree, or two people with each other (`of_people`).

    Data as `measure_agreement` gives them.
    """
    pairs = pair_people(tables) if of_people else pair_with_machine(tables)
    agreement = measure_agreement(pairs, list_themes(tables))
    visits = _keep_measured(tables, pairs)
    title = head_with_authority(visits, head_agreement(agreement))
    alt = describe_agreement(agreement, "Two people" if of_people else "People and the machine")
    alt = pick_alt(alt, f"{title}.")
    table = agreement.assign(measure=[label_value("measures", measure) for measure in agreement["measure"]])
    table = table[["value", "measure", "estimate", "low", "high", "n_decisions"]]
    return Exhibit(agreement, "agreement", title, alt, list_sources(visits), table=table)


def _keep_measured(tables: dict[str, pd.DataFrame], pairs: pd.DataFrame) -> pd.DataFrame:
    return tables["visits"][tables["visits"]["visit_id"].isin(pairs["visit_id"])]


def head_agreement(agreement: pd.DataFrame) -> str:
    """Return a title with kappa for each value. `agreement` as `measure_agreement` gives it."""
    kappas = agreement[(agreement["measure"] == "kappa") & agreement["estimate"].notna()]
    return f"Kappa {', '.join(f'{row.value} {row.estimate:.2f}' for row in kappas.itertuples()) or 'cannot be told'}"


def describe_pairs(tables: dict[str, pd.DataFrame]) -> str:
    """Return a sentence that counts the codings that measure."""
    n = pair_with_machine(tables)["sample"].value_counts()
    reference, random = (count_things(int(n.get(sample, 0)), "coding") for sample in ("reference", "random"))
    return f"Measured on {reference} by hand for reference and {random} drawn at random and made blind."


def describe_agreement(agreement: pd.DataFrame, coders: str = "People and the machine") -> str:
    """Return in words how far two coders agree. `agreement` as `measure_agreement` gives it."""
    if not len(agreement):
        return f"{coders} have no sentence in common that was coded blind at random, or for reference."
    clauses = []
    for value, rows in agreement.groupby("value", sort=False):
        found = rows.set_index("measure")
        interval = (
            "" if pd.isna(found.loc["kappa", "low"]) else " ({low:.2f} to {high:.2f})".format(**found.loc["kappa"])
        )
        kappa = (
            "" if pd.isna(found.loc["kappa", "estimate"]) else f", kappa {found.loc['kappa', 'estimate']:.2f}{interval}"
        )
        clauses.append(
            f"{value} in {found.loc['agreed', 'estimate']:.0%} of {found.loc['agreed', 'n_decisions']} decisions{kappa}"
        )
    n = count_things(int(agreement["n_sentences"].max()), "sentence")
    return f"{coders} agree, on {n}, about {'; '.join(clauses)}."


def count_confusion(pairs: pd.DataFrame, value: str = "stance") -> pd.DataFrame:
    """Return one row per value of people and of the machine: person, machine, n_codings, share (of the person's).

    Without pairs there is no row.
    """
    values = read_schemas()["sentences"]["columns"][value]["values"]
    counts = pd.crosstab(pairs[f"one_{value}"], pairs[f"other_{value}"])
    counts = counts.reindex(index=values, columns=values, fill_value=0).rename_axis(index="person", columns="machine")
    rows = counts.stack().rename("n_codings").reset_index()  # noqa: PD013 - the long form is what is wanted
    total = rows.groupby("person")["n_codings"].transform("sum")
    return rows.assign(share=(rows["n_codings"] / total).where(total > 0)) if len(pairs) else rows.iloc[:0]


def exhibit_confusion(tables: dict[str, pd.DataFrame]) -> Exhibit:
    """Return the chart of the stances that people and the machine give; data as `count_confusion` gives them."""
    pairs = pair_with_machine(tables)
    confusion = count_confusion(pairs)
    visits = _keep_measured(tables, pairs)
    title = head_with_authority(visits, head_confusion(confusion))
    alt = pick_alt(describe_confusion(confusion), f"{title}.")
    table = confusion.assign(machine="machine: " + confusion["machine"])
    table = cross_tabulate(table, ["person"], "machine", table["n_codings"].tolist())
    return Exhibit(confusion, "confusion", title, alt, list_sources(visits), table=table)


def head_confusion(confusion: pd.DataFrame) -> str:
    """Return a title with how often people and machine differ on stance. `confusion` as `count_confusion` gives it."""
    wrong = confusion.loc[confusion["person"] != confusion["machine"], "n_codings"].sum()
    return f"People and machine differ on stance in {wrong} of {confusion['n_codings'].sum()} codings"


def describe_confusion(confusion: pd.DataFrame, value: str = "stance") -> str:
    """Return a sentence on where people and the machine differ most. `confusion` as `count_confusion` gives it."""
    if not len(confusion):
        return f"No coding measures the {value} yet."
    wrong = confusion[(confusion["person"] != confusion["machine"]) & (confusion["n_codings"] > 0)]
    total = count_things(int(confusion["n_codings"].sum()), "coding")
    if not len(wrong):
        return f"On the {value} of {total} people and the machine never differ."
    worst = wrong[wrong["n_codings"] == wrong["n_codings"].max()]
    named = join_words(f"{row.person} to people and {row.machine} to the machine" for row in worst.itertuples())
    times = count_things(int(wrong["n_codings"].max()), "coding")
    return f"On the {value} they differ in {wrong['n_codings'].sum()} of {total}; most often ({times}) it is {named}."
