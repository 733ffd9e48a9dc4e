"""What a new edition brought to a deck, in the words of both fronts. No Textual here, as in ``words``."""

from __future__ import annotations

from collections.abc import Iterator

from quizkit.domain.card import Card
from quizkit.domain.deck import DeckChanges
from quizkit.library.editions import Brought, Contested
from quizkit.tui.words import counted

MOST_NAMED = 10
"""Cards of each sort that are named where the learner did not ask for all."""


def brought_in_words(brought: Brought, *, verbose: bool) -> str:
    """The counts, then the cards that changed: old words and new ones, side by side where they differ."""
    changes = brought.changes
    before = {card.key: card for card in brought.before.cards} if brought.before else {}
    now = {card.key: card for card in brought.deck.cards}
    waiting = {draft.card.key for draft in brought.drafts}
    lines = [f"{brought.deck.slug}: {changes_in_words(changes)}{_drafts(brought)}"]
    is_first = brought.before is None
    lines += _named("reworded", [_reworded(before[key], now[key]) for key in changes.reworded], verbose)
    if not is_first or verbose:
        lines += _named("new", [[_asked(now[key])] for key in changes.new], verbose)
    gone = [[_asked(before[key]) + (", waits as a draft now" if key in waiting else "")] for key in changes.gone]
    lines += _named("gone", gone, verbose)
    lines += _named("yours, left as it is", list(map(_contested, brought.contested)), verbose)
    if brought.rejected:
        lines.append(f"  {counted(len(brought.rejected), 'card')} that you rejected stayed out")
    return "\n".join(lines)


def changes_in_words(changes: DeckChanges) -> str:
    """``3 new, 1 reworded, 120 kept, none gone``."""
    counts = [(len(changes.new), "new"), (len(changes.reworded), "reworded"), (len(changes.kept), "kept")]
    return ", ".join(f"{number or 'none'} {what}" for number, what in (*counts, (len(changes.gone), "gone")))


def _drafts(brought: Brought) -> str:
    if not brought.drafts:
        return ""
    new = f", {brought.new_drafts} of them new" if 0 < brought.new_drafts < len(brought.drafts) else ""
    return f"; {counted(len(brought.drafts), 'draft')} {'waits' if len(brought.drafts) == 1 else 'wait'}{new}"


def _named(what: str, cards: list[list[str]], verbose: bool) -> Iterator[str]:
    shown = cards if verbose else cards[:MOST_NAMED]
    for first, *others in shown:
        yield f"  {what}: {first}"
        yield from (f"    {line}" for line in others)
    if more := len(cards) - len(shown):
        yield f"  {what}: and {more} more; --verbose names all"


def _reworded(old: Card, new: Card) -> list[str]:
    """The words before and now; where they are the same, what else of the card is another."""
    if _asked(old) != _asked(new):
        return [_asked(old), f"-> {_asked(new)}"]
    if old.topic != new.topic:
        return [_asked(new), f"topic {old.topic} -> {new.topic}"]
    was, now = (card.evidence[0].quote if card.evidence else "" for card in (old, new))
    return [_asked(new), f"“{was}”", f"-> “{now}”"] if was != now else [_asked(new)]


def _contested(card: Contested) -> list[str]:
    return [_asked(card.mine), f"not taken over: {_asked(card.theirs)}" if card.theirs else "it is gone there"]


def _asked(card: Card) -> str:
    return " ".join(f"{card.question} = {card.answer}".split())
