"""Decks to write and read back."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from quizkit.domain.card import BLANK, Card, CardKind, Evidence, Media, Origin
from quizkit.domain.deck import Deck, DeckSource

# What YAML, JSON, HTML or an editor has been known to misread.
HOSTILE = (
    "yes", "No", "on", "null", "~", "1:30", "2026-01-31", "1e3", "0x1F", "0o17", "1_000", ".inf", "=", "<<", "y",
    " leading", "trailing ", "\ttab", "a\tb", "line\nline", "\nline", "line\n", "a\r\nb", "a\rb", "a\x85b", "a\u2028b",
    "a: b", "a #b", "a:", "# a", "- a", "? a", "[a", "{a", "&a", "*a", "!a", "!!python/object:os.system a", "%a", "@a",
    "`a`", "'", '"', "it's", 'say "it\'s"', "back\\slash", "\\ud800", "---", "...", "--- a", "| a", "> a", "a\n\n\nb",
    "a\n  b", "  a\nb", "a \nb", "a\n---\nb", "a\n# b", "\x00", "\x1b[31m", "\x7f", "\x9b", "\ufeff", "\ufffe",
    "\u202eevil", "é", "日本語", "\U0001f600", "\U000e0041", "👩\u200d🚀", "\xa0", "a\u3000", "{{c1::x}}", "<T>",
)  # fmt: skip

texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
filled = texts.filter(lambda text: bool(text.strip()))


media = st.builds(Media, texts, st.text("0123456789abcdef", min_size=64, max_size=64))


@st.composite
def cards(draw: st.DrawFn, key: str, sources: list[str]) -> Card:
    kind = draw(st.sampled_from(CardKind))
    answer = draw(filled)
    evidence = st.builds(Evidence, st.sampled_from(sources), texts, st.integers(0, 99_999), speaker=texts, time=texts)
    others = draw(st.lists(texts.filter(lambda text: text != answer), min_size=2, max_size=4, unique=True))
    return Card(
        key=key,
        kind=kind,
        question=draw(texts) + BLANK if kind is CardKind.CLOZE else draw(filled),
        answer=answer,
        topic=draw(filled),
        # Without a quote and without a source there is no evidence to tell from none.
        evidence=tuple(draw(st.lists(evidence, max_size=3))) if sources else (),
        accept=tuple(draw(st.lists(texts, max_size=2))),
        choices=(answer, *others) if kind is CardKind.CHOICE else (),
        rule=draw(texts),
        origin=draw(st.sampled_from(Origin)),
        media=tuple(draw(st.lists(media, max_size=2))),
    )


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """Decks of up to three cards, with whatever text can be thrown at them."""
    names = draw(st.lists(filled, max_size=2, unique=True))
    sources = [
        DeckSource(name, draw(texts), draw(texts), draw(texts), draw(st.dictionaries(texts, texts, max_size=3)))
        for name in names
    ]
    keys = draw(st.lists(filled.map(lambda text: "".join(text.split())), max_size=3, unique=True))
    made = tuple(draw(cards(key, names)) for key in keys if key)
    return Deck("deck", draw(texts), made, tuple(sources), draw(texts))


def question_card(number: int = 1, **changes: Any) -> Card:
    """A question card with one piece of evidence, but for the ``changes``."""
    given: dict[str, Any] = {
        "key": f"cell/ab12cd34e{number}/amount",
        "kind": CardKind.QUESTION,
        "question": "From how many amino acids do ribosomes build proteins?",
        "answer": "20",
        "topic": "Cell",
        "evidence": (Evidence("cell", "Ribosomes build proteins from 20 amino acids.", 14, "Ada Lovelace", "1:30"),),
        "accept": ("twenty",),
        "rule": "amount",
    }
    return Card(**(given | changes))


def cloze_card(**changes: Any) -> Card:
    given: dict[str, Any] = {
        "key": "cell/0123456789/number",
        "kind": CardKind.CLOZE,
        "question": f"Ribosomes build proteins from {BLANK} amino acids.",
        "topic": "Cell",
        "accept": (),
    }
    return question_card(**(given | changes))


def choice_card(**changes: Any) -> Card:
    given: dict[str, Any] = {
        "key": "cell/99e9999999/what",
        "kind": CardKind.CHOICE,
        "question": "What do ribosomes build?",
        "answer": "proteins",
        "choices": ("fats", "proteins", "sugars", "nucleic acids"),
        "accept": (),
    }
    return question_card(**(given | changes))
