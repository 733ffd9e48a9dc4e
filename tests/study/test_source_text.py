"""The text behind a card, as the library keeps it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizkit.domain.card import Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.errors import QuizkitError
from quizkit.study.source_text import Passage, SourceText
from tests.study.conftest import Desk

STATEMENTS = {
    "0000000001": "Cells have a wall.",
    "0000000002": "Ribosomes build proteins from 20 amino acids, all day long.",
    "0000000003": "Nobody knows this line.",
    "0000000004": "DNA was described in 1953.",
}


def save(desk: Desk, **of_source: object) -> None:
    def card(number: int, quote: str, line: int) -> object:
        return desk.make_card(key=f"cell/000000000{number}/x", evidence=(Evidence("cell", quote, line),))

    cards = (
        card(2, "Ribosomes build  proteins", 5),
        card(1, "Cells have a wall.", 3),
        card(4, "DNA was described in 1953.", 9),
        desk.make_card(key="cell/0000000009/x", evidence=(Evidence("cell", "Quoted, and no statement.", 7),)),
    )
    source = DeckSource("cell", "cell.md", "The cell", "https://example.org", STATEMENTS)
    desk.decks.save(Deck("biology", "Biology", cards, (replace(source, **of_source),)), desk.now)  # type: ignore[arg-type]


def test_statements_stand_in_the_order_of_the_document_with_the_evidence_marked(desk: Desk) -> None:
    save(desk)
    assert desk.room.start().sources() == (
        SourceText(
            "cell",
            "The cell",
            "cell.md",
            "https://example.org",
            (
                Passage("Cells have a wall.", 3, False),
                Passage("Ribosomes build proteins from 20 amino acids, all day long.", 5, True),
                Passage("Nobody knows this line.", 0, False),
                Passage("Quoted, and no statement.", 7, False),
                Passage("DNA was described in 1953.", 9, False),
            ),
        ),
    )


def test_a_deck_without_statements_shows_what_its_cards_quote(desk: Desk) -> None:
    save(desk, statements={})
    [text] = desk.room.start().sources()
    assert [(passage.line, passage.is_evidence) for passage in text.passages] == [
        (3, False),
        (5, True),
        (7, False),
        (9, False),
    ]


def test_a_source_that_the_deck_does_not_list_is_known_by_its_quotes(desk: Desk) -> None:
    desk.decks.save(Deck("biology", "Biology", (desk.make_card(evidence=(Evidence("x", "A.", 1),)),)), desk.now)
    assert desk.room.start().sources() == (SourceText("x", "", "", "", (Passage("A.", 1, True),)),)


def test_a_card_may_have_several_sources_or_none(desk: Desk) -> None:
    both = (Evidence("b", "B.", 1), Evidence("a", "A.", 1), Evidence("b", "B again.", 2))
    cards = (desk.make_card(key="b/1/x", evidence=both), desk.make_card(key="own/1/x", evidence=()))
    desk.decks.save(Deck("biology", "Biology", cards), desk.now)
    session = desk.room.start()
    assert [text.slug for text in session.sources()] == ["b", "a"]
    session.bury()
    assert session.sources() == ()
    session.bury()
    with pytest.raises(QuizkitError, match="no card is left"):
        session.sources()
