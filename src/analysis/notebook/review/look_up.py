"""Which sentences a reviewer means: by its id, by a link to it, or by its words."""

import re
from urllib.parse import unquote

from analysis.compare.findings import keep_visits
from analysis.find.hits import find_words
from analysis.find.query import QuestionError, parse_query
from analysis.notebook.review.session import ReviewSession, find_sentence
from analysis.review import ReviewError
from analysis.review.match import fold

LINK = "#review="  # what stands before a sentence's id in the address that leads to this page
_ID = re.compile(r"\S+/p\d+/s\d+")


def look_up(session: ReviewSession, asked: str, gone: str) -> list[str]:
    """Return the ids of the sentences that are meant by an id, by a link that ends in one, or by words.

    An id may be that of any letter on file; words are looked for in the letters of the session, in the language of
    query.py, else in a row as they are written. Raises ReviewError, with the message `gone`, for an id that is not on
    file, and QuestionError for words that cannot be read and stand nowhere.
    """
    wanted = unquote(asked.rpartition(LINK)[2]).strip()
    if find_sentence(session, wanted):
        return [wanted]
    if _ID.fullmatch(wanted):
        raise ReviewError(gone.format(asked=wanted))
    sentences = keep_visits(session.own, "sentences", session.visits)
    ids, texts = list(sentences["sentence_id"]), sentences["text"]
    in_a_row = [one for one, text in zip(ids, texts, strict=True) if fold(wanted).casefold() in fold(text).casefold()]
    try:
        return [ids[row] for row in find_words(texts, parse_query(wanted)).rows] or in_a_row
    except QuestionError:
        if not in_a_row:
            raise
        return in_a_row
