"""Markdown in the notation of hashcards and repeater: what is written comes back, what is broken has its line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from quizkit.domain.card import BLANK, Card, CardKind, Origin
from quizkit.domain.deck import Deck
from quizkit.domain.errors import DeckError
from quizkit.formats.cards_markdown import read_markdown, write_markdown

from .hostile_decks import cards, filled, question_card

NOTES = """---
name = "Cell Biology"
---

Some words on this file.

# Organelles

Q: What builds proteins?
A: Ribosomes
C: The [mitochondrion] makes [ATP].

Q: List the bases.
A: adenine
thymine
---
A note that belongs to no card.

## The end

Q: Last?
A: Yes
"""


def words(card: Card) -> Card:
    """What the notation carries of a card: no proofs, and no white space around its texts."""

    def broken(text: str) -> str:
        return text.replace("\r\n", "\n").replace("\r", "\n")

    question, answer = broken(card.question).strip(), broken(card.answer)
    if card.kind is not CardKind.CLOZE:
        answer = answer.strip()
    choices = tuple(map(broken, card.choices))
    return replace(
        card,
        question=question,
        answer=answer,
        choices=tuple(answer if choice.strip() == answer else choice for choice in choices),
        accept=tuple(map(broken, card.accept)),
        evidence=(),
        rule="",
        origin=Origin.WRITTEN,
        media=(),
    )


def test_every_kind_comes_back(cell_deck: Deck) -> None:
    back = read_markdown(write_markdown(cell_deck), "cell.md")
    assert back.cards == tuple(map(words, cell_deck.cards))
    assert (back.slug, back.title) == ("cell", "The cell")


@settings(max_examples=100, deadline=None)
@given(card=cards("key/1", []), title=filled)
def test_whatever_a_card_says_it_comes_back(card: Card, title: str) -> None:
    assume(words(card).fault() == "")
    assume(not any("\ud800" <= sign <= "\udfff" for sign in f"{card}{title}"))
    assert read_markdown(write_markdown(Deck("d", title, (card,))), "d.md").cards == (words(card),)


def test_the_notation_of_others_is_understood() -> None:
    deck = read_markdown(NOTES, "cells.md")
    assert (deck.slug, deck.title) == ("cells", "Cell Biology")
    assert [(card.question, card.answer, card.topic) for card in deck.cards] == [
        ("What builds proteins?", "Ribosomes", "Organelles"),
        (f"The {BLANK} makes ATP.", "mitochondrion", "Organelles"),
        (f"The mitochondrion makes {BLANK}.", "ATP", "Organelles"),
        ("List the bases.", "adenine\nthymine", "Organelles"),
        ("Last?", "Yes", "The end"),
    ]
    assert deck.cards[1].statement_key == deck.cards[2].statement_key
    assert {card.origin for card in deck.cards} == {Origin.WRITTEN}


def test_another_answer_leaves_the_key_alone() -> None:
    before = read_markdown(NOTES, "cells.md")
    after = read_markdown(NOTES.replace("Ribosomes", "Ribosomes do").replace("[ATP]", "[energy]"), "other.md")
    assert [card.key for card in after.cards] == [card.key for card in before.cards]
    assert after.cards != before.cards


def test_what_looks_like_a_mark_is_text_behind_a_space() -> None:
    card = question_card(
        question="Why?\nQ: not a mark\n---\n A: nor this", answer="So.\n<!-- quizkit {} -->\n# no topic"
    )
    text = write_markdown(Deck("d", "D", (card,)))
    assert "\n Q: not a mark\n ---\n  A: nor this\n" in text
    assert read_markdown(text, "d.md").cards == (words(card),)


def test_brackets_of_pictures_and_escaped_ones_hide_nothing() -> None:
    (card,) = read_markdown(r"C: ![a heart](heart.png) \[sic\] pumps [blood].", "d.md").cards
    assert (card.question, card.answer) == (f"![a heart](heart.png) [sic] pumps {BLANK}.", "blood")
    assert card.kind is CardKind.CLOZE


def test_a_card_with_a_key_may_ask_in_two_places_and_is_two_where_they_differ() -> None:
    comment = '<!-- quizkit {"key": "a/b/c"} -->\n'
    (one,) = read_markdown(f"{comment}C: [ATP] is made, [ATP] is used.", "d.md").cards
    assert (one.key, one.question) == ("a/b/c", f"{BLANK} is made, {BLANK} is used.")
    two = read_markdown(f"{comment}C: [ATP] is made, [NADH] is used.", "d.md").cards
    assert [card.key for card in two] == ["a/b/c-1", "a/b/c-2"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Just words.\n", r"^d\.md: no card in it; a card begins with a line Q: or C:"),
        ("\nQ: What?\n\n---\n", r"^d\.md:2: a question without an answer"),
        ("Q: What?\nA:\n", r"^d\.md:1: a question without an answer"),
        ("Q: What?\nQ: Which?\nA: a\n", r"^d\.md:1: a question without an answer"),
        ("x\nA: What?\n", r"^d\.md:2: an answer without a question"),
        ("Q: a\nA: b\nA: c\n", r"^d\.md:3: an answer without a question"),
        ("Q:\nA: b\n", r"^d\.md:1: a card that asks nothing"),
        ("C: Nothing hidden.\n", r"^d\.md:1: a cloze wants what it asks for in brackets"),
        ("C: Half [open.\n", r"^d\.md:1: a cloze wants"),
        ("C: Empty [].\n", r"^d\.md:1: a cloze wants"),
        ("C: Closed] only [once].\n", r"^d\.md:1: a cloze wants"),
        ("---\nname = 1\nQ: a\n", r"^d\.md:1: the front matter has no end"),
        ('<!-- quizkit {"key": 5} -->\nQ: a\nA: b\n', r"^d\.md:1: quizkit's comment says 'key' in a way"),
        ('<!-- quizkit {"keys": "a"} -->\nQ: a\nA: b\n', r"^d\.md:1: quizkit's comment says 'keys'"),
        ("<!-- quizkit {broken} -->\nQ: a\nA: b\n", r"^d\.md:1: quizkit's comment is broken"),
        ('<!-- quizkit {"key": "a b"} -->\nQ: a\nA: b\n', r"^d\.md:2: 'a' is no card: its key"),
    ],
)
def test_what_is_broken_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(DeckError, match=told):
        read_markdown(text, "d.md")


def test_a_key_that_stands_twice_names_both_lines() -> None:
    card = '<!-- quizkit {"key": "a"} -->\nQ: a\nA: b\n'
    with pytest.raises(DeckError, match=r"^d\.md:5: the key 'a' stands on line 2, too"):
        read_markdown(card + card, "d.md")


def test_a_heading_after_a_card_ends_it_and_is_a_topic() -> None:
    text = "# One\n\nQ: a?\nA: b\n\n# Two\n\nQ: c?\nA: d\n## Three\nC: [e] is f.\n\n# Four\n"
    told = [(card.question, card.answer, card.topic) for card in read_markdown(text, "cell.md").cards]
    assert told == [("a?", "b", "One"), ("c?", "d", "Two"), ("[…] is f.", "e", "Three")]


def test_what_looks_like_a_heading_in_a_question_in_code_or_behind_a_backslash_is_text() -> None:
    text = "Q: What is this?\n# a comment\nA: code\n```\n# one\n```\n\\# two\n    # three\n"
    (card,) = read_markdown(text, "cell.md").cards
    assert card.question == "What is this?\n# a comment"
    assert card.answer == "code\n```\n# one\n```\n# two\n    # three"


@pytest.mark.parametrize("line", ["# a", "\\# a", "\\\\# a", " # a", "## a ##", "#a", "#\ta"])
def test_a_line_of_a_card_that_looks_like_a_heading_comes_back(line: str) -> None:
    for kind, question in ((CardKind.QUESTION, f"q?\n{line}\nr"), (CardKind.CLOZE, f"{BLANK}\n{line}\nr")):
        for answer in ("a", f"b\n{line}\nc", f"```\n{line}\nc"):
            card = replace(question_card(), kind=kind, question=question, answer=answer)
            assert [words(each) for each in read_markdown(write_markdown(Deck("d", "D", (card,))), "d.md").cards] == [
                words(card)
            ]


def test_marks_in_fenced_code_are_no_cards_and_what_follows_is_no_part_of_one() -> None:
    text = "# T\n\n```markdown\nQ: Shown?\nA: No\nC: The [x].\n```\n\nA paragraph.\n\nQ: Real?\nA: Yes\n"
    (card,) = read_markdown(text, "notes.md").cards
    assert (card.question, card.answer) == ("Real?", "Yes")


def test_code_in_an_answer_belongs_to_it_and_a_fence_that_nothing_closes_swallows_no_card() -> None:
    text = "Q: How?\nA: So:\n```\nQ: no mark\n```\n---\nQ: Open?\nA: x\n~~~\nQ: Next?\nA: Yes\n"
    first, unclosed, last = read_markdown(text, "notes.md").cards
    assert unclosed.answer == "x\n~~~"
    assert first.answer == "So:\n```\nQ: no mark\n```"
    assert (last.question, last.answer) == ("Next?", "Yes")
