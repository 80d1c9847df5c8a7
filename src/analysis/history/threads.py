"""Links between what inspectors ask for and what they asked for before, for each authority."""

import pandas as pd

# A link needs this much likeness, and a strong one that much; from the hand-made links of the development set.
PARTIAL, SAME = 0.45, 0.55
TEXT_WEIGHT, THEME_WEIGHT = 0.7, 0.3

COLUMNS = ["later", "earlier", "score", "strength", "source"]


def link_improvements(improvements: pd.DataFrame, codes: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return the table `threads`: one row per link from an item to one of an earlier visit of the same authority.

    `visits` are those that may be compared, `codes` the themes of the items (improvement_id, theme). The score adds
    the likeness of the words (TF-IDF of character n-grams) and of the themes.
    """
    items = improvements.merge(visits[["visit_id", "authority", "start_date"]], on="visit_id")
    if items["visit_id"].nunique() < 2:
        return pd.DataFrame(columns=COLUMNS)
    words = _word_likeness(items["text"])
    themes = codes.groupby("improvement_id")["theme"].agg(set)
    items["themes"] = [themes.get(item, set()) for item in items["improvement_id"]]
    links = []
    for _, group in items.groupby("authority", sort=False):
        for later in group.itertuples():
            for earlier in group[group["start_date"] < later.start_date].itertuples():
                score = TEXT_WEIGHT * words[later.Index, earlier.Index]
                score += THEME_WEIGHT * _theme_likeness(later.themes, earlier.themes)
                if score >= PARTIAL:
                    strength = "same" if score >= SAME else "partial"
                    links.append((later.improvement_id, earlier.improvement_id, round(score, 4), strength, "model"))
    return pd.DataFrame(links, columns=COLUMNS).sort_values(["later", "earlier"], ignore_index=True)


def _word_likeness(texts: pd.Series) -> pd.DataFrame:
    from sklearn.feature_extraction.text import TfidfVectorizer  # slow to import, and needed only here

    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(texts)
    return (vectors @ vectors.T).toarray()


def _theme_likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
