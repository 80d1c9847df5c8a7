"""All phrases searched for at once, in many sentences at once.

The phrases form a tree (a trie, as of Aho and Corasick 1975): an edge is a word of a phrase, or the alternatives for
it, and stands directly after the one before or after a gap. Words are told apart only as far as the phrases do, by the
elements that they fit; so a table says where each kind of word leads from each node, and numpy follows all beginnings
of phrases in all sentences together, word by word.
"""

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

CACHED_WORDS = 100_000
LONGEST_CACHED = 40
NO_WORD, NO_PHRASE = 0, 1  # kinds of words: what stands between sentences, and words that no phrase has
KINDS_AT_FIRST = 4096  # for so many kinds of words there is room; a hundred reports have about as many
NOWHERE = 0  # where most words lead; a phrase never leads back to its root, the node 0


class Step(NamedTuple):
    """The next word of a phrase (alternatives joined by `/`) and how many words may be skipped before it."""

    element: str
    skip: int


class Automaton:
    """A tree of phrases, given by their steps; up to `gap` words may be skipped before a step that says so."""

    def __init__(self, phrases: Sequence[Sequence[Step]], gap: int):
        edges: tuple[dict, dict] = {}, {}  # (node, element) -> node: directly after the word before, and after a gap
        ending: list[list[int]] = [[]]  # by node: the phrases that end there
        self._elements: dict[str, set[str]] = {}  # a word, or the beginning of one with *, to the elements it fits
        for phrase, steps in enumerate(phrases):
            node = 0
            for step in steps:
                node = edges[step.skip > 0].setdefault((node, step.element), len(ending))
                if node == len(ending):
                    ending.append([])
                for word in step.element.split("/"):
                    self._elements.setdefault(word, set()).add(step.element)
            ending[node].append(phrase)
        self._longest = max(map(len, self._elements), default=0)
        self._kinds: dict[str, int] = {}  # of the words met so far
        self._kind_of: dict[frozenset[str], int] = {frozenset(): NO_PHRASE}
        self._nodes = _Lists([[node] for node in range(len(ending))])
        self._tables = _Table(edges[0], len(ending), range(1, 2)), _Table(edges[1], len(ending), range(1, gap + 2))
        self._ending = _Lists(ending)
        self._between = [NO_WORD] * (gap + 1)  # sentences: no phrase leads from one into the next

    def find(self, sentences: Sequence[Sequence[str]]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return four arrays with an entry per match, in order: sentence, first word, last word, phrase.

        All are numbers from 0; words are counted within their sentence. A phrase that begins at one word and may end
        at several ends at the nearest.
        """
        kinds: list[int] = []
        for words in sentences:
            kinds += [self._kinds.get(word) or self._look_up(word) for word in words]
            kinds += self._between
        lengths = np.array([len(words) + len(self._between) for words in sentences], dtype=int)
        starts = np.cumsum(lengths) - lengths
        first, last, phrase = self._walk(np.array(kinds, dtype=int))
        sentence = np.repeat(np.arange(len(lengths)), lengths)[first]
        return sentence, first - starts[sentence], last - starts[sentence], phrase

    def _look_up(self, word: str) -> int:
        """Return the kind of a word, by the elements of phrases that it fits."""
        plain = word.removesuffix("'s").removesuffix("'")
        beginnings = (word[:length] + "*" for length in range(1, min(len(word), self._longest) + 1))
        known = (part for part in (word, plain, *beginnings) if part in self._elements)
        elements = frozenset().union(*(self._elements[part] for part in known))
        kind = self._kind_of.setdefault(elements, len(self._kind_of) + NO_PHRASE)
        if kind == len(self._kind_of) and elements:
            for table in self._tables:
                table.add_kind(kind, sorted(elements), self._nodes)
        if len(word) <= LONGEST_CACHED and len(self._kinds) < CACHED_WORDS:
            self._kinds[word] = kind
        return kind

    def _walk(self, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return three arrays with an entry per match, in order: first word, last word, phrase.

        They are indices of `kinds`, which has the kind of each word of all sentences, and what stands between these.
        """
        first = (kinds > NO_PHRASE).nonzero()[0]
        position, node = first - 1, np.zeros_like(first)
        found = [(first[:0], first[:0], first[:0])]
        while len(first):
            reached = [table.advance(first, position, node, kinds) for table in self._tables]
            first, position, node = (np.concatenate(column) for column in zip(*reached, strict=True))
            index, node = self._nodes.expand(node)
            first, position = first[index], position[index]
            index, phrase = self._ending.expand(node)
            found.append((first[index], position[index], phrase))
        first, last, phrase = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.lexsort((last, phrase, first))
        first, last, phrase = first[order], last[order], phrase[order]
        nearest = np.ones(len(first), dtype=bool)
        nearest[1:] = (first[1:] != first[:-1]) | (phrase[1:] != phrase[:-1])
        order = np.lexsort((phrase[nearest], last[nearest], first[nearest]))
        return first[nearest][order], last[nearest][order], phrase[nearest][order]


class _Lists:
    """Numbered lists of whole numbers, to be looked up many at a time."""

    def __init__(self, lists: Iterable[Sequence[int]]):
        # Arrays that grow, and that numpy sees without a copy: where each list starts in all numbers, and its length.
        self._starts, self._lengths, self._numbers = array("q"), array("q"), array("q")
        for numbers in lists:
            self.add(numbers)

    def add(self, numbers: Sequence[int]) -> int:
        """Add a list and return its number."""
        self._starts.append(len(self._numbers))
        self._lengths.append(len(numbers))
        self._numbers.extend(numbers)
        return len(self._starts) - 1

    def expand(self, lists: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return two arrays with an entry per number that the lists of these numbers hold, end to end.

        The first is the index, in `lists`, of the list that it stands in; the second is the number itself.
        """
        n = np.asarray(self._lengths)[lists]
        index = np.repeat(np.arange(len(lists)), n)
        within = np.arange(len(index)) - np.repeat(np.cumsum(n) - n, n)
        return index, np.asarray(self._numbers)[np.asarray(self._starts)[lists[index]] + within]


class _Table:
    """Where kinds of words lead, by edges that may be taken so many words (`reach`) after the word before."""

    def __init__(self, edges: dict[tuple[int, str], int], n_nodes: int, reach: range):
        self._reach = np.array(reach)
        sources = sorted({node for node, _ in edges})
        self._row = np.full(n_nodes, -1)
        self._row[sources] = np.arange(len(sources))
        self._by_element: dict[str, list[tuple[int, int]]] = {}
        for (node, element), target in edges.items():
            self._by_element.setdefault(element, []).append((int(self._row[node]), target))
        # By kind and row, the number of a list of nodes; what a kind of word adds lies together in memory.
        self._cells = np.zeros((KINDS_AT_FIRST, len(sources)), dtype=np.int32)

    def add_kind(self, kind: int, elements: Sequence[str], nodes: _Lists) -> None:
        """Write down where a kind of word leads, by the elements that it fits."""
        if kind >= len(self._cells):
            self._cells = np.concatenate([self._cells, np.zeros_like(self._cells)])
        targets: dict[int, list[int]] = {}
        for element in elements:
            for row, target in self._by_element.get(element, ()):
                targets.setdefault(row, []).append(target)
        lists = [reached[0] if len(reached) == 1 else nodes.add(reached) for reached in targets.values()]
        self._cells[kind, list(targets)] = lists

    def advance(
        self, first: np.ndarray, position: np.ndarray, node: np.ndarray, kinds: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return three arrays with an entry per beginning of a phrase that goes on.

        They are the number of its first word, of the word reached, and of the list of nodes reached.
        """
        row = self._row[node]
        goes_on = (row >= 0).nonzero()[0]
        first, position, row = first[goes_on], position[goes_on], row[goes_on]
        to = position[:, None] + self._reach
        lists = self._cells[kinds[to], row[:, None]]
        hit, step = (lists != NOWHERE).nonzero()
        return first[hit], to[hit, step], lists[hit, step]
