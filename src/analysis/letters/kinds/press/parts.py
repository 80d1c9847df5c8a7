"""Which paragraphs of an article are findings, which are listed items, and which are what others say of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from analysis.base.sentences import split_sentences
from analysis.letters.blocks import ITEMS
from analysis.letters.people import NAME
from analysis.letters.phrases import find_phrase
from analysis.letters.sections import PlacedBlock
from analysis.letters.shapes import HEADING
from analysis.letters.speech import COUNCIL, INSPECTOR, Memory, follow_speech

FINDING, CONTEXT, IMPROVEMENT, BYLINE = "finding", "context", "improvement", "byline"
LONGEST_ITEM = 40  # words of an item that has no bullet


def settle_parts(placed: Iterable[PlacedBlock]) -> Iterator[PlacedBlock]:
    """Yield placed blocks, text as a finding where inspectors speak and as context where anybody else does.

    What says nothing of it goes on with the text above it, but for what the council is about to do. A list of
    improvements ends at the first text behind its bullets, or, where it has none, where anybody speaks.
    """
    memory, part, items = Memory(), FINDING, None  # the items of an open list; None: no list is open
    for item in placed:
        if item.is_text and NAME.fullmatch(item.block.text):
            yield replace(item, part=BYLINE)
            continue
        if not item.is_text:
            items = None if item.part == HEADING and items else items
            yield item
            continue
        if item.part == IMPROVEMENT and items is not None and _is_item(item, items, memory):
            items.append(item)
            yield item
            continue
        speeches, memory = follow_speech(split_sentences(item.block.text), memory)
        who = next((speech.who for speech in speeches if speech.who), None)
        leads = item.part == CONTEXT and who != COUNCIL
        items = [] if leads or (item.part == IMPROVEMENT and item.section and items is None and not who) else None
        if who:
            part = FINDING if who == INSPECTOR else CONTEXT
        aside = leads or all(speech.is_plan for speech in speeches) or _is_recalled(item.block.text)
        yield replace(item, part=CONTEXT if aside else part)


def _is_item(item: PlacedBlock, items: list[PlacedBlock], memory: Memory) -> bool:
    if item.block.kind in ITEMS:
        return True
    if any(above.block.kind in ITEMS for above in items):
        return False
    sentences = split_sentences(item.block.text)
    is_short = len(sentences) == 1 and len(item.block.text.split()) <= LONGEST_ITEM
    return is_short and follow_speech(sentences, memory)[0][0].who is None


def _is_recalled(text: str) -> bool:
    """Tell whether each sentence of a paragraph tells of an earlier visit."""
    return all(find_phrase("press", "recalled", [sentence]) for sentence in split_sentences(text))
