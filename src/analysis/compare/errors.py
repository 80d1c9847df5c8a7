"""Where people and the machine differ: the themes that go wrong most, and the sentences."""

import pandas as pd

from analysis.compare.agreement import list_decisions, list_themes, pair_with_machine
from analysis.compare.exhibit import Summary
from analysis.compare.letter import find_pages, name_place
from analysis.compare.words import count_things, join_words, label_themes
from analysis.tables import list_rows


def summarise_errors(tables: dict[str, pd.DataFrame]) -> Summary:
    """Return how often each theme was missed or seen wrongly, and which most; data as `score_themes` gives them."""
    pairs = pair_with_machine(tables)
    scores = score_themes(pairs, list_themes(tables))
    return Summary(scores, describe_errors(pairs, scores))


def score_themes(pairs: pd.DataFrame, themes: list[str]) -> pd.DataFrame:
    """Return one row per theme that people or the machine saw, most errors first.

    Columns: theme, theme_label, n_person and n_machine (codings with it), n_both, n_missed (people alone), n_wrong
    (the machine alone), f1 (harmonic mean of precision and recall). `pairs` as `pair_with_machine` gives them.
    """
    decisions = list_decisions(pairs, "themes", themes)
    one, other = decisions["one"].astype(bool), decisions["other"].astype(bool)
    counts = decisions.assign(
        n_person=one, n_machine=other, n_both=one & other, n_missed=one & ~other, n_wrong=~one & other
    )
    names = ["n_person", "n_machine", "n_both", "n_missed", "n_wrong"]
    scores = counts.groupby("theme", sort=False)[names].sum().astype(int).reset_index()
    scores = scores[scores["n_person"] + scores["n_machine"] > 0]
    scores = scores.assign(
        theme_label=label_themes(scores["theme"]),
        f1=2 * scores["n_both"] / (scores["n_person"] + scores["n_machine"]),
    )
    worst = (-scores["n_missed"] - scores["n_wrong"]).sort_values(kind="stable").index
    return scores.loc[worst, ["theme", "theme_label", *names, "f1"]].reset_index(drop=True)


def list_theme_errors(tables: dict[str, pd.DataFrame], *, n_themes: int = 5) -> pd.DataFrame:
    """Return one row per error about the `n_themes` themes that go wrong most.

    Columns: theme_label, error, place, text, cue, sentence_id, file, page. `error` says whether the machine missed the
    theme or alone saw it; `cue` is what it saw.
    """
    pairs = pair_with_machine(tables)
    scores = score_themes(pairs, list_themes(tables)).head(n_themes)
    order = list(scores.loc[scores["n_missed"] + scores["n_wrong"] > 0, "theme"])
    decisions = list_decisions(pairs, "themes", order)
    wrong = decisions[decisions["one"] != decisions["other"]].drop_duplicates(["sentence_id", "theme"])
    wrong = wrong.assign(
        theme_label=label_themes(wrong["theme"]),
        error=["missed by the machine" if one else "seen by the machine alone" for one in wrong["one"]],
    )
    cues = tables["machine_codes"].drop_duplicates(["sentence_id", "theme"])[["sentence_id", "theme", "cue"]]
    rows = _add_place(tables, wrong.merge(cues, on=["sentence_id", "theme"], how="left"))
    return rows[["theme_label", "error", "place", "text", "cue", "sentence_id", "file", "page"]]


def list_confused(tables: dict[str, pd.DataFrame], value: str = "stance") -> pd.DataFrame:
    """Return one row per sentence on whose `value` a person differs from the machine.

    Columns: person, machine (what each says), place, text, sentence_id, file, page.
    """
    decisions = list_decisions(pair_with_machine(tables), value, []).rename(
        columns={"one": "person", "other": "machine"}
    )
    differ = decisions[decisions["person"] != decisions["machine"]].drop_duplicates(["sentence_id", "person"])
    rows = _add_place(tables, differ)
    rows = rows.sort_values(["person", "machine"], kind="stable", ignore_index=True)
    return rows[["person", "machine", "place", "text", "sentence_id", "file", "page"]]


def _add_place(tables: dict[str, pd.DataFrame], rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows (sentence_id, paragraph_id) with the text of each sentence, place, file and page."""
    texts = tables["sentences"][["sentence_id", "text"]]
    places = tables["paragraphs"][["paragraph_id", "number", "page", "order"]]
    rows = rows.merge(texts, on="sentence_id").merge(places, on="paragraph_id")
    place = [name_place(*place) for place in list_rows(rows, "number", "page", "order")]
    return rows.assign(place=place, **find_pages(tables, rows["paragraph_id"]))


def describe_errors(pairs: pd.DataFrame, scores: pd.DataFrame) -> str:
    """Return a sentence that names the themes with most errors.

    `pairs` as `pair_with_machine` gives them, `scores` as `score_themes` gives them.
    """
    if not pairs["one_themes"].notna().any():
        return "No coding measures the themes yet."
    n_errors = scores["n_missed"] + scores["n_wrong"]
    if not n_errors.sum():
        return "No theme was coded wrongly in the sentences that people coded."
    worst = scores[n_errors == n_errors.max()]
    named = join_words(worst["theme_label"].str.lower())
    missed, wrong = int(scores["n_missed"].sum()), int(scores["n_wrong"].sum())
    counts = f"The machine missed {count_things(missed, 'theme')} that people saw and alone saw {wrong}"
    return f"{counts}; most often ({count_things(int(n_errors.max()), 'error')}) wrong: {named}."
