"""Texts of letters as any other program can take them: no sign that XML forbids, none that turns the line round."""

import re

# Control characters but for tab and line end, marks that set the direction of writing or do not show, halves of signs
# and what is no sign at all.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)

# In the name of a file: what is no text, for systems let it be any bytes, and what ends a line or steers a terminal.
UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Return a text without the signs of FORBIDDEN.

    >>> clean_text("tab\\tand \\x07bell, \\u202eturned\\u202c")
    'tab\\tand bell, turned'
    """
    return FORBIDDEN.sub("", text)
