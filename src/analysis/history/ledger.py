"""What each later visit says of each item that inspectors asked for."""

from collections import Counter, defaultdict

import pandas as pd

from analysis.history.bearing import (
    ENOUGH,
    LaterSentence,
    cover,
    find_bearing,
    is_plain,
    list_anchors,
    list_later_sentences,
    means_people,
)
from analysis.history.bodies import add_sections, find_body, looks_at, speaks_of
from analysis.history.subjects import (
    Subject,
    Theme,
    list_people,
    read_subjects,
    weigh_asked,
)
from analysis.history.themes import judge_silence, judge_status

COLUMNS = ["improvement_id", "later_visit_id", "status", "sentence_ids"]

# For a verdict, this part of an item must be spoken of, by the weight of its themes, people and telling words.
SPOKEN_OF = 0.25
# A theme that is asked for of another subject must be spoken of from this part of an item on, by weight.
NEEDED = 0.33

# What the status of a theme (judge_status) means for an item that was asked for earlier.
MEANING = {
    "concern": "still a concern",
    "mixed": "mixed",
    "strength": "now praised",
    "mentioned": "mentioned",
}


def make_ledger(
    tables: dict[str, pd.DataFrame], item_themes: dict[str, set[Theme]], threads: pd.DataFrame, visits: pd.DataFrame
) -> pd.DataFrame:
    """Return the table `ledger`: one row per item, later visit and sentence that bears on it.

    `tables` are those of letters and `coverage`, `item_themes` the themes of each item by its paragraph_id, `visits`
    those that may be compared. An item is asked again where a thread links it to an item of the later visit; else its
    status follows the later visit's sentences that bear on it; without any, it says what the silence means. One that is
    addressed to a body that the later visit does not look at is judged by the sentences that name that body.
    """
    pairs = _pair_with_later(add_sections(tables["improvements"], tables["paragraphs"]), visits)
    texts = dict(zip(*(tables["sentences"][name].tolist() for name in ("sentence_id", "text")), strict=True))
    said = list_later_sentences(tables, pairs["later_visit_id"].unique())
    scopes = {
        visit: dict(zip(g["theme"], g["status"], strict=True)) for visit, g in tables["coverage"].groupby("visit_id")
    }
    again = _list_sentences_of_links(threads, tables["improvements"], tables["sentences"])
    rows = []
    for pair in pairs.itertuples():
        key = pair.improvement_id, pair.later_visit_id
        themes = item_themes.get(pair.paragraph_id, set())
        item = weigh_asked(pair.text, themes)
        if key in again:
            status, sentences = "asked again", again[key]
        elif not looks_at(pair.later_framework, body := find_body(pair.text, pair.section, framework=pair.framework)):
            naming = [one for one in said[pair.later_visit_id] if speaks_of(texts[one.sentence_id], body)]
            verdict, bearing = judge_item(naming, item)
            status, sentences = verdict or "not looked at", [sentence.sentence_id for sentence in bearing]
        else:
            verdict, bearing = judge_item(said[pair.later_visit_id], item)
            status = verdict or judge_silence(
                judge_item_scope(item, themes, scopes[pair.later_visit_id]), pair.source_type
            )
            sentences = [sentence.sentence_id for sentence in bearing]
        rows += [(*key, status, sentence) for sentence in sentences or [None]]
    return pd.DataFrame(rows, columns=COLUMNS)


def _pair_with_later(improvements: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return one row per item and later visit of the same authority, both by date."""
    asked = improvements.merge(visits[["visit_id", "authority", "start_date", "framework"]], on="visit_id")
    later = visits[["visit_id", "authority", "start_date", "source_type", "framework"]].rename(
        columns={"visit_id": "later_visit_id", "start_date": "later_date", "framework": "later_framework"}
    )
    pairs = asked.merge(later, on="authority")
    return pairs[pairs["later_date"] > pairs["start_date"]]


def judge_item(said: list[LaterSentence], item: Subject) -> tuple[str | None, list[LaterSentence]]:
    """Return the status of an item at a visit, and the sentences that it rests on, in printed order.

    `said` is all that the visit said. What is praised in one place and doubted in another is mixed.
    """
    bearing = find_bearing(said, item)
    status = judge_bearing(bearing, item)
    doubts = find_doubts(said, item) if status == MEANING["strength"] else []
    if doubts:
        ids = {sentence.sentence_id for sentence in [*bearing, *doubts]}
        return MEANING["mixed"], [sentence for sentence in said if sentence.sentence_id in ids]
    return status, bearing


def judge_bearing(bearing: list[LaterSentence], item: Subject) -> str | None:
    """Return the status that the sentences which bear on an item give it; None without any.

    Praise and concern count only where the sentences together speak of enough of what was asked for, and each in a
    sentence about it (`_judge_stance`). Else the item is spoken of, and no more: that something near it is praised is
    no sign that it was put right.
    """
    shared = {mark for sentence in bearing for mark in sentence.subject}
    if sum(weight for mark, weight in item.items() if mark in shared) < SPOKEN_OF * sum(item.values()):
        return MEANING["mentioned"] if bearing else None
    stances = Counter(_judge_stance(sentence, item) for sentence in bearing)
    status = judge_status(stances["concern"] + stances["mixed"], stances["strength"], stances["neutral"])
    return MEANING[status] if status else None


def _judge_stance(sentence: LaterSentence, item: Subject) -> str:
    """Return the stance of a sentence towards an item, neutral where it is not about what was asked for.

    Praise needs a telling word of the item, unless that is plain; and nothing counts for an item on the recording of
    something (`of_another`) that says nothing of recording.
    """
    if (needed := _list_needed(item)) and needed.isdisjoint(sentence.subject):
        return "neutral"
    telling = (mark for mark in item if mark.startswith("word:"))
    if sentence.stance == "strength" and not is_plain(item) and not any(mark in sentence.subject for mark in telling):
        return "neutral"
    return sentence.stance


def find_doubts(said: list[LaterSentence], item: Subject) -> list[LaterSentence]:
    """Return the sentences that voice a concern, if only in passing, about the people and on a theme of an item.

    A concern need not be mainly about the item, as praise must: one in a list, or beside another subject, is enough.
    """
    anchors, needed = list_anchors(item), _list_needed(item)
    return [
        sentence
        for sentence in said
        if sentence.stance in ("concern", "mixed")
        and not anchors.isdisjoint(sentence.subject)
        and not (needed and needed.isdisjoint(sentence.subject))
        and sum(weight for mark, weight in item.items() if mark in sentence.subject) >= ENOUGH
        and means_people(sentence, item)
    ]


def _list_needed(item: Subject) -> set[str]:
    """Return the theme of an item that is asked for of some other subject (`of_another`), and its word.

    No mark where that theme is less than a third of the item's themes and people.
    """
    return {
        mark
        for theme, word in read_subjects()["of_another"].items()
        if f"theme:{theme}" in item and cover(item, [f"theme:{theme}"]) >= NEEDED
        for mark in (f"theme:{theme}", f"word:{word}")
    }


def judge_item_scope(item: Subject, themes: set[Theme], scopes: dict[str, str]) -> str:
    """Return `outside_scope` where a visit did not look at an item, else `unknown`.

    `scopes` is the coverage of the visit, by theme. A visit did not look at an item where it looked at none of the
    people the item names, or not at the greater part (by weight) of its themes.
    """
    groups = read_subjects()["people"]
    people = [groups[name].get("theme") or groups[name]["looked_at_with"] for name in list_people(item)]
    if people and all(scopes.get(theme) == "outside_scope" for theme in people):
        return "outside_scope"
    weights = {
        theme: item.get(f"theme:{theme}/{sub}" if sub else f"theme:{theme}", 0.0)
        for theme, sub in sorted(themes, key=str)
    }
    outside = sum(weight for theme, weight in weights.items() if scopes.get(theme) == "outside_scope")
    return "outside_scope" if outside > sum(weights.values()) / 2 else "unknown"


def _list_sentences_of_links(
    threads: pd.DataFrame, improvements: pd.DataFrame, sentences: pd.DataFrame
) -> dict[tuple[str, str], list[str]]:
    """Return, by earlier item and later visit, the sentences of the later items linked to it."""
    of_paragraph = defaultdict(list)
    for paragraph, sentence in zip(
        *(sentences[name].tolist() for name in ("paragraph_id", "sentence_id")), strict=True
    ):
        of_paragraph[paragraph].append(sentence)
    place = improvements.set_index("improvement_id")[["paragraph_id", "visit_id"]]
    linked = defaultdict(list)
    for link in threads.itertuples():
        paragraph, visit = place.loc[link.later]
        linked[link.earlier, visit] += of_paragraph[paragraph]
    return linked
