"""What Anki will do with a package, in the words of both fronts. No Textual here, as in ``words``."""

from __future__ import annotations

from collections.abc import Iterator

from quizkit.domain.card import Card
from quizkit.library.foretold import Foretold
from quizkit.tui.words import counted

MOST_NAMED = 10
"""Cards of each sort that are named where the learner did not ask for all."""


def foretold_in_words(foretold: Foretold, *, verbose: bool) -> str:
    """The counts, then the cards that change."""
    if not foretold.package and foretold.since is None:
        lines = [f"Anki will add {counted(len(foretold.added), 'card')}: this deck was never exported from here"]
        return "\n".join(lines + list(_named("new", [_asked(card) for card in foretold.added], verbose)))
    new, updated, left = len(foretold.added), len(foretold.updated), len(foretold.left) + len(foretold.refused)
    has = f"the cards of {foretold.package}"
    if foretold.since is not None:
        has = f"what was exported on {foretold.since.astimezone():%Y-%m-%d %H:%M}"
    lines = [f"Anki will add {new}, update {updated} and leave {left} as they are, if it has {has}"]
    lines += _named("new", [_asked(card) for card in foretold.added], verbose)
    lines += _named("updated", [_asked(card) for card in foretold.updated], verbose)
    lines += _named("another kind now, not updated", [_asked(card) for card in foretold.refused], verbose)
    moved = [f"{_asked(m.card)} ({m.before} -> {m.card.topic})" for m in foretold.moved]
    lines += _named("new topic", moved, verbose)
    if moved:
        lines.append("  Anki moves no card: what is updated gets the new tag and stays in its subdeck")
    if foretold.gone:
        what = counted(len(foretold.gone), "card")
        lines.append(f"  {what} of earlier exports left the deck; Anki keeps them until you delete them there")
        lines += _named("gone", list(foretold.gone), verbose)
    return "\n".join(lines)


def _named(what: str, cards: list[str], verbose: bool) -> Iterator[str]:
    shown = cards if verbose else cards[:MOST_NAMED]
    yield from (f"  {what}: {card}" for card in shown)
    if more := len(cards) - len(shown):
        yield f"  {what}: and {more} more; --verbose names all"


def _asked(card: Card) -> str:
    return " ".join(f"{card.question} = {card.answer}".split())
