"""Mails and pages saved as one file (.eml, .mht): the letter in their text, or attached to it."""

import email
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from functools import cache
from typing import Any, NamedTuple

from analysis.base.resources import read_yaml
from analysis.read.document import Document, ReadError
from analysis.read.html import FEWEST_WORDS, parse_html
from analysis.read.mail_text import split_mails, unquote
from analysis.read.sniff import find_leftover
from analysis.read.text import decode_text, make_text

MOST_PARTS = 500  # of a mail; a saved newspaper page has up to 300
MOST_NESTED = 60  # mails and parts with parts; a mail forwarded twenty times has under 50
MAIL = "mail"  # why the head of a mail and what stands around the letter in it are left out
PARTS = re.compile(rb"^--", re.M)
NESTED = re.compile(rb"\bboundary\s*=|message/(rfc822|global)", re.I)
# What the library raises, at once or later, where heads or codes of a mail are garbled.
DAMAGE = (HeaderParseError, LookupError, UnicodeError, ValueError, TypeError, AttributeError, RecursionError)
OF_THE_PAGE = ("unknown-format", "other-format", "no-letter", "archive", "empty-file", "damaged-archive")


class Attachment(NamedTuple):
    """A file attached to a mail; `related` where it may be a part of its page."""

    name: str
    data: bytes
    related: bool


class MailParts(NamedTuple):
    """What a mail holds: its heads, its own texts (one for each mail in it), and what is attached."""

    heads: list[str]
    texts: list[Document]
    attachments: list[Attachment]


def parse_mail(data: bytes, *, parse_attached: Callable[[bytes], Document]) -> Document:
    """Return the document in a mail or saved page that is likeliest the letter; `others` holds the further ones.

    What is attached comes before the mail's own text, which is a document only where it is longer than a note, or
    where nothing is attached. `parse_attached` parses a file. All else of the mail is in `dropped`. Raises ReadError
    for a mail that is damaged, that holds more parts than any, or to which nothing is attached that can be read.
    """
    _check_parts(data)
    try:
        parts = _collect(email.message_from_bytes(data))
    except DAMAGE as error:
        raise ReadError("damaged-mail", f"{type(error).__name__}: {error}.") from error
    attached, faults = _parse_attachments(parts.attachments, parse_attached)
    texts = sorted(parts.texts, key=_count_words, reverse=True)
    long = [text for text in texts if not (attached or faults) or _count_words(text) >= FEWEST_WORDS]
    if not attached and not long:
        if faults:
            raise faults[0]
        raise ReadError("damaged-mail" if not parts.texts else "no-words", "It holds no text.")
    notes = tuple(("mail-attachment", fault.detail) for fault in faults)
    short = [line.text for text in texts if text not in long for line in text.lines]
    around = tuple((MAIL, text) for text in (*parts.heads, *short))
    first, *others = [*attached, *long]
    return replace(first, dropped=first.dropped + around, notes=first.notes + notes, others=tuple(others))


def _check_parts(data: bytes) -> None:
    """Raise ReadError for a mail of parts within parts, or of more parts than any mail has."""
    if (nested := len(NESTED.findall(data))) > MOST_NESTED:
        raise ReadError("damaged-mail", f"It holds {nested:,} mails or parts within each other.")
    if (lines := len(PARTS.findall(data))) > 20 * MOST_PARTS:
        raise ReadError("damaged-mail", f"It has {lines:,} lines that begin a part.")


def _collect(message: Message) -> MailParts:
    """Return what a mail, and the mails within it, hold."""
    parts = MailParts(_list_heads(message), [], [])
    pages, plains = [], []
    for n_parts, (part, related) in enumerate(_list_parts(message)):
        if n_parts > MOST_PARTS:
            raise ReadError("damaged-mail", f"It has more than {MOST_PARTS} parts.")
        kind, attached = part.get_content_type(), part.get_content_disposition() == "attachment"
        if kind.startswith("message/") and part.is_multipart():
            for inner in part.get_payload():
                for own, more in zip(parts, _collect(inner), strict=True):
                    own.extend(more)
        elif kind in ("text/plain", "text/html") and not attached:
            (pages if kind == "text/html" else plains).append(part)
        elif _may_be_document(kind, attached=attached):
            data = part.get_payload(decode=True) or b""
            parts.attachments.append(Attachment(_header(part.get_filename() or kind), data, related))
    parts.texts.extend(_parse_texts(pages, plains))
    return parts


def _may_be_document(kind: str, *, attached: bool) -> bool:
    """Tell whether a part of such a kind may be a document that was attached."""
    rules = _rules()
    return not re.fullmatch(rules["no_attachments"], kind) and (
        attached or not re.fullmatch(rules["attached_only"], kind)
    )


def _list_parts(message: Message, *, related: bool = False) -> Iterator[tuple[Message, bool]]:
    """Yield the parts of a mail that have no parts, and whether each belongs to a page; a mail within it is one."""
    if not message.is_multipart() or message.get_content_maintype() == "message":
        yield message, related
        return
    related = related or message.get_content_subtype() == "related"
    for part in message.get_payload():
        yield from _list_parts(part, related=related)


def _parse_texts(pages: list[Message], plains: list[Message]) -> list[Document]:
    """Return the mail's own text: its page, and the frames in it, else its plain text; without older mails below it."""
    documents = []
    for page in pages:
        try:
            data = page.get_payload(decode=True) or b""
            documents.append(parse_html(data, charset=page.get_content_charset(), fewest_words=1))
        except ReadError:  # an empty frame, or the mail says it in plain text
            continue
    if not documents and (text := "\n\n".join(map(_plain_text, plains))).strip():
        documents = [make_text(text)]
    return [split_mails(document, MAIL) for document in documents if document.lines]


def _plain_text(part: Message) -> str:
    text, _ = decode_text(part.get_payload(decode=True) or b"", part.get_content_charset())
    return unquote(text, flowed=part.get_param("format") == "flowed")


def _parse_attachments(
    attachments: list[Attachment], parse: Callable[[bytes], Document]
) -> tuple[list[Document], list[ReadError]]:
    """Return the documents attached, each with its name among its facts, and why each other one cannot be read."""
    documents, faults = [], []
    for name, data, related in attachments:
        try:
            if not data.strip():
                raise ReadError("empty-file")
            document = parse(data)
            if document.format == "text" and (related or find_leftover(name)):
                continue
            documents += [replace(one, facts=one.facts | {"file": name}) for one in (document, *document.others)]
        except ReadError as error:
            if not (find_leftover(name) or (related and error.reason in OF_THE_PAGE)):
                faults.append(ReadError(error.reason, f"Attached to the mail: {name}. {error.detail}".strip()))
    return [replace(document, others=()) for document in documents], faults


def _count_words(document: Document) -> int:
    return sum(len(line.text.split()) for line in document.lines)


def _list_heads(message: Message) -> list[str]:
    return [f"{name}: {_header(message[name])}" for name in _rules()["head"] if message[name]]


def _header(value: Any) -> str:
    """Return a field of the head of a mail with its words decoded, on one line."""
    with suppress(*DAMAGE):  # else it stays as it stands
        value = make_header(decode_header(str(value)))
    return " ".join(str(value).encode(errors="replace").decode().split())


@cache
def _rules() -> dict[str, Any]:
    return read_yaml("read/mail.yml")
