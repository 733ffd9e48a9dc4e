"""Every card is proven by a verbatim passage that holds its answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.draft import Generated
from quizkit.generating.generator import generate
from tests.generating.made import SMALL_LIBRARY, cards_of, documents, generated, notes, source, statement

_PLACES = st.sampled_from(["Norway", "the county of Kent", "Lake Victoria", "northern Peru", "Old Cairo"])
_MAKERS = st.sampled_from(["Marie Curie", "The guild of bakers", "Swiss banks", "A router", "NASA", "The 3 monks"])
_DONE = st.sampled_from(["founded", "sold", "is", "has measured", "will block", "was built by", "did not open"])
_GOODS = st.sampled_from(
    [
        "a bank (the first of its sort)",
        "roughly 30 mills",
        "the “silent canal”",
        "$3.5 billion in gold",
        "Grand Central Dispatch (GCD)",
        "40% of the wool",
        'the book "Sea Salt" by Ada Bell',
    ]
)
_ENDS = st.sampled_from(
    [
        "in 1789",
        "because the river froze",
        "by selling 12 ships",
        "rather than the harbor",
        "— a loss for the town",
        "on 4 August 1921",
        "so that the port stayed open, which helped trade",
    ]
)


def _assert_proven(result: Generated, *texts: str) -> None:
    folded = {s.slug: " ".join(text.split()) for s, text in zip(result.sources, texts, strict=True)}
    for draft in (*result.cards, *result.drafts):
        card = draft.card
        assert card.fault() == ""
        assert card.evidence
        for evidence in card.evidence:
            assert evidence.quote in folded[evidence.source]
            line = texts[list(folded).index(evidence.source)].splitlines()[evidence.line - 1]
            assert evidence.quote[:12] in " ".join(line.split())
        assert card.answer in card.evidence[0].quote or card.answer == card.evidence[0].speaker


def test_the_quote_is_verbatim_and_holds_the_answer() -> None:
    result = generated(*SMALL_LIBRARY)
    assert len(result.cards) + len(result.drafts) > 20
    _assert_proven(result, *SMALL_LIBRARY)


@given(who=_MAKERS, done=_DONE, goods=_GOODS, place=_PLACES, end=_ENDS)
@settings(max_examples=120, deadline=None)
def test_whatever_the_sentence_its_cards_are_proven(who: str, done: str, goods: str, place: str, end: str) -> None:
    text = notes(f"{who} {done} {goods} in {place} {end}.", "The wool of the sheep in the hills is warm.")
    _assert_proven(generated(text), text)


def test_white_space_is_folded_in_a_quote() -> None:
    text = "# Notes\n\n## Sea\n\nThe Vikings   settled Greenland\nin the year\t985 with 14 ships of the fleet.\n"
    result = generated(text)
    assert result.cards or result.drafts
    _assert_proven(result, text)


def test_of_a_long_statement_only_the_segment_with_the_answer_is_quoted() -> None:
    aside = "the harbor of the town was deep and the walls of the town were high and thick " * 4
    told = f"The fleet of Venice had 3,000 ships in the spring; {aside.strip()}."
    cards = [card for card in cards_of(notes(told)) if card.answer == "3,000"]
    assert [card.evidence[0].quote for card in cards] == ["The fleet of Venice had 3,000 ships in the spring"]


def test_a_quote_keeps_its_speaker_and_time() -> None:
    said = statement(
        "The reefs of Australia lose half of the corals every ten years to storms.", speaker="Terry Hughes", time="2:10"
    )
    result = generate([source([said])])
    (evidence,) = next(d.card for d in (*result.cards, *result.drafts) if d.card.rule == "who said it").evidence
    assert (evidence.speaker, evidence.time) == ("Terry Hughes", "2:10")


@pytest.mark.parametrize(
    "told",
    [
        "This video discusses the structure of the cell in detail.",
        "The episode covers 40 years of the history of the microscope in Europe.",
        "In this chapter, we explore the 12 parts of a plant cell.",
        "Our guest talks about the fall of Rome in 476.",
    ],
)
def test_what_speaks_of_the_document_itself_gives_no_card(told: str) -> None:
    assert _made_from(told) == []


@pytest.mark.parametrize(
    "told",
    [
        "It was discovered in 1665 by Robert Hooke in England.",
        "They divide by mitosis in the body of the animal.",
        "This makes the membrane of the cell strong in the winter of 1709.",
        "He founded the Bank of England in 1694 with a loan.",
        "Such banks lent $40 million to the king in 1694.",
        "In that year, the king of France sold 40 ships to Spain.",
    ],
)
def test_what_leans_on_the_sentence_before_gives_no_card(told: str) -> None:
    assert _made_from(told) == []


def _made_from(told: str) -> list[str]:
    result = generated(notes("The wool of the sheep in the hills is warm.", told))
    return [draft.card.question for draft in (*result.cards, *result.drafts) if draft.card.evidence[0].quote in told]


@pytest.mark.parametrize("hedge", ["reportedly", "allegedly", "probably", "perhaps", "supposedly", "likely"])
@pytest.mark.parametrize(
    "told",
    [
        "The bridge of Arles was {} built by Roman engineers in 105 AD.",
        "The bank of Siena {} lost 40 million florins to the plague.",
        "The plague {} reached Messina in October 1347 because ships brought rats to the port.",
    ],
)
def test_a_hedge_stays_with_what_it_hedges(hedge: str, told: str) -> None:
    result = generated(notes(told.format(hedge), "The wool of the sheep in the hills is warm."))
    made = [d.card for d in (*result.cards, *result.drafts) if hedge in d.card.evidence[0].quote]
    assert made
    assert all(hedge in f"{card.question} {card.answer}" for card in made)


def test_a_document_in_another_language_gives_no_card_and_says_so() -> None:
    german = notes(
        "Die Zelle ist die kleinste Einheit des Lebens und wurde 1665 von Robert Hooke entdeckt.",
        "Der Kern enthält die Erbanlagen und steuert die Teilung, die rund 24 Stunden dauert.",
    )
    result = generated(german)
    assert (result.cards, result.drafts) == ((), ())
    (left,) = result.left_out
    assert left.source == "first"
    assert "English" in left.reasons[0]


def test_a_document_in_another_language_takes_nothing_from_the_others() -> None:
    german = notes("Die Zelle ist die kleinste Einheit des Lebens und wurde 1665 von Robert Hooke entdeckt.")
    alone, beside = generated(SMALL_LIBRARY[0]), generated(SMALL_LIBRARY[0], german)
    assert beside.cards == alone.cards


def test_a_statement_without_a_card_is_left_out_with_its_reason() -> None:
    told = "A day at the old harbor of the town."
    result = generated(notes(told, "Mount Vesuvius buried Pompeii under 6 meters of ash in 79 AD."))
    left = [entry for entry in result.left_out if entry.text == told]
    assert [entry.reasons for entry in left] == [("no rule found a fact in it",)]
    assert left[0].line == 5


def test_everything_left_out_names_its_place_and_a_reason() -> None:
    result = generated(*SMALL_LIBRARY)
    assert result.left_out
    for left in result.left_out:
        assert left.text
        assert left.reasons
        assert all(left.reasons)
        assert left.source in ("first", "second")
        assert left.line > 0


def test_every_statement_is_a_card_a_draft_or_left_out() -> None:
    result = generated(*SMALL_LIBRARY)
    told = {(e.source, e.line) for d in (*result.cards, *result.drafts) for e in d.card.evidence}
    told |= {(left.source, left.line) for left in result.left_out}
    assert told == {(s.slug, st_.places[0].line) for s in result.sources for st_ in s.statements}


def test_progress_is_told_up_to_the_last_statement() -> None:
    told: list[tuple[int, int]] = []
    generate(documents(*SMALL_LIBRARY), report=lambda done, of: told.append((done, of)))
    assert told == [(done, 16) for done in range(17)]
