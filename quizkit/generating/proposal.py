"""What a rule proposes, before the verdict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact
from quizkit.generating.names import Names

MODEL = "model"
"""The rule of a card that a model wrote: ``quizkit.generating.model`` let it in."""

LONGEST_STATEMENT = 1500
"""Characters: what goes on longer without an end is a list, a table or a transcript without stops."""

LONGEST_QUOTE = 320
"""Characters: of a longer statement only the segment that holds the answer is quoted."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question and its answer, as a rule of one kind would ask it.

    ``answer`` stands verbatim in the statement. ``answer_type`` is what a reader can tell of the answer beforehand
    ("number", "person"); "" where the question leaves it open.
    """

    rule: str
    kind: CardKind
    question: str
    answer: str
    analysis: Analysis
    fact: Fact | None = None
    answer_type: str = ""
    accept: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    wording: str = ""
    """How its question says more than its clause: "topic in front", "participle behind", "whole sentence"."""

    quote: str = ""
    """The passage that proves it, where less than the statement is enough and better."""


class Context:
    """What a rule may know besides the statement in hand: the names, and the ``analyses`` of all statements."""

    def __init__(self, names: Names, analyses: Sequence[Analysis]) -> None:
        self.names = names
        self.analyses = analyses
        self._entries = Counter(a.statement.section for a in analyses if a.body != a.statement.text)
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._told: dict[str, list[int]] = defaultdict(list)
        for number, analysis in enumerate(analyses):
            self._told[analysis.statement.text].append(number)
            for word in {word.lower for word in analysis.words}:
                self._holders[word].append(number)

    def of_text(self, text: str) -> list[Analysis]:
        """The analyses of the statements with these words."""
        return [self.analyses[n] for n in self._told.get(text, ())]

    def entries(self, section: str) -> int:
        """How many statements under a heading open with a term that they explain."""
        return self._entries[section]

    def sharing(self, words: Set[str], share: float) -> list[int]:
        """The numbers of the statements that hold more than a share of the words."""
        found = Counter(number for word in words for number in self._holders.get(word, ()))
        return [number for number, times in found.items() if times > share * len(words)]
