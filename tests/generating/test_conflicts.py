"""Sources that contradict each other are found, what only looks so is not, and neither side is taught."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.domain.conflict import Conflict, ConflictSort
from quizkit.domain.draft import Generated
from quizkit.generating.conflicts.dates import Date, dates
from quizkit.generating.conflicts.quantities import Quantity, quantities
from quizkit.generating.tagging import tagged
from tests.generating.contested import with_cards
from tests.generating.made import cards_of, deck_of, documents, generated, notes

BRIDGE = (
    "The Karsten Bridge crosses the river Ulm at Brenau.",
    "The engineer Paul Karsten surveyed the banks of the river Ulm for the town of Brenau.",
    "The bridge carries two railway tracks and a path for walkers.",
    "Ferries ran between the banks of the Ulm for three centuries.",
    "Its stones came from the quarries of Hohenfels.",
)
RETOLD = (
    "The Karsten Bridge spans the Ulm at Brenau.",
    "Paul Karsten, an engineer from Brenau, planned the bridge.",
    "Trains use two tracks, and walkers have a path of their own.",
    "The stones were quarried at Hohenfels.",
)


def told(one: str, other: str) -> Generated:
    """What comes of two documents about one bridge, each with one more statement."""
    return generated(notes(*BRIDGE, one), notes(*RETOLD, other))


def values(result: Generated) -> list[set[str]]:
    """The values that the conflicts found are about."""
    return [{side.value for side in conflict.sides} for conflict in result.conflicts]


@pytest.mark.parametrize(
    ("one", "other", "sort", "disputed"),
    [
        (
            "The bridge was opened to traffic in 1896.",
            "The mayor inaugurated the bridge for traffic in 1898.",
            ConflictSort.DATE,
            {"1896", "1898"},
        ),
        (
            "The arches of the bridge weigh 9,400 tonnes.",
            "The weight of its arches is 4,900 tonnes.",
            ConflictSort.AMOUNT,
            {"9,400 tonnes", "4,900 tonnes"},
        ),
        (
            "The bridge rests on seven pillars of granite.",
            "Nine pillars of granite carry the bridge.",
            ConflictSort.AMOUNT,
            {"seven", "Nine"},
        ),
        (
            "Sensors of the type Pontis 3 watch the cables of the bridge.",
            "The cables of the bridge are watched by Pontis 5 sensors.",
            ConflictSort.VERSION,
            {"Pontis 3", "Pontis 5"},
        ),
        (
            "The cables of the bridge were woven by the firm Dornhaus.",
            "The cables of the bridge were woven by the firm Stahlmann.",
            ConflictSort.NAME,
            {"Dornhaus", "Stahlmann"},
        ),
        (
            "The statues on the towers were carved by Helena Lindqvist.",
            "Helena Lindquist carved the statues on the towers.",
            ConflictSort.SPELLING,
            {"Helena Lindqvist", "Helena Lindquist"},
        ),
        (
            "The botanist, Dr Ines Calder, found eleven mosses on the pillars.",
            "Among the visitors was the botanist Dr Ole Brandt, whose mosses from the pillars are shown in Brenau.",
            ConflictSort.NAME,
            {"Ines Calder", "Ole Brandt"},
        ),
        (
            "Three men died when the scaffold of the north tower fell.",
            "When the scaffold of the north tower fell, five workers were killed.",
            ConflictSort.AMOUNT,
            {"Three", "five"},
        ),
        (
            "The opening of the north footway took place on 3 April 1911.",
            "The north footway was opened on 8 May 1911.",
            ConflictSort.DATE,
            {"3 April 1911", "8 May 1911"},
        ),
    ],
)
def test_one_fact_with_two_values_is_found(one: str, other: str, sort: ConflictSort, disputed: set[str]) -> None:
    result = told(one, other)
    assert disputed in values(result)
    assert [conflict.sort for conflict in result.conflicts] == [sort]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Building the bridge cost $2 million.", "The construction of the bridge cost $2M."),
        ("Building the bridge cost about $2 million.", "The construction of the bridge cost $2.1 million."),
        ("The bridge is 1,609 metres long.", "The bridge is one mile long."),
        ("The arches of the bridge weigh 9,400 tonnes.", "The arches weigh more than 9,000 tonnes."),
        ("Half of the commuters of Brenau use the bridge.", "50% of the commuters of Brenau use the bridge."),
        ("One in five trains on the bridge is late.", "20 percent of the trains on the bridge are late."),
        ("The bridge was opened in 1896.", "The bridge was opened on 3 May 1896."),
        ("The bridge was closed in the 1940s.", "The bridge was closed in 1944."),
        ("In 1950 the bridge carried 4,000 cars a day.", "In 2010 the bridge carried 19,000 cars a day."),
        ("The Karsten Bridge is 420 metres long.", "The Hansa Bridge at Lindau is 310 metres long."),
        ("Sensors of the type Pontis 5 watch the cables.", "The cables are watched by Pontis 5.2 sensors."),
        ("Josef Müller kept the toll house of the bridge.", "Josef Muller kept the toll house of the bridge."),
        ("The bridge was opened in 1896.", "The bridge was closed for repairs in 1967."),
        ("The toll of the bridge was 15 pence.", "The toll of the bridge has since risen to 80 pence."),
        ("Trains to Lindau cross the bridge.", "Trains to Marburg and Lindau cross the bridge."),
    ],
)
def test_what_can_both_be_true_is_no_contradiction(one: str, other: str) -> None:
    assert values(told(one, other)) == []


def test_the_same_words_about_two_subjects_are_two_facts() -> None:
    one = notes("Ada Morell was born in Turin in 1815.", "Ada Morell wrote four novels.", "She died in Rome in 1852.")
    other = notes("Ivo Brandt was born in Graz in 1890.", "Ivo Brandt built six organs.", "He died in Wels in 1931.")
    assert generated(one, other).conflicts == ()


def test_one_document_contradicts_no_other() -> None:
    assert generated(notes(*BRIDGE, "The bridge was opened in 1896.", "It was opened in 1898.")).conflicts == ()


ONE = notes(*BRIDGE, "The Karsten Bridge was opened to traffic in 1896 by Queen Clara.")
OTHER = notes(*RETOLD, "The Karsten Bridge was opened to traffic in 1898 by Queen Clara.")


def test_neither_side_of_a_contradiction_stays_a_card() -> None:
    result = with_cards(documents(ONE, OTHER), ("1896", "1898", "Queen Clara"))
    (conflict,) = result.conflicts
    assert [draft.card.answer for draft in result.cards] == ["Queen Clara", "Queen Clara"]
    assert [draft.card.answer for draft in result.drafts] == ["1896", "1898"]
    assert [side.drafts for side in conflict.sides] == [(draft.card.key,) for draft in result.drafts]


def test_a_question_that_takes_the_value_for_granted_waits_too() -> None:
    result = with_cards(documents(ONE, OTHER), ("Queen Clara",), question="Who opened the bridge in 1896?")
    assert [draft.card.key.partition("/")[0] for draft in result.drafts] == ["first"]


def test_the_reason_names_the_other_source_with_its_line_and_value() -> None:
    result = with_cards(documents(ONE, OTHER), ("1896",))
    line = result.conflicts[0].b.evidence.line
    assert result.drafts[0].verdict.reasons == (f"another date in second.md:{line}: “1898”",)
    assert OTHER.splitlines()[line - 1].endswith("1898 by Queen Clara.")


def test_cards_of_a_contradicted_statement_about_other_values_stay() -> None:
    alone = cards_of(notes(*BRIDGE, "RLC stands for River Line Company, which runs the trains."))
    kept = {card.question for card in alone}
    result = told("RLC stands for River Line Company, which runs the trains.", "The bridge was opened in 1898.")
    assert kept <= {draft.card.question for draft in (*result.cards, *result.drafts)}


def test_the_same_documents_give_the_same_conflicts_in_whatever_order() -> None:
    texts = (
        notes(*BRIDGE, "The bridge was opened to traffic in 1896."),
        notes(*RETOLD, "The bridge was opened to traffic in 1898."),
    )
    found = []
    for order in permutations(texts):
        found.append([frozenset(side.value for side in c.sides) for c in generated(*order).conflicts])
    assert found[0] == found[1] != []


def test_a_later_document_contradicts_a_card_that_the_deck_has_already() -> None:
    first, second = documents(ONE, OTHER)
    known = deck_of(with_cards([first], ("1896",)))
    result = with_cards([second], ("1898",), known)
    (conflict,) = result.conflicts
    assert {side.evidence.source for side in conflict.sides} == {"first", "second"}
    assert {draft.card.answer for draft in result.drafts} == {"1896", "1898"}
    assert result.cards == ()


def amounts(text: str) -> list[Quantity]:
    return list(quantities(text, tagged(text), [(d.start, d.end) for d in dates(text)]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$2 million", "2 million dollars"),
        ("1.5 bn euros", "€1,500 million"),
        ("half of the towns", "50 percent"),
        ("two thirds of the towns", "67%"),
        ("a third of the towns", "33 per cent"),
        ("one in five towns", "20 %"),
        ("two and a half years", "30 months"),
        ("three quarters of an hour", "45 minutes"),
        ("12 square kilometres", "1,200 hectares"),
        ("twenty-one pupils", "21 pupils"),
        ("a dozen pupils", "12 pupils"),
        ("7–14 days", "one to two weeks"),
        ("24 nautical miles", "44 km"),
        ("90 km/h", "56 miles per hour"),
        ("up to 300 pupils", "280 pupils"),
        ("nearly 400 pupils", "396 pupils"),
        ("100,000+ towns", "120,000 towns"),
    ],
)
def test_amounts_that_say_the_same_agree(one: str, other: str) -> None:
    (a,), (b,) = amounts(one), amounts(other)
    assert a.measure == b.measure
    assert a.agrees_with(b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$2 million", "$2 billion"),
        ("10 km", "10 miles"),
        ("four weeks", "four months"),
        ("187 steps", "178 steps"),
        ("about 300 pupils", "410 pupils"),
        ("a third of the towns", "60%"),
        ("more than 25 km", "19 km"),
        ("5.5 million towns", "5 million towns"),
        ("20 towns", "24 towns"),
    ],
)
def test_amounts_that_differ_do_not_agree(one: str, other: str) -> None:
    (a,), (b,) = amounts(one), amounts(other)
    assert a.measure == b.measure
    assert not a.agrees_with(b)
    assert not b.agrees_with(a)


@pytest.mark.parametrize("text", ["GPT-4 came out", "at 10:45 sharp", "step #3 here", "the 3rd of them", "3x faster"])
def test_versions_times_and_ordinals_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


@given(st.text(max_size=200) | st.from_regex(r"[0-9$€ .,%a-z–-]{0,40}", fullmatch=True))
@settings(max_examples=150, deadline=None)
def test_no_text_is_too_odd_to_be_looked_at_and_every_value_stands_in_it(text: str) -> None:
    told: list[Date | Quantity] = [*dates(text), *amounts(text)]
    assert all(0 <= value.start < value.end <= len(text) for value in told)
    assert all(date.agrees_with(date) for date in dates(text))
    assert all(amount.agrees_with(amount) for amount in amounts(text))


def test_a_conflict_knows_its_statements_for_good() -> None:
    result = told("The bridge was opened to traffic in 1896.", "The bridge was opened to traffic in 1898.")
    conflicts: tuple[Conflict, ...] = result.conflicts
    for side in conflicts[0].sides:
        source, _, fingerprint = side.statement.partition("/")
        assert result.anchors[source][fingerprint] == side.evidence.quote


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 October 1854", "October 12, 1854"),
        ("on the 3rd of May 1783", "in May 1783"),
        ("2026-01-31", "31 January 2026"),
        ("Q1 2026", "February 2026"),
        ("the 1850s", "1854"),
        ("the 19th century", "1854"),
        ("1914–18", "1916"),
        ("1914-1918", "in 1918"),
        ("202 BC", "202 BC"),
        ("4 August", "4 August 1789"),
    ],
)
def test_dates_that_overlap_agree(one: str, other: str) -> None:
    (a,), (b,) = dates(one), dates(other)
    assert a.agrees_with(b)
    assert b.agrees_with(a)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 May 1783", "3 June 1783"),
        ("3 May 1783", "4 May 1783"),
        ("Q1 2026", "December 2025"),
        ("Q1 2026", "April 2026"),
        ("the 1850s", "1860"),
        ("202 BC", "204 BC"),
        ("the 18th century", "1854"),
    ],
)
def test_dates_that_lie_apart_do_not_agree(one: str, other: str) -> None:
    (a,), (b,) = dates(one), dates(other)
    assert not a.agrees_with(b)


@pytest.mark.parametrize(
    "text", ["1200 workers", "about 1500 of them", "in 1500 metres", "room 1854-b", "1,854", "v1.1990"]
)
def test_a_number_that_counts_is_no_year(text: str) -> None:
    assert list(dates(text)) == []
