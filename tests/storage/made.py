"""Decks and logs made up by hypothesis, to be stored and read back."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from quizkit.domain.card import BLANK, Card, CardKind, Evidence, Media, Origin
from quizkit.domain.deck import Deck, DeckSource

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

HOSTILE = (
    "'; DROP TABLE cards; --", "%", "_", "\\", '"', "\x00", "\x1b[31m", "\u202eevil", "NULL", "null", "1e999", ":key",
    "{}", "日本語", "👩\u200d🚀", "e\u0301", "\u2028", "\r\n", " ", "\ufeff",
)  # fmt: skip

texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
filled = texts.filter(lambda text: bool(text.strip()))
# Few fingerprints: editions of a deck must share cards to be merged.
keys = st.builds("{}/{}/{}".format, st.sampled_from(["a", "b"]), st.sampled_from("0123"), st.sampled_from(["x", "é"]))
proofs = st.builds(Evidence, texts, texts, st.integers(0, 10**9), texts, texts)


@st.composite
def cards(draw: st.DrawFn, key: str) -> Card:
    kind = draw(st.sampled_from(CardKind))
    answer = draw(filled)
    others = draw(st.lists(texts.filter(lambda text: text != answer), min_size=2, max_size=3, unique=True))
    return Card(
        key=key,
        kind=kind,
        question=draw(texts) + BLANK if kind is CardKind.CLOZE else draw(filled),
        answer=answer,
        topic=draw(filled),
        evidence=tuple(draw(st.lists(proofs, max_size=3))),
        accept=tuple(draw(st.lists(texts, max_size=2))),
        choices=(answer, *others) if kind is CardKind.CHOICE else (),
        rule=draw(texts),
        origin=draw(st.sampled_from(Origin)),
        media=tuple(draw(st.lists(st.builds(Media, texts, texts), max_size=2))),
    )


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    slugs = draw(st.lists(texts, max_size=3, unique=True))
    sources = [
        DeckSource(slug, draw(texts), draw(texts), draw(texts), draw(st.dictionaries(texts, texts, max_size=3)))
        for slug in slugs
    ]
    made = [draw(cards(key)) for key in draw(st.lists(keys, max_size=5, unique=True))]
    return Deck("deck", draw(texts), tuple(made), tuple(sources), draw(texts))
