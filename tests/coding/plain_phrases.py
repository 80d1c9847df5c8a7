"""Phrases found in the plainest way: a tree of dicts, walked word by word: what the quick finder must equal."""

from collections.abc import Iterator, Sequence

GAP = 5  # words that `...` may skip

Node = dict  # (element, whether a gap is before it) -> Node; None -> the numbers of the phrases that end here


def grow_tree(phrases: Sequence[str]) -> Node:
    """Return the tree of phrases, which are numbered from 0."""
    root: Node = {}
    for number, phrase in enumerate(phrases):
        node, is_gap = root, False
        for element in phrase.split():
            if element == "...":
                is_gap = True
                continue
            node, is_gap = node.setdefault((element, is_gap), {}), False
        node.setdefault(None, []).append(number)
    return root


def find_plainly(phrases: Sequence[str], sentences: Sequence[list[str]]) -> list[tuple[int, int, int, int]]:
    """Return (sentence, first word, last word, phrase) for each match, in order; of several last words the nearest."""
    tree, nearest = grow_tree(phrases), {}
    for number, words in enumerate(sentences):
        for first in range(len(words)):
            for phrase, last in walk(tree, words, first, first + 1):
                key = (number, first, phrase)
                nearest[key] = min(last, nearest.get(key, last))
    return sorted((number, first, last, phrase) for (number, first, phrase), last in nearest.items())


def walk(node: Node, words: list[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield (phrase, last word) for each way on from a node, whose next word lies from `start` to before `stop`."""
    for position in range(start, min(stop, len(words))):
        for edge, child in node.items():
            if edge and (not edge[1] and position > start):
                continue
            if edge and fits(words[position], edge[0]):
                yield from ((phrase, position) for phrase in child.get(None, ()))
                yield from walk(child, words, position + 1, position + 2 + GAP)


def fits(word: str, element: str) -> bool:
    """Return whether a word, with or without its genitive, is one of the alternatives of an element."""
    plain = word.removesuffix("'s").removesuffix("'")
    return any(
        word.startswith(one.removesuffix("*")) if one.endswith("*") else one in (word, plain)
        for one in element.split("/")
    )
