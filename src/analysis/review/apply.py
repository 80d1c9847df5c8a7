"""The tables with what people decided in them; the machine's own reading stays beside it.

The decisions about visits on file are picked out, and of these the ones about the visits that are made together. Then
each is matched to today's sentence or area for improvement, settled, and applied.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.base.problems import make_problem
from analysis.review.decide import keep_last, settle
from analysis.review.files import TIME, Reviews, read_rules
from analysis.review.match import list_copies, match_ids, stand_for
from analysis.tables import join_improvements, make_table, untaken, visits_of

VALUES = ["themes", "stance", "direction"]
ENDS = ("later", "earlier")  # the columns of a link: the areas for improvement at its two ends
PAIR = ("improvement_id", "later_visit_id")  # an area for improvement and the visit that says what became of it


def check_reviews(reviews: Reviews, visits: pd.DataFrame) -> tuple[Reviews, list[dict]]:
    """Return the decisions about visits on file (the table `visits`), and one row of `problems` for each other one.

    A link, and what became of an area for improvement, are about an earlier and a later visit of one authority. Hand
    coding of a visit that is not on file is no problem: the reference is shipped, whatever letters an analyst has.
    """
    names = _list_names(visits["visit_id"])
    known, kept = (_are_of(rows["sentence_id"], names) for rows in (reviews.coding, reviews.quotes))
    responses = reviews.responses
    answered = _are_of(responses["improvement_id"], names)
    stale = [
        *_report("review/coding.csv", "review-stale", reviews.coding[~known], "Line {line}: {sentence_id}."),
        *_report("review/quotes.csv", "review-stale", reviews.quotes[~kept], "Line {line}: {sentence_id}."),
        *_report("review/responses.csv", "review-stale", responses[~answered], "Line {line}: {improvement_id}."),
    ]
    threads, unlinked = _check_pairs(reviews.threads, [*ENDS], visits, "review/threads.csv")
    ledger, unplaced = _check_pairs(reviews.ledger, [*reversed(PAIR)], visits, "review/ledger.csv")
    ledger = ledger.assign(later_visit_id=stand_for(visits_of(ledger["later_visit_id"]), visits))
    on_file = reviews._replace(
        coding=reviews.coding[known],
        threads=threads,
        ledger=ledger,
        quotes=reviews.quotes[kept],
        responses=responses[answered],
    )
    return pick_reviews(on_file, visits["visit_id"]), [*stale, *unlinked, *unplaced]


def _check_pairs(
    rows: pd.DataFrame, ends: list[str], visits: pd.DataFrame, file: str
) -> tuple[pd.DataFrame, list[dict]]:
    """Return the rows whose `ends` (columns of ids) are a later and an earlier visit on file, and rows of `problems`.

    They are dated visits of one authority, and no press reports whose letter is on file: the others are not compared.
    A document on a visit is taken for the one that stands for it.
    """
    if rows.empty:
        return rows, []
    later, earlier = (stand_for(visits_of(rows[end].fillna("")), visits) for end in ends)
    both = later.notna() & earlier.notna()
    compared = visits[visits["superseded_by"].isna()].set_index("visit_id")
    authority, day = compared["authority"], pd.to_datetime(compared["start_date"])
    of_one = later.map(authority) == earlier.map(authority)
    fits = both & of_one & (later.map(day) > earlier.map(day))
    first, second = (f"{{{end}}}" for end in ends)
    problems = [
        *_report(file, "review-stale", rows[~both], f"Line {{line}}: {first} and {second}."),
        *_report(file, "review-no-link", rows[both & ~fits], f"{first} and {second}."),
    ]
    return rows[fits], problems


def pick_reviews(reviews: Reviews, visit_ids: Iterable[str]) -> Reviews:
    """Return the decisions about these visits."""
    names = _list_names(visit_ids)
    columns = dict.fromkeys(Reviews._fields, "sentence_id") | {
        "threads": "later",
        "ledger": "improvement_id",
        "responses": "improvement_id",
    }
    picked = {}
    for name, column in columns.items():
        rows = getattr(reviews, name)
        picked[name] = rows[_are_of(rows[column], names)]
    return Reviews(**picked)


def _list_names(visit_ids: Iterable[str]) -> set[str]:
    """Return the ids of visits without a number behind them, which may be another one today."""
    return set(map(untaken, visit_ids))


def _are_of(ids: pd.Series, names: set[str]) -> pd.Series:
    """Return whether each id is of one of the visits of these names (`_list_names`)."""
    own = visits_of(ids.fillna("")).tolist()
    return pd.Series([untaken(visit_id) in names for visit_id in own], index=ids.index, dtype="bool")


def _report(file: str, reason: str, rows: pd.DataFrame, detail: str) -> list[dict]:
    return [make_problem(file, reason, detail.format(**row)) for row in rows.to_dict("records")]


def apply_reviews(tables: dict[str, pd.DataFrame], reviews: Reviews) -> dict[str, pd.DataFrame]:
    """Return the tables sentences, codes, labels and problems, and thread_reviews and ledger_reviews, by name.

    `tables` has visits, improvements, machine_sentences and machine_codes of all visits that `reviews` are about. The
    hand coding of reference.csv goes into `labels` alone: it is never applied, and neither quotations that are kept nor
    what the council does change anything. thread_reviews has one row per decided pair of areas for improvement: later,
    earlier, later_text, earlier_text, keep (yes, no), reviewer; ledger_reviews one per area for improvement and later
    visit of which people decided what became of it: improvement_id, later_visit_id, status, reviewer. `problems` are
    those found here.
    """
    sentences, codes = tables["machine_sentences"], tables["machine_codes"]
    if not any(map(len, reviews)):  # of most visits
        nothing = {
            "labels": make_table("labels"),
            "thread_reviews": reviews.threads,
            "ledger_reviews": reviews.ledger[[*PAIR, "status", "reviewer"]],
            "problems": make_table("problems"),
        }
        return {"sentences": sentences, "codes": codes, **nothing}
    visits, improvements = tables["visits"], join_improvements(tables)
    coding, stale = _match_sentences(reviews.coding, sentences, visits, "review/coding.csv")
    reference, lost = _match_sentences(reviews.reference, sentences, visits, "review/reference.csv")
    lost += _report_unmatched(reviews.responses, improvements, visits)
    _, unquoted = _match_sentences(reviews.quotes, sentences, visits, "review/quotes.csv")
    decided, disputed = settle(keep_last(coding, ["sentence_id"]), ["sentence_id"], VALUES, "review/coding.csv")
    decided = hold_for_copies(decided, list_copies(sentences, "sentence_id", visits))
    threads, unsettled = settle_threads(reviews.threads, improvements, visits)
    ledger, open_statuses = settle_ledger(reviews.ledger, improvements, visits)
    return {
        "sentences": apply_stances(sentences, decided),
        "codes": apply_themes(codes, decided, sentences["sentence_id"]),
        "labels": list_labels(coding, reference, sentences["sentence_id"]),
        "thread_reviews": threads,
        "ledger_reviews": ledger,
        "problems": make_table("problems", [*stale, *lost, *unquoted, *disputed, *unsettled, *open_statuses]),
    }


def hold_for_copies(decided: pd.DataFrame, copies: dict[str, list[str]]) -> pd.DataFrame:
    """Return what people decided (`settle`), also about the same words in other documents on the visit.

    `copies` as `list_copies` gives them. What was decided about a copy itself goes before.
    """
    own = set(decided["sentence_id"])
    rows = [
        row | {"sentence_id": other}
        for row in decided.to_dict("records")
        for other in copies.get(row["sentence_id"], ())
        if other not in own
    ]
    return pd.concat([decided, pd.DataFrame(rows, columns=decided.columns)]).drop_duplicates(
        "sentence_id", ignore_index=True
    )


def apply_stances(sentences: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """Return the table `sentences` with the stance and direction that people decided (`settle`), where they did."""
    if decided.empty:
        return sentences
    decided = decided.set_index("sentence_id").reindex(sentences["sentence_id"]).set_index(sentences.index)
    return sentences.assign(
        stance=decided["stance"].fillna(sentences["stance"]),
        stance_score=decided["stance"].map(read_rules()["stance_scores"]).fillna(sentences["stance_score"]),
        direction=decided["direction"].fillna(sentences["direction"]),
    )


def apply_themes(codes: pd.DataFrame, decided: pd.DataFrame, order: pd.Series) -> pd.DataFrame:
    """Return the table `codes` with the themes that people decided (`settle`), in the `order` of the sentence ids.

    A theme that the machine saw too keeps the words that show it; all codes of such a sentence have the source
    reviewer and no score.
    """
    chosen = decided.dropna(subset=["themes"])
    if chosen.empty:
        return codes
    themes = chosen.assign(theme=chosen["themes"].str.split(";")).explode("theme")[["sentence_id", "theme"]]
    themes = themes[themes["theme"] != read_rules()["no_theme"]]
    own = themes.merge(codes, on=["sentence_id", "theme"], how="left").assign(source="reviewer", score=float("nan"))
    untouched = codes[~codes["sentence_id"].isin(chosen["sentence_id"])]
    position = {sentence_id: index for index, sentence_id in enumerate(order)}
    rows = pd.concat([untouched, own[codes.columns]], ignore_index=True)
    return rows.sort_values("sentence_id", key=lambda ids: ids.map(position), kind="stable", ignore_index=True)


def list_labels(coding: pd.DataFrame, reference: pd.DataFrame, order: pd.Series) -> pd.DataFrame:
    """Return the table `labels`: each person's last word on each sentence, as drawn at random, chosen or reference.

    `coding` and `reference` are rows of the files of these names, `order` the sentence ids in printed order.
    """
    files = coding, reference.assign(sample="reference")
    rows = pd.concat([keep_last(file, ["sentence_id", "sample"]) for file in files], ignore_index=True)
    position = {sentence_id: index for index, sentence_id in enumerate(order)}
    rows = rows.assign(position=rows["sentence_id"].map(position))
    return rows.sort_values(["position", "reviewer", "sample"])


def settle_threads(
    reviews: pd.DataFrame, improvements: pd.DataFrame, visits: pd.DataFrame
) -> tuple[pd.DataFrame, list[dict]]:
    """Return one row per decided pair of areas for improvement, with the ids they have today, and rows of `problems`.

    `reviews` are rows of threads.csv. Columns: later, earlier, keep, later_text, earlier_text, reviewer.
    """
    where = improvements, "improvement_id", visits
    found = {end: match_ids(reviews[end], reviews[f"{end}_text"], *where) for end in ENDS}
    matched = reviews.assign(**found)
    stale = matched[[*ENDS]].isna().any(axis=1)
    lost = [
        make_problem("review/threads.csv", "review-stale", f"Line {row.line}: {row.later} and {row.earlier}.")
        for row in reviews[stale].itertuples()
    ]
    rows = keep_last(matched[~stale], [*ENDS])
    decided, disputed = settle(rows, [*ENDS], ["keep"], "review/threads.csv")
    texts = rows.drop_duplicates([*ENDS], keep="last").drop(columns=["keep", "line", TIME])
    return decided.dropna(subset=["keep"]).merge(texts, on=[*ENDS]), lost + disputed


def settle_ledger(
    reviews: pd.DataFrame, improvements: pd.DataFrame, visits: pd.DataFrame
) -> tuple[pd.DataFrame, list[dict]]:
    """Return what people decided became of areas for improvement, with the ids they have today, and rows of `problems`.

    `reviews` are rows of ledger.csv. One row per decided area for improvement and later visit: improvement_id,
    later_visit_id, status, reviewer (who said so last).
    """
    columns = [*PAIR, "status", "reviewer"]
    if reviews.empty:
        return reviews[columns], []
    found = match_ids(reviews["improvement_id"], reviews["improvement_text"], improvements, "improvement_id", visits)
    detail = "Line {line}: {later_visit_id} and {improvement_id}."
    lost = _report("review/ledger.csv", "review-stale", reviews[found.isna()], detail)
    matched = reviews.assign(improvement_id=found, later_visit_id=visits_of(reviews["later_visit_id"].fillna("")))
    rows = keep_last(matched[found.notna()], [*PAIR])
    decided, disputed = settle(rows, [*PAIR], ["status"], "review/ledger.csv")
    said = rows.drop_duplicates([*PAIR, "status"], keep="last")[columns]
    return decided.merge(said, on=[*PAIR, "status"]), lost + disputed


def _report_unmatched(responses: pd.DataFrame, improvements: pd.DataFrame, visits: pd.DataFrame) -> list[dict]:
    """Return a row of `problems` for each row of responses.csv that fits no area for improvement on file."""
    found = match_ids(
        responses["improvement_id"], responses["improvement_text"], improvements, "improvement_id", visits
    )
    return _report("review/responses.csv", "review-stale", responses[found.isna()], "Line {line}: {improvement_id}.")


def _match_sentences(
    rows: pd.DataFrame, sentences: pd.DataFrame, visits: pd.DataFrame, file: str
) -> tuple[pd.DataFrame, list[dict]]:
    """Return the rows with the ids their sentences have today, and a row of `problems` for each that is stale."""
    found = match_ids(rows["sentence_id"], rows["text"], sentences, "sentence_id", visits)
    matched = rows.assign(sentence_id=found)
    lost = rows[matched["sentence_id"].isna()]
    stale = [make_problem(file, "review-stale", f"Line {row.line}: {row.sentence_id}.") for row in lost.itertuples()]
    return matched[matched["sentence_id"].notna()], stale
