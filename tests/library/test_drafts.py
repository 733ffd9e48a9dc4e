"""The learner's drafts: named by key or a part of it, decided on, taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import Engine

from quizkit.domain.card import Card, Evidence
from quizkit.domain.conflict import Conflict, ConflictSort, Pick, Side
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.errors import NotFoundError, StorageError
from quizkit.domain.held import Decision, Held, Revision
from quizkit.library.drafts import LearnersDrafts
from quizkit.storage.conflicts import ConflictStore, Picked
from quizkit.storage.decisions import Decided
from quizkit.storage.decks import DeckStore

CardMaker = Callable[..., Card]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DRAFTS = ("cell/1a2b3c/amount", "cell/1a2b3c/amount-2", "cell/4d5e6f/who")


@pytest.fixture
def decks(engine: Engine, make_card: CardMaker) -> DeckStore:
    """A deck with a card and three drafts, two of them of one statement."""
    store = DeckStore(engine)
    waiting = [Draft(make_card(key=key), Verdict(0.5, Fate.DRAFT)) for key in DRAFTS]
    store.save(Deck("biology", "Biology", (make_card(key="cell/9/card"),)), NOON, waiting)
    return store


@pytest.fixture
def drafts(decks: DeckStore) -> LearnersDrafts:
    return LearnersDrafts(decks, lambda: NOON)


def waiting(drafts: LearnersDrafts, deck: str | None = None, topic: str | None = None) -> list[str]:
    return [each.draft.card.key for each in drafts.waiting(deck, topic)]


def test_drafts_are_accepted_and_rejected_by_key_or_a_part_that_no_other_has(
    drafts: LearnersDrafts, decks: DeckStore
) -> None:
    (accepted,) = drafts.accept(["4d5e"])
    assert (accepted.deck, accepted.card.key, accepted.decision) == ("biology", DRAFTS[2], Decision.ACCEPTED)
    drafts.reject([DRAFTS[0]])
    assert waiting(drafts) == [DRAFTS[1]]
    assert drafts.counts() == {"biology": 1}
    assert [each.draft.card.key for each in drafts.rejected("biology")] == [DRAFTS[0]]


def test_many_are_accepted_or_rejected_all_or_none(drafts: LearnersDrafts, decks: DeckStore, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(
            f"CREATE TRIGGER full BEFORE INSERT ON decisions WHEN NEW.key = '{DRAFTS[2]}'"
            " BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    for everything in (drafts.accept_all, partial(drafts.accept, DRAFTS), partial(drafts.reject, DRAFTS)):
        with pytest.raises(StorageError):
            everything()
        assert sorted(waiting(drafts)) == sorted(DRAFTS)
        assert drafts.undo() is None


def test_all_are_accepted_at_once_but_for_what_another_source_contradicts(
    drafts: LearnersDrafts, decks: DeckStore
) -> None:
    a, b = (Side(Evidence("cell", "In 1953.", n), str(1950 + n), f"cell/{n}", (DRAFTS[n],)) for n in (0, 1))

    def disputed(held: Held) -> Revision:
        assert held.deck is not None
        return Revision(held.deck, held.drafts, conflicts=(Conflict(ConflictSort.DATE, a, b),))

    decks.revise("biology", NOON, disputed)
    assert [each.card.key for each in drafts.accept_all("biology", "cell")] == [DRAFTS[2]]
    assert waiting(drafts) == list(DRAFTS[:2])
    ConflictStore(decks.engine).pick("biology", Conflict(ConflictSort.DATE, a, b).key, Pick.BOTH, NOON)
    assert waiting(drafts) == []
    assert isinstance(drafts.undo(), Picked)
    assert waiting(drafts) == list(DRAFTS[:2])


def test_named_twice_a_draft_is_decided_on_once(drafts: LearnersDrafts) -> None:
    assert len(drafts.accept([DRAFTS[2], "4d5e6f"])) == 1


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("1a2b", "1a2b may mean cell/1a2b3c/amount, cell/1a2b3c/amount-2; give more of the key"),
        ("4d5", "4d5 names no draft: give its key, or at least the first 4 characters"),
        ("", "nothing names no draft"),
        ("nowhere", "there is no draft and no card nowhere"),
        ("cell/9/card", "cell/9/card of biology is a card already"),
    ],
)
def test_a_name_that_means_nothing_or_too_much_is_told_and_nothing_is_decided(
    drafts: LearnersDrafts, reference: str, words: str
) -> None:
    with pytest.raises(NotFoundError, match=words.replace("?", r"\?")):
        drafts.accept([DRAFTS[2], reference])
    assert waiting(drafts) == list(DRAFTS)


def test_what_was_rejected_is_told_so_and_may_be_accepted_after_all(drafts: LearnersDrafts) -> None:
    drafts.reject([DRAFTS[2]])
    with pytest.raises(NotFoundError, match="rejected already"):
        drafts.reject([DRAFTS[2]])
    assert drafts.accept([DRAFTS[2]])[0].card.key == DRAFTS[2]


def test_a_card_is_rejected_for_good_by_its_key(drafts: LearnersDrafts, decks: DeckStore) -> None:
    drafts.reject(["cell/9/card"])
    assert decks.load("biology").cards == ()


def test_words_are_read_changed_and_taken_back(drafts: LearnersDrafts, decks: DeckStore) -> None:
    deck, card = drafts.words("4d5e6f")
    drafts.edit(deck, replace(card, answer="The ribosome"))
    assert decks.cards([card.key])[card.key].answer == "The ribosome"
    taken_back = drafts.undo()
    assert isinstance(taken_back, Decided)
    assert taken_back.card == card
    assert waiting(drafts) == list(DRAFTS)
    assert drafts.undo() is None


def test_a_key_of_several_decks_wants_its_deck(drafts: LearnersDrafts, decks: DeckStore, make_card: CardMaker) -> None:
    twin = Draft(make_card(key=DRAFTS[2]), Verdict(0.5, Fate.DRAFT))
    decks.save(Deck("science", "Science", ()), NOON, [twin])
    with pytest.raises(NotFoundError, match=r"is in several decks \(biology, science\): name one with --deck"):
        drafts.accept([DRAFTS[2]])
    assert drafts.accept([DRAFTS[2]], "science")[0].deck == "science"
    assert waiting(drafts, "science") == []
    assert DRAFTS[2] in waiting(drafts, "biology")


def test_a_deck_or_topic_that_is_not_there_is_named_with_those_that_are(drafts: LearnersDrafts) -> None:
    assert waiting(drafts, topic="cELL") == list(DRAFTS)
    with pytest.raises(NotFoundError, match="no topic Stars; the topics are: Cell"):
        drafts.waiting(topic="Stars")
    for ask in (drafts.waiting, drafts.rejected):
        with pytest.raises(NotFoundError, match="no deck physics; the decks are: biology"):
            ask("physics")
    with pytest.raises(NotFoundError, match="no deck physics"):
        drafts.accept([DRAFTS[0]], "physics")
