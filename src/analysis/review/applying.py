"""The tables with what people decided in them; the machine's own reading stays beside it."""

import pandas as pd

from analysis.base.problems import make_problem
from analysis.review.files import Reviews, read_rules
from analysis.review.matching import match_ids
from analysis.review.settling import keep_last, settle
from analysis.tables import make_table

Tables = dict[str, pd.DataFrame]
VALUES = ["themes", "stance", "direction"]
PLACES = ("later", "earlier")


def apply_reviews(tables: Tables, reviews: Reviews) -> Tables:
    """Return the tables sentences, codes, labels, problems and thread_reviews.

    `tables` has improvements, machine_sentences and machine_codes of all visits that `reviews` are about. The hand
    coding of reference.csv goes into `labels` alone: it is never applied. thread_reviews has one row per decided pair
    of items: later, earlier, later_text, earlier_text, keep (yes, no), reviewer. `problems` are those found here.
    """
    sentences, codes = tables["machine_sentences"], tables["machine_codes"]
    if not any(map(len, reviews)):  # of most visits
        nothing = {
            "labels": make_table("labels"),
            "thread_reviews": reviews.threads,
            "problems": make_table("problems"),
        }
        return {"sentences": sentences, "codes": codes, **nothing}
    coding, stale = _match_sentences(reviews.coding, sentences, "review/coding.csv")
    reference, lost = _match_sentences(reviews.reference, sentences, "review/reference.csv")
    decided, disputed = settle(keep_last(coding, ["sentence_id"]), ["sentence_id"], VALUES, "review/coding.csv")
    threads, unsettled = settle_threads(reviews.threads, tables["improvements"])
    return {
        "sentences": apply_stances(sentences, decided),
        "codes": apply_themes(codes, decided, sentences["sentence_id"]),
        "labels": list_labels(coding, reference, sentences["sentence_id"]),
        "thread_reviews": threads,
        "problems": make_table("problems", [*stale, *lost, *disputed, *unsettled]),
    }


def apply_stances(sentences: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences with the stance and direction that people decided (`settle`), where they did."""
    if decided.empty:
        return sentences
    decided = decided.set_index("sentence_id").reindex(sentences["sentence_id"]).set_index(sentences.index)
    return sentences.assign(
        stance=decided["stance"].fillna(sentences["stance"]),
        stance_score=decided["stance"].map(read_rules()["stance_scores"]).fillna(sentences["stance_score"]),
        direction=decided["direction"].fillna(sentences["direction"]),
    )


def apply_themes(codes: pd.DataFrame, decided: pd.DataFrame, order: pd.Series) -> pd.DataFrame:
    """Return the codes with the themes that people decided (`settle`), in the `order` of the sentence ids.

    A theme that the machine saw too keeps the words that show it; all codes of such a sentence have the source
    reviewer and no score.
    """
    chosen = decided.dropna(subset=["themes"])
    if chosen.empty:
        return codes
    themes = chosen.assign(theme=chosen["themes"].str.split(";")).explode("theme")[["sentence_id", "theme"]]
    themes = themes[themes["theme"] != read_rules()["no_theme"]]
    own = themes.merge(codes, on=["sentence_id", "theme"], how="left").assign(source="reviewer", score=float("nan"))
    kept = codes[~codes["sentence_id"].isin(chosen["sentence_id"])]
    place = {sentence: number for number, sentence in enumerate(order)}
    rows = pd.concat([kept, own[codes.columns]], ignore_index=True)
    return rows.sort_values("sentence_id", key=lambda ids: ids.map(place), kind="stable", ignore_index=True)


def list_labels(coding: pd.DataFrame, reference: pd.DataFrame, order: pd.Series) -> pd.DataFrame:
    """Return the table `labels`: each person's last word on each sentence, as drawn at random, chosen or reference."""
    files = coding, reference.assign(sample="reference")
    rows = pd.concat([keep_last(file, ["sentence_id", "sample"]) for file in files], ignore_index=True)
    place = {sentence: number for number, sentence in enumerate(order)}
    return rows.assign(place=rows["sentence_id"].map(place)).sort_values(["place", "reviewer", "sample"])


def settle_threads(reviews: pd.DataFrame, improvements: pd.DataFrame) -> tuple[pd.DataFrame, list[dict]]:
    """Return the decided pairs of items with the ids they have today, and rows of `problems`."""
    found = {
        place: match_ids(reviews[place], reviews[f"{place}_text"], improvements, "improvement_id") for place in PLACES
    }
    matched = reviews.assign(**found)
    stale = matched[[*PLACES]].isna().any(axis=1)
    lost = [
        make_problem("review/threads.csv", "review-stale", f"Line {row.line}: {row.later} and {row.earlier}.")
        for row in reviews[stale].itertuples()
    ]
    rows = keep_last(matched[~stale], [*PLACES])
    decided, disputed = settle(rows, [*PLACES], ["keep"], "review/threads.csv")
    texts = rows.drop_duplicates([*PLACES], keep="last").drop(columns=["keep", "line"])
    return decided.dropna(subset=["keep"]).merge(texts, on=[*PLACES]), lost + disputed


def _match_sentences(rows: pd.DataFrame, sentences: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[dict]]:
    """Return the rows with the ids their sentences have today, and a row of `problems` for each that is stale."""
    found = match_ids(rows["sentence_id"], rows["text"], sentences, "sentence_id")
    matched = rows.assign(sentence_id=found)
    lost = rows[matched["sentence_id"].isna()]
    stale = [make_problem(file, "review-stale", f"Line {row.line}: {row.sentence_id}.") for row in lost.itertuples()]
    return matched[matched["sentence_id"].notna()], stale
