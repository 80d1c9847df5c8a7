"""All phrases searched for at once, in many sentences at once.

The phrases form a tree (a trie, as of Aho and Corasick 1975): an edge is a word of a phrase, or the alternatives for
it, and stands directly after the one before or after a gap. Words are told apart only as far as the phrases do, by the
elements that they fit; so a table says where each kind of word leads from each node, and numpy follows all beginnings
of phrases in all sentences together, word by word.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

CACHED_WORDS = 100_000
LONGEST_CACHED = 40
NO_WORD, NO_PHRASE = 0, 1  # kinds of words: what stands beyond the last word, and words that no phrase has
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

    def find(self, sentences: Sequence[Sequence[str]]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return four arrays with an entry per match, in order: sentence, first word, last word, phrase.

        All are numbers from 0; words are counted within their sentence. A phrase that begins at one word and may end
        at several ends at the nearest.
        """
        kinds = [self._kinds.get(word) or self._look_up(word) for words in sentences for word in words]
        lengths = np.array([len(words) for words in sentences], dtype=int)
        starts = np.cumsum(lengths) - lengths
        sentence = np.repeat(np.arange(len(lengths)), lengths)
        first, last, phrase = self._walk(np.array([*kinds, NO_WORD], dtype=int), (starts + lengths)[sentence])
        sentence = sentence[first]
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
                table.add_column(kind, sorted(elements), self._nodes)
        if len(word) <= LONGEST_CACHED and len(self._kinds) < CACHED_WORDS:
            self._kinds[word] = kind
        return kind

    def _walk(self, kinds: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return three arrays with an entry per match, in order: first word, last word, phrase.

        Words are counted through all sentences. `kinds` and `ends` have an entry per word: its kind, and where its
        sentence ends.
        """
        first = np.arange(len(ends))
        position, node = first - 1, np.zeros_like(first)
        found = [(first[:0], first[:0], first[:0])]
        while len(first):
            reached = [table.advance(first, position, node, kinds, ends) for table in self._tables]
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

    def __init__(self, lists: list[list[int]]):
        self._lists = lists
        self._arranged: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None

    def add(self, numbers: list[int]) -> int:
        """Add a list and return its number."""
        self._lists.append(numbers)
        self._arranged = None
        return len(self._lists) - 1

    def expand(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return two arrays with an entry per number that these lists hold, end to end.

        The first is the index, in `numbers`, of the list that it stands in; the second is the number itself.
        """
        if self._arranged is None:
            lengths = np.array([len(held) for held in self._lists], dtype=int)
            flat = np.array([number for held in self._lists for number in held], dtype=int)
            self._arranged = lengths, np.cumsum(lengths) - lengths, flat
        lengths, starts, flat = self._arranged
        n = lengths[numbers]
        index = np.repeat(np.arange(len(numbers)), n)
        within = np.arange(len(index)) - np.repeat(np.cumsum(n) - n, n)
        return index, flat[starts[numbers[index]] + within]


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
        self._cells = np.zeros((len(sources), 1024), dtype=np.int32)  # by row and kind: the number of a list of nodes

    def add_column(self, kind: int, elements: Sequence[str], nodes: _Lists) -> None:
        """Write down where a kind of word leads, by the elements that it fits."""
        if kind >= self._cells.shape[1]:
            self._cells = np.pad(self._cells, ((0, 0), (0, self._cells.shape[1])))
        targets: dict[int, list[int]] = {}
        for element in elements:
            for row, target in self._by_element.get(element, ()):
                targets.setdefault(row, []).append(target)
        for row, reached in targets.items():
            self._cells[row, kind] = reached[0] if len(reached) == 1 else nodes.add(reached)

    def advance(
        self, first: np.ndarray, position: np.ndarray, node: np.ndarray, kinds: np.ndarray, ends: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return three arrays with an entry per beginning of a phrase that goes on.

        They are the number of its first word, of the word reached, and of the list of nodes reached.
        """
        row = self._row[node]
        goes_on = (row >= 0).nonzero()[0]
        first, position, row = first[goes_on], position[goes_on], row[goes_on]
        to = np.minimum(position[:, None] + self._reach, len(ends))
        lists = np.where(to < ends[first][:, None], self._cells[row[:, None], kinds[to]], NOWHERE)
        hit, step = lists.nonzero()
        return first[hit], to[hit, step], lists[hit, step]
