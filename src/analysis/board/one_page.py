"""What is said of one letter as blocks of text that fit on one side of A4, cut by the steps of one_page.yml."""

import functools
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from analysis.base.resources import read_yaml
from analysis.board.office import clean_line, shorten_text
from analysis.compare import join_words, label_value
from analysis.compare.arrival import read_brief_words
from analysis.compare.brief import Brief, ListedItem, Listing, name_runs
from analysis.compare.returns import Return

Room = dict[str, int]  # the most of each thing, as the steps of one_page.yml name them; `asked`: the most items


class Block(NamedTuple):
    """A paragraph: its kind (one_page.yml), its text, and what stands in bold before it."""

    kind: str
    text: str
    lead: str = ""


@functools.cache
def read_page_rules() -> dict[str, Any]:
    """Return one_page.yml, `widths` by sign."""
    rules = read_yaml("board/one_page.yml")
    widths = {sign: width for width, signs in rules["widths"].items() if width != "rest" for sign in signs}
    return rules | {"signs": widths}


def fit_blocks(brief: Brief) -> list[Block]:
    """Return the blocks of the page on a letter, no more cut than it takes to stand on one side."""
    rooms = list(list_rooms(len(brief.asked)))
    fitting = next((number for number, room in enumerate(rooms) if fits(brief, room)), len(rooms) - 1)
    return list_blocks(brief, give_back(brief, rooms[: fitting + 1]))


def give_back(brief: Brief, rooms: list[Room]) -> Room:
    """Return the last of the rooms with as much of what earlier ones had as there is room for (one_page.yml)."""
    room = rooms[-1]
    for name in read_page_rules()["given_back"]:
        least, most = room[name], max(earlier[name] for earlier in rooms)
        while least < most:  # halve what lies between what fits and what may not
            middle = (least + most + 1) // 2
            least, most = (middle, most) if fits(brief, room | {name: middle}) else (least, middle - 1)
        room = room | {name: least}
    return room


def fits(brief: Brief, room: Room) -> bool:
    """Return whether the page on a letter in so much room stands on one side."""
    return measure_blocks(list_blocks(brief, room)) <= find_height()


def list_rooms(n_asked: int) -> Iterator[Room]:
    """Yield what there is room for, from all to least, step by step (one_page.yml)."""
    rules, room = read_page_rules(), {"asked": n_asked}
    for number, step in enumerate(rules["cuts"], start=1):
        room = room | step
        yield room
        if number == rules["items_after"]:
            for asked in range(n_asked - 1, rules["least_items"] - 1, -1):
                room = room | {"asked": asked}
                yield room


def list_blocks(brief: Brief, room: Room) -> list[Block]:
    """Return the blocks of the page on a letter in so much room; what is cut says so."""
    heads = read_brief_words()["headings"]
    asked = f"{heads['asked']}: {brief.asked_head}" if brief.asked else heads["asked"]
    blocks = [
        Block("title", cut(brief.title, room["title"])),
        Block("text", " ".join(cut(fact, room["facts"]) for fact in brief.facts)),
        Block("text", cut(brief.grades, room["grades"])),
        Block("heading", asked),
        *list_asked_blocks(brief, room),
        Block("heading", heads["returned"]),
        *list_returned_blocks(brief, room),
        Block("heading", heads["new"]),
        *(Block("bullet", fill_listing(one, room)) for one in brief.new),
        Block("heading", heads["unlooked"]),
        *(Block("bullet", fill_listing(one, room)) for one in brief.unlooked),
        *list_quote_blocks(brief, room),
    ]
    blocks = [block for block in blocks if block.text]
    said = read_page_rules()["said"]["shortened"].format(document=brief.document)
    shortened = [said] if any("…" in block.text for block in blocks) else []
    sources = [cut(one, room["sources"]) for one in [*brief.sources, *shortened]]
    return [*blocks, Block("small", " ".join(sources), f"{heads['sources']}:")]


def list_asked_blocks(brief: Brief, room: Room) -> list[Block]:
    """Return a block per item that a letter asks for, and one on how many more there are, and from which page on."""
    said, urgent = read_page_rules()["said"], read_brief_words()["asked"]["urgent"]
    if not brief.asked:
        return [Block("text", brief.asked_none)]
    shown, rest = brief.asked[: room["asked"]], brief.asked[room["asked"] :]
    blocks = [
        Block("number", show_item(item, room), urgent if item.kind == "priority_action" else "") for item in shown
    ]
    if rest:
        page = said["page"].format(page=rest[0].page) if rest[0].page else ""
        blocks.append(Block("text", said["more_items"].format(n=len(rest), document=brief.document, page=page)))
    return [*blocks, Block("text", brief.answers)] if brief.answers else blocks


def show_item(item: ListedItem, room: Room) -> str:
    """Return an item with what the council does about it, as far as there is room, and whether that is due or done."""
    parts = [cut(item.response, room["response"]) if room["response"] else "", item.due]
    answer = " ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in parts if part)
    text = cut(item.text, room["item"])
    return read_brief_words()["asked"]["answered"].format(item=text, answer=answer) if answer else text


def list_returned_blocks(brief: Brief, room: Room) -> list[Block]:
    """Return a block per earlier item that came back, and the sentences on what did not."""
    said, shown = read_page_rules()["said"], brief.returned[: room["returned"]]
    rest, is_any_checked = brief.returned[len(shown) :], any(row.is_checked for row in brief.returned)
    more = [said["more_returned"].format(counts=count_returns(rest))] if rest else []
    unchecked = [read_brief_words()["returned"]["unchecked"]] if brief.returned and not is_any_checked else []
    notes = [Block("bullet", cut(note, room["note"])) for note in [*more, *unchecked, *brief.returned_notes]]
    return [*(show_return(row, room, say_who=is_any_checked) for row in shown), *notes]


def count_returns(returned: list[Return]) -> str:
    """Return how many earlier items came back in full and how many in part, with the items that ask for them."""
    words, counts = read_page_rules()["said"]["numbers"], []
    for status in dict.fromkeys(row.status for row in returned):
        own = [row for row in returned if row.status == status]
        numbers = sorted({number for row in own for number in row.numbers})
        named = words.format(named=join_words(name_runs(numbers))) if numbers else ""
        counts.append(f"{len(own)} {label_value('ledger_counts', status)}{named}")
    return "; ".join(counts)


def show_return(row: Return, room: Room, *, say_who: bool) -> Block:
    """Return what is said of an earlier item that came back: in which items, when it was asked, how sure, by whom."""
    words = read_brief_words()["returned"]
    numbers = words["numbers"].format(named=join_words(map(str, row.numbers))) if row.numbers else ""
    where = [f"{row.label}, {row.place}{words['before'].format(labels=join_words(row.before)) if row.before else ''}"]
    if row.certainty is not None:
        where.append(words["certainty"].format(certainty=f"{row.certainty:.0%}"))
    if say_who:
        where.append(words["by_person" if row.is_checked else "by_machine"])
    text = words["earlier"].format(text=cut(row.text, room["earlier"]), where=clean_line("; ".join(where)))
    return Block("bullet", f"{text}.", words["leads"][row.status].format(numbers=numbers))


def list_quote_blocks(brief: Brief, room: Room) -> list[Block]:
    """Return the heading and a block per quotation with its place; nothing where there is none."""
    words = read_brief_words()
    if not brief.quotes:
        return []
    by = words["quotes"]["quoted"] if brief.is_press else ""
    return [
        Block("heading", words["headings"]["quotes"]),
        *(
            Block(
                "quote",
                f"“{cut(one.text, room['quote'])}” ({clean_line(one.place)}{by})",
                f"{words['quotes'][one.stance]}:",
            )
            for one in brief.quotes
        ),
    ]


def fill_listing(listing: Listing, room: Room) -> str:
    """Return a sentence with its names; of many the first, and how many more there are."""
    names, most = list(listing.names), room["names"]
    if len(names) > most:
        names = [*names[:most], read_page_rules()["said"]["more_names"].format(n=len(names) - most)]
    return clean_line(listing.words.replace("{named}", "; ".join(names)))


def cut(text: str, most: int) -> str:
    """Return a text in one line, of at most so many characters."""
    return shorten_text(text, most)


def measure_blocks(blocks: Iterable[Block]) -> float:
    """Return how high blocks stand below each other, in points."""
    kinds = read_page_rules()["kinds"]
    return sum(
        kind["before"] + kind["after"] + kind["line"] * count_lines(block)
        for block in blocks
        for kind in [kinds[block.kind]]
    )


def count_lines(block: Block) -> int:
    """Return how many lines a block takes, by the widths of its letters (one_page.yml).

    >>> count_lines(Block("text", "short")), count_lines(Block("text", "word " * 40))
    (1, 3)
    """
    rules = read_page_rules()
    kind, page = rules["kinds"][block.kind], rules["page"]
    across = page["width"] - 2 * page["margin"] - kind["indent"]
    lines, used = 1, 0.0
    for words, is_bold in ((block.lead, True), (block.text, kind.get("bold", False))):
        scale = kind["size"] / 1000 * (rules["bold"] if is_bold else 1)
        for word in words.split():
            width, blank = measure_word(word) * scale, measure_word(" ") * scale
            if used and used + blank + width > across:
                lines, used = lines + 1, 0.0
            used += width + (blank if used else 0.0)
            while used > across:  # a word of many lines is broken anywhere
                lines, used = lines + 1, used - across
    return lines


@functools.lru_cache(maxsize=1 << 14)  # the same words come again with every try
def measure_word(word: str) -> int:
    """Return how broad a word is in Arial, in thousandths of its size.

    >>> measure_word("ill")
    666
    """
    rules = read_page_rules()
    return sum(rules["signs"].get(sign, rules["widths"]["rest"]) for sign in word)


def find_height() -> float:
    """Return how much of a side may be filled, in points."""
    page = read_page_rules()["page"]
    return (page["height"] - 2 * page["margin"]) * page["filled"]
