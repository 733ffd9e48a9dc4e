"""A card's words as a small YAML form: what a learner sees in an editor, and what comes back from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizkit.domain.card import BLANK, Card
from quizkit.domain.safe_text import safe_text
from quizkit.formats.node import Node, shown
from quizkit.formats.yaml_lines import field, list_lines, text_lines
from quizkit.formats.yaml_nodes import read_nodes

_NEEDED = ("question", "answer", "topic")
_OPTIONAL = ("accept", "choices")
_HELP = (
    "Put it in your own words, save and leave; leave without a change, and nothing changes.",
    "accept: lists further right answers, choices: what to choose from, each after a hyphen.",
    f"A question with the blank {BLANK} is a cloze.",
)


def write_form(card: Card, notes: Sequence[str] = ()) -> str:
    """The card's words, with its evidence and ``notes`` as comments; ``read_form`` gives the same card."""
    lines = [f"# {_one_line(card.key)}", *(f"# {line}" for line in _HELP), *_fields(card)]
    for evidence in card.evidence:
        lines.append(f"# {_one_line(f'{evidence.source}:{evidence.line} {evidence.quote}')}")
    lines += [f"# {_one_line(note)}" for note in notes]
    return "\n".join(lines) + "\n"


def read_form(text: str, name: str, card: Card) -> Card:
    """``card`` with the words of the form; ``name`` tells the learner where the form is.

    What kind of card it is follows from its words. Raises DeckError, naming file, line and way out.
    """
    found = read_nodes(text, name).fields("the form of a card", _NEEDED, _OPTIONAL)
    worded = card.worded(
        question=found["question"].text("question"),
        answer=found["answer"].text("answer"),
        topic=found["topic"].text("topic"),
        accept=_texts(found.get("accept"), "accept"),
        choices=_texts(found.get("choices"), "choices"),
    )
    if fault := worded.fault():
        found["question"].refuse(f"the card {shown(card.key)} breaks a rule of cards: {fault}")
    return worded


def _fields(card: Card) -> Iterator[str]:
    yield from field("question", card.question)
    yield from field("answer", card.answer)
    yield from list_lines("accept", map(text_lines, card.accept))
    yield from list_lines("choices", map(text_lines, card.choices))
    yield from field("topic", card.topic)


def _texts(node: Node | None, what: str) -> tuple[str, ...]:
    # A list whose last member was deleted leaves its name behind.
    if node is None or node.value == "":
        return ()
    return tuple(member.text(f"a member of {what}") for member in node.items(what))


def _one_line(text: str) -> str:
    return " ".join(safe_text(text).split())
