"""Mails and saved pages (.eml, .mht): the letter in the body, or attached, and nothing else of the mail in it."""

import email.policy
import time
from email.message import EmailMessage, MIMEPart

import pytest
from hostile import make_docx, make_pdf, paragraph
from make_letters import read_letters, write_docx, write_html, write_pdf

from analysis.letters import parse_letter
from analysis.read import ReadError, read_document

LETTER = """Ofsted
Piccadilly Gate

12 March 2021

Dear Ms Example,

Focused visit to Leeds children’s services

This letter summarises the findings of a focused visit to Leeds children’s services on 9 and 10 February 2021.

Inspectors looked at the local authority’s arrangements for care leavers.

Headline findings

Personal advisers know young people well.

Findings

• Pathway plans are thorough and young people help to write them.
• Social workers’ caseloads are too high, and supervision is irregular.

Yours sincerely

Ann Example
His Majesty’s Inspector
"""
FORWARD = """Dear all,

for Thursday’s meeting. Ofsted found much to praise.

Pat

-----Original Message-----
From: Robin Clerk <clerk@example.org>
Sent: 15 March 2021 09:12
To: Pat
Subject: Ofsted letter

"""
COVER = "Dear all,\n\nthe letter is attached. Ofsted found that much is well.\n\nPat\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))


def make_mail(body: str = COVER, *, html: str | None = None, **options) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Clerk <clerk@example.org>", "pat@example.org", "FW: Ofsted letter"
    mail["Date"] = "Mon, 15 Mar 2021 09:00:00 +0000"
    mail.set_content(body, **options)
    if html is not None:
        mail.add_alternative(html, subtype="html")
    return mail


def attach(mail: EmailMessage, *files: tuple[str, str, bytes]) -> EmailMessage:
    for name, kind, data in files:
        mail.add_attachment(data, *kind.split("/"), filename=name)
    return mail


def as_html(text: str, outlook: bool = False) -> str:
    parts = []
    for line in filter(None, text.splitlines()):
        if outlook and line.startswith("• "):
            parts.append(
                "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span "
                "style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span></span>"
                f"<![endif]>{line[2:]}<o:p></o:p></p>"
            )
        else:
            parts.append(f"<p class=MsoNormal>{line}<o:p></o:p></p>")
    return f"<html><head><style>p {{margin:0}}</style></head><body>{''.join(parts)}</body></html>"


@pytest.fixture
def read(tmp_path):
    def read(mail, name="letter.eml"):
        path = tmp_path / name
        path.write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
        return parse_letter(read_document(path))

    return read


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The first made-up letter, as the bytes of a PDF, a Word file and a page."""
    folder, items = tmp_path_factory.mktemp("mail"), next(iter(read_letters().values()))["letter"]
    for write, name in ((write_pdf, "a.pdf"), (write_docx, "a.docx"), (write_html, "a.html")):
        write(items, folder / name)
    return {path.suffix[1:]: path.read_bytes() for path in folder.iterdir()}


def check_letter(letter):
    assert (letter.authority, letter.visit_type) == ("Leeds", "focused visit")
    assert (str(letter.start_date), str(letter.published_date)) == ("2021-02-09", "2021-03-12")
    assert [p.text[:13] for p in letter.paragraphs if p.kind == "finding"] == ["Pathway plans", "Social worker"]
    assert [person.name for person in letter.inspectors] == ["Ann Example"]


BODIES = {
    "8 bits": lambda: make_mail(LETTER, cte="8bit"),
    "quoted-printable": lambda: make_mail(LETTER, cte="quoted-printable"),
    "base64": lambda: make_mail(LETTER, cte="base64"),
    "of Windows": lambda: make_mail(LETTER, charset="windows-1252", cte="quoted-printable"),
    "Latin-1 that is Windows": lambda: (
        make_mail(LETTER, charset="windows-1252", cte="8bit").as_bytes().replace(b"windows-1252", b"iso-8859-1")
    ),
    "forwarded below a note": lambda: make_mail(FORWARD + LETTER),
    "below a note that forwards, as other programs write it": lambda: make_mail(
        "See below\n\nBegin forwarded message:\n\n> From: Clerk\n> Date: 15 March 2021\n> To: Pat\n\n"
        + "\n".join(f"> {line}".rstrip() for line in LETTER.splitlines())
    ),
    "above an older mail": lambda: make_mail(
        f"{LETTER}\n\nFrom: Pat\nSent: 1 March 2021 12:00\nTo: Clerk\nSubject: letter\n\nIs the letter there?\n"
    ),
    "a page alone": lambda: make_page_mail(as_html(LETTER)),
    "a page beside a poor text": lambda: make_mail("Open this mail in a browser.", html=as_html(LETTER)),
    "a page of Outlook": lambda: make_mail(LETTER.replace("• ", "· "), html=as_html(LETTER, outlook=True)),
    "with a picture": lambda: attach(make_mail(LETTER), ("logo.png", "image/png", PNG)),
}


def make_page_mail(html: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Date"] = "clerk@example.org", "Mon, 15 Mar 2021 09:00:00 +0000"
    mail.set_content(html, subtype="html", charset="windows-1252", cte="quoted-printable")
    return mail


@pytest.mark.parametrize("what", BODIES)
def test_a_letter_in_the_body_of_a_mail(read, what):
    letter = read(BODIES[what]())
    check_letter(letter)
    assert not any("clerk@" in paragraph.text for paragraph in letter.paragraphs)
    assert any("example.org" in left.text for left in letter.left_out)


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
def test_a_letter_attached_to_a_mail(read, made, kind):
    alone = read(made[kind], f"a.{kind}")
    letter = read(attach(make_mail(), (f"a.{kind}", "application/octet-stream", made[kind])))
    assert letter.paragraphs == alone.paragraphs
    assert letter.framework == alone.framework != "other"
    assert any("much is well" in left.text for left in letter.left_out), "the note of the mail is left out, not lost"
    assert letter.notes == alone.notes


def test_a_letter_attached_beside_other_documents_is_found_and_they_are_named(read, made):
    agenda = make_docx(paragraph("Agenda of the board"))
    letter = read(
        attach(make_mail(), ("agenda.docx", "application/msword", agenda), ("a.pdf", "application/pdf", made["pdf"]))
    )
    assert letter.framework != "other"
    assert any("Agenda of the board" in left.text for left in letter.left_out)
    assert any("a.pdf" in detail and "agenda.docx" in detail for _, detail in letter.notes)


def test_a_mail_within_a_mail(read):
    inner = make_mail(LETTER)
    outer = make_mail()
    outer.add_attachment(inner)
    check_letter(read(outer))


def test_a_scan_attached_to_a_note_is_refused_by_its_name(read):
    mail = attach(make_mail(), ("scan.pdf", "application/pdf", make_pdf([""] * 3)))
    with pytest.raises(ReadError) as refusal:
        read(mail)
    assert refusal.value.reason == "no-text"
    assert "scan.pdf" in refusal.value.detail


def test_a_scan_attached_to_the_letter_itself_is_named(read):
    letter = read(attach(make_mail(LETTER * 2), ("scan.pdf", "application/pdf", make_pdf([""] * 3))))
    assert letter.authority == "Leeds"
    assert any(reason == "mail-attachment" and "scan.pdf" in detail for reason, detail in letter.notes)


@pytest.mark.parametrize("maker", ["Blink", "Windows Internet Explorer 11", "Word"])
def test_a_page_saved_as_one_file(read, maker):
    related = EmailMessage(policy=email.policy.SMTP)
    if maker != "Word":
        related["From"] = f"<Saved by {maker}>"
    related["Subject"], related["Date"] = "=?utf-8?Q?Letter=20=E2=80=93=20Leeds?=", "Fri, 8 Nov 2024 10:00:00 -0000"
    related["MIME-Version"] = "1.0"
    related["Content-Type"] = 'multipart/related; type="text/html"; boundary="----MultipartBoundary--q1w2----"'
    page = MIMEPart()
    page.set_content(
        as_html(LETTER * 2 if maker == "none" else LETTER + "Words. " * 60, outlook=maker == "Word"),
        subtype="html",
        charset="utf-8" if maker == "Blink" else "windows-1252",
        cte="quoted-printable",
    )
    frame, style, picture = MIMEPart(), MIMEPart(), MIMEPart()
    frame.set_content("<html><body>Advertisement</body></html>", subtype="html")
    style.set_content("p {margin: 0}", subtype="css")
    picture.set_content(PNG, "image", "png")
    for part in (page, frame, style, picture):
        related.attach(part)
    letter = read(related, "saved page.mht")
    assert (letter.authority, str(letter.start_date), str(letter.published_date)) == (
        "Leeds",
        "2021-02-09",
        "2021-03-12",
    )
    assert sum("margin" in left.text for left in letter.left_out) == 0


def nest(depth: int) -> bytes:
    head = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n'
    heads = b"".join(head % (level, level) for level in range(depth))
    return b"MIME-Version: 1.0\r\n" + heads + b"Content-Type: text/plain\r\n\r\nDear Ms Parker\r\n"


HOSTILE = {
    "mails without end": lambda: nest(20_000),
    "mails within mails": lambda: (
        b"MIME-Version: 1.0\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 5000 + b"\r\nDear"
    ),
    "parts without number": lambda: (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\nDear\r\n" * 100_000
    ),
    "a mail of nothing": lambda: b"MIME-Version: 1.0\r\nFrom: x\r\n\r\n",
    "a mail of pictures": lambda: attach(make_mail(" "), ("a.png", "image/png", PNG)).as_bytes(),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_mail_is_refused_in_a_moment(read, what):
    started = time.monotonic()
    with pytest.raises(ReadError) as refusal:
        read(HOSTILE[what]())
    assert refusal.value.reason in ("damaged-mail", "no-words", "too-large")
    assert time.monotonic() - started < 5
