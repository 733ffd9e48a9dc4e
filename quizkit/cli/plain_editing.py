"""A card's words asked for line by line, for ``study --plain``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from quizkit.domain.card import Card, CardKind

_BETWEEN = ";"


def ask_words(card: Card, ask: Callable[[str], str | None]) -> Card | None:
    """The card in the words that the learner gives it; None where the lines came to an end before the last of them.

    ``ask`` says its text and gives the learner's next line, or None. An empty line keeps what there is, a hyphen takes
    further right answers away.
    """
    if (question := ask(f"Question: {card.question}\nNew question, or Enter to keep it:")) is None:
        return None
    worded = _choices(card, ask) if card.kind is CardKind.CHOICE else _answer(card, ask)
    if worded is None or (topic := ask(f"Topic: {card.topic}\nNew topic, or Enter to keep it:")) is None:
        return None
    return replace(worded, question=question or card.question, topic=topic or card.topic)


def _answer(card: Card, ask: Callable[[str], str | None]) -> Card | None:
    if (answer := ask(f"Answer: {card.answer}\nNew answer, or Enter to keep it:")) is None:
        return None
    also = f"{_BETWEEN} ".join(card.accept) or "none"
    accept = ask(f"Also right: {also}\nOthers, with {_BETWEEN} between them, - for none, or Enter to keep them:")
    if accept is None:
        return None
    return replace(card, answer=answer or card.answer, accept=_parted(accept) if accept else card.accept)


def _choices(card: Card, ask: Callable[[str], str | None]) -> Card | None:
    choices, answer = [], card.answer
    for choice in card.choices:
        is_answer = choice == card.answer
        what = "The right option" if is_answer else "A wrong option"
        if (given := ask(f"{what}: {choice}\nNew wording, or Enter to keep it:")) is None:
            return None
        choices.append(given or choice)
        answer = choices[-1] if is_answer else answer
    return replace(card, choices=tuple(choices), answer=answer)


def _parted(line: str) -> tuple[str, ...]:
    parts = (part.strip() for part in line.split(_BETWEEN))
    return () if line == "-" else tuple(part for part in parts if part)
