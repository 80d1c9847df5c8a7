"""Text of an article that is set like a heading: its lead in bold, and the words before what somebody says."""

from dataclasses import replace

from analysis.letters.blocks import Block
from analysis.letters.line_ends import SENTENCE_END
from analysis.letters.speech import INSPECTOR, Memory, follow_speech

LONGEST_HEADING = 5  # words that end in a full stop and may be a heading all the same: "What happens next."
LONGEST_OPEN_HEADING = 25  # words without one, as headlines of sections have them


def mend_heading(block: Block) -> Block:
    """Return a heading that reads like text as a paragraph; any other block as it is."""
    return replace(block, kind="paragraph") if block.kind == "heading" and _is_text(block.text) else block


def _is_text(text: str) -> bool:
    """Tell whether words are a sentence, or lead to what somebody else than the inspectors says."""
    n_words = len(text.split())
    if text.endswith(":"):
        return follow_speech([text], Memory())[0][0].who not in (None, INSPECTOR)
    ends = SENTENCE_END.search(text) is not None and not text.rstrip("\"'”’)").endswith("?")
    return n_words > (LONGEST_HEADING if ends else LONGEST_OPEN_HEADING)
