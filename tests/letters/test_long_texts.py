"""No pattern takes ever longer: ten thousand lines without a full stop go through in one to three seconds."""

import time

import pytest

from analysis.letters import parse_letter
from analysis.read import read_document

LINES = 10_000
SECONDS = 8  # of work for one that takes one to three; a pattern that runs to the end from each word takes fifty
ROUNDS = 2  # a machine that others share stands still now and then
VISIT = """Ofsted

24 October 2024

Focused visit to Leeds children’s services

This letter summarises the findings of the focused visit to Leeds children’s services on 17 and 18 September 2024.

Main findings

"""
PRESS = "Leeds praised\n\nOfsted found that children in Leeds are safe.\n\n"
MAIL = "From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
PAGE = "<html><body><main>{}</main></body></html>"
WORDS = "social workers visit {} children and inspectors looked at"
COUNCIL = "Lead inspector Jo Marlow of Leeds Council said on {} and 3 May"

TEXTS = {
    "a letter": VISIT + "\n".join(WORDS.format(n) for n in range(LINES)),
    "a letter on one line": VISIT + " ".join(WORDS.format(n) for n in range(LINES)),
    "listed items": VISIT + "\n".join(f"- {WORDS.format(n)}" for n in range(LINES)),
    "an article": PRESS + "\n".join(WORDS.format(n) for n in range(LINES)),
    "an article of names and days": PRESS + "\n".join(COUNCIL.format(n % 28) for n in range(LINES)),
    "codes": "JVBERi0xLjQKJZOMi54gUmVwb3J0TGFiIEdlbmVyYXRlZCBQREYgZG9jdW1lbnQg\n" * LINES,
    "a page": PAGE.format("".join(f"<p>{WORDS.format(n)}</p>" for n in range(LINES))),
    "a quoted mail": MAIL + "\n".join(f"> {WORDS.format(n)}" for n in range(LINES)),
    "a mail of heads": MAIL + "From: a\nTo: b\nSent: today\n" * (LINES // 3),
}


@pytest.mark.parametrize("what", TEXTS)
def test_ten_thousand_lines_without_a_full_stop(tmp_path, what):
    path = tmp_path / "letter"
    path.write_text(TEXTS[what], encoding="utf-8")

    def time_parsing() -> float:
        started = time.process_time()
        parse_letter(read_document(path))
        return time.process_time() - started

    assert any(time_parsing() < SECONDS for _ in range(ROUNDS))
