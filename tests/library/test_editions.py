"""New editions, by document and by deck file: what stays, what changes, what stays out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from quizkit.domain.card import Card, Evidence, Origin
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.draft import Draft, Fate, Generated, Verdict
from quizkit.domain.held import Decision, Held
from quizkit.domain.source import Place, Source, Statement
from quizkit.library.acquaintance import ever_met
from quizkit.library.editions import Brought, Contested, from_documents, from_file, three_ways

CardMaker = Callable[..., Card]

WORDS = {"1": "Ribosomes build proteins.", "2": "DNA stores plans.", "3": "ATP carries energy.", "4": "RNA copies DNA."}


def card(line: str, **changes: object) -> Card:
    made = Card(
        key=f"cell/{line}/a",
        kind="question",  # type: ignore[arg-type]
        question=f"What says line {line}?",
        answer=WORDS[line].split()[-1].strip("."),
        topic="Cell",
        evidence=(Evidence("cell", WORDS[line], int(line)),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def own(card: Card, **changes: object) -> Card:
    return replace(card, **{"question": "Mine?", "origin": Origin.EDITED, **changes})  # type: ignore[arg-type]


def generated(cards: list[Card], drafts: list[Card] | None = None, words: Mapping[str, str] = WORDS) -> Generated:
    """What comes of the document ``cell`` with a statement on each line."""
    statements = tuple(Statement(text, (Place(int(line), 0, len(text)),)) for line, text in words.items())
    return Generated(
        sources=(Source("cell", "cell.md", "The cell", statements),),
        cards=tuple(Draft(card, Verdict(0.8, Fate.CARD)) for card in cards),
        drafts=tuple(Draft(card, Verdict(0.5, Fate.DRAFT)) for card in drafts or ()),
        anchors={"cell": dict(words)},
    )


def held(*cards: Card, **changes: object) -> Held:
    deck = Deck("cell", "The cell", cards, (DeckSource("cell", "cell.md", "The cell", statements=WORDS),))
    return Held(deck, **changes)  # type: ignore[arg-type]


def added(told: Generated, before: Held) -> Brought:
    return from_documents(told, before, slug="cell", title="The cell")[1]


def file(*cards: Card, statements: str = "1234") -> Deck:
    listed = {line: WORDS[line] for line in statements}
    return Deck("cell", "From file", cards, (DeckSource("cell", "cell.md", "The cell", statements=listed),))


def test_a_card_that_the_verdict_would_now_have_wait_stays_a_card_in_its_place() -> None:
    brought = added(generated([card("1"), card("3")], [card("2"), card("4")]), held(card("1"), card("2")))
    assert [c.key for c in brought.deck.cards] == ["cell/1/a", "cell/2/a", "cell/3/a"]
    assert [d.card.key for d in brought.drafts] == ["cell/4/a"]
    assert brought.new_drafts == 1


def test_what_was_rejected_stays_out_as_card_and_as_draft() -> None:
    before = held(card("3"), rejected={"cell/1/a": card("1"), "cell/2/a": card("2")})
    brought = added(generated([card("1"), card("3")], [card("2")]), before)
    assert [c.key for c in brought.deck.cards] == ["cell/3/a"]
    assert brought.drafts == ()
    assert brought.rejected == (card("1"),)


@pytest.mark.parametrize("why", [{"decided": {"cell/2/a": Decision.ACCEPTED}}, {"learnt": ["cell/2/a"]}])
def test_what_was_accepted_or_learnt_and_is_left_out_now_stays_as_long_as_its_document_says_it(
    why: dict[str, object],
) -> None:
    before = held(card("1"), card("2"), **why)
    assert added(generated([card("1")]), before).changes.kept == ("cell/1/a", "cell/2/a")
    reworded = {"1": WORDS["1"], "9": "Oh.", "2": "The DNA stores all plans."}
    (stays,) = (c for c in added(generated([card("1")], words=reworded), before).deck.cards if c.key == "cell/2/a")
    assert stays.evidence == (Evidence("cell", "The DNA stores all plans.", 2),)
    gone = {"1": WORDS["1"], "2": "DNA stores everything."}
    assert added(generated([card("1")], words=gone), before).changes.gone == ("cell/2/a",)
    assert added(generated([card("1")], words={"1": WORDS["1"]}), before).changes.gone == ("cell/2/a",)


def test_a_card_that_nobody_accepted_or_learnt_goes_with_its_verdict() -> None:
    assert added(generated([card("1")]), held(card("1"), card("2"))).changes.gone == ("cell/2/a",)


def test_a_draft_that_the_verdict_now_takes_for_a_card_waits_no_more() -> None:
    waiting = Draft(card("2"), Verdict(0.5, Fate.DRAFT))
    brought = added(generated([card("1"), card("2")]), held(card("1"), drafts=(waiting,)))
    assert (brought.changes.new, brought.drafts) == (("cell/2/a",), ())


def test_drafts_of_documents_that_were_not_given_again_go_on_waiting() -> None:
    other = Draft(replace(card("2"), key="sky/2/a"), Verdict(0.5, Fate.DRAFT))
    gone = Draft(card("3"), Verdict(0.5, Fate.DRAFT))
    brought = added(generated([card("1")], [card("4")]), held(card("1"), drafts=(other, gone)))
    assert [d.card.key for d in brought.drafts] == ["sky/2/a", "cell/4/a"]


def test_the_statements_of_drafts_and_rejected_cards_are_kept_to_be_known_again() -> None:
    before = held(card("1"), rejected={"cell/3/a": card("3")})
    brought = added(generated([card("1")], [card("2")]), before)
    (source,) = brought.deck.sources
    assert set(source.statements) == {"1", "2", "3"}


def test_for_generating_the_deck_is_known_with_all_that_was_ever_met() -> None:
    waiting = Draft(card("2"), Verdict(0.5, Fate.DRAFT))
    known = ever_met(held(card("1"), drafts=(waiting,), rejected={"cell/3/a": card("3")}))
    assert known is not None
    assert [c.key for c in known.cards] == ["cell/1/a", "cell/2/a", "cell/3/a"]
    assert ever_met(Held()) is None


def test_the_learners_words_stay_and_the_evidence_follows_the_document() -> None:
    mine = own(card("1"))
    now = card("1", evidence=(Evidence("cell", WORDS["1"], 7),))
    brought = added(generated([now]), held(mine, from_document={"cell/1/a": card("1")}))
    assert brought.deck.cards == (replace(mine, evidence=now.evidence),)
    assert brought.contested == ()


def test_words_that_learner_and_document_both_changed_are_told_once() -> None:
    mine, now = own(card("1")), card("1", question="What do the ribosomes build?")
    before = held(mine, from_document={"cell/1/a": card("1")})
    revision, brought = from_documents(generated([now]), before, slug="cell", title="The cell")
    assert brought.contested == (Contested(mine, now),)
    assert brought.deck.cards == (mine,)
    assert revision.came is not None
    again = replace(before, from_document={c.key: c for c in revision.came.cards})
    assert added(generated([now]), again).contested == ()


def test_edits_in_the_file_come_in_where_the_learner_changed_nothing() -> None:
    before = held(card("1"), from_file={"cell/1/a": card("1")})
    now = card("1", answer="All proteins", origin=Origin.EDITED)
    brought = from_file(file(now), before)[1]
    assert brought.deck.cards == (now,)
    assert brought.changes.reworded == ("cell/1/a",)


def test_the_learners_edit_stays_where_the_file_changed_nothing() -> None:
    before = held(own(card("1")), from_file={"cell/1/a": card("1")})
    brought = from_file(file(card("1")), before)[1]
    assert brought.deck.cards == (own(card("1")),)
    assert brought.contested == ()


def test_where_both_changed_the_words_the_learners_stay_and_it_is_told_once() -> None:
    theirs = card("1", question="Theirs?", topic="Another")
    before = held(own(card("1")), from_file={"cell/1/a": card("1")})
    revision, brought = from_file(file(theirs), before)
    assert brought.deck.cards == (own(card("1"), topic="Another"),)
    assert brought.contested == (Contested(own(card("1")), theirs),)
    assert revision.came is not None
    again = Held(brought.deck, from_file={c.key: c for c in revision.came.cards})
    assert from_file(file(theirs), again)[1].contested == ()


def test_a_card_cut_from_the_file_is_gone_and_one_that_never_was_in_it_stays() -> None:
    before = held(card("1"), card("2"), card("3"), from_file={f"cell/{n}/a": card(n) for n in "12"})
    brought = from_file(file(card("1"), statements="12"), before)[1]
    assert brought.changes.gone == ("cell/2/a",)
    assert brought.changes.kept == ("cell/1/a", "cell/3/a")


def test_a_card_cut_from_a_file_that_was_never_loaded_is_known_by_its_statement() -> None:
    brought = from_file(file(card("1"), statements="12"), held(card("1"), card("2"), card("3")))[1]
    assert brought.changes.gone == ("cell/2/a",)


@pytest.mark.parametrize("how", ["edited", "accepted"])
def test_a_card_cut_from_the_file_stays_if_the_learner_made_it_theirs(how: str) -> None:
    if how == "edited":
        mine, before = own(card("2")), {"from_file": {"cell/2/a": card("2")}}
    else:
        mine, before = card("2"), {"decided": {"cell/2/a": Decision.ACCEPTED}}  # type: ignore[dict-item]
    brought = from_file(file(card("1")), held(card("1"), mine, **before))[1]
    assert brought.deck.cards == (card("1"), mine)
    assert brought.contested == (Contested(mine, None),)


def test_what_the_learner_rejected_is_not_brought_back() -> None:
    brought = from_file(file(card("1"), card("2")), held(card("1"), rejected={"cell/2/a": card("2")}))[1]
    assert brought.deck.cards == (card("1"),)
    assert brought.rejected == (card("2"),)


def test_a_machines_words_never_take_the_place_of_the_learners_and_the_learners_do() -> None:
    assert from_file(file(card("1")), held(own(card("1"))))[1].deck.cards == (own(card("1")),)
    assert from_file(file(own(card("1"))), held(card("1")))[1].deck.cards == (own(card("1")),)


def test_drafts_go_on_waiting_unless_the_file_has_them_as_cards() -> None:
    waiting = tuple(Draft(card(line), Verdict(0.5, Fate.DRAFT)) for line in "23")
    brought = from_file(file(card("1"), card("2"), statements="12"), held(card("1"), drafts=waiting))[1]
    assert [d.card.key for d in brought.drafts] == ["cell/3/a"]
    assert set(brought.deck.sources[0].statements) == {"1", "2", "3"}


def test_a_source_that_only_the_library_knows_stays_with_its_cards() -> None:
    other = Deck("cell", "Other", (card("4", key="sky/4/a", evidence=()),), (DeckSource("sky", "sky.md", "Sky"),))
    brought = from_file(other, held(card("1")))[1]
    assert [s.slug for s in brought.deck.sources] == ["sky", "cell"]


BASE = card("1")


@pytest.mark.parametrize(
    ("mine", "theirs", "kept", "is_contested"),
    [
        (BASE, BASE, BASE, False),
        (BASE, card("1", answer="New"), card("1", answer="New"), False),
        (own(BASE), BASE, own(BASE), False),
        (own(BASE), card("1", question="Mine?"), own(BASE), False),
        (own(BASE), card("1", answer="New"), own(BASE), True),
        # Words that the learner never touched give way: an edition of the document had changed them.
        (card("1", answer="Newer"), card("1", answer="New"), card("1", answer="New"), False),
        (card("1", topic="Mine"), card("1", answer="New"), card("1", answer="New", topic="Mine"), False),
        (own(BASE), card("1", topic="Theirs"), own(BASE, topic="Theirs"), False),
    ],
)
def test_what_either_side_changed_is_kept(mine: Card, theirs: Card, kept: Card, is_contested: bool) -> None:
    assert three_ways(BASE, mine, theirs) == (kept, is_contested)


def test_without_a_base_the_library_keeps_what_it_has() -> None:
    assert three_ways(None, own(BASE), card("1", answer="New")) == (own(BASE), False)
