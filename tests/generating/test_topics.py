"""Topics are real headings, few enough to choose among and large enough to learn by."""

from __future__ import annotations

from collections import Counter

import pytest

from quizkit.generating.generator import generate
from quizkit.generating.likeness import Likeness
from quizkit.generating.topics import FEWEST_CARDS, MOST_TOPICS, consolidated, short_title, topics_of
from tests.generating.made import SMALL_LIBRARY, cards_of, documents, generated, source, statement

_TOWN = "canal mill bridge harbor tower school chapel market prison theater library museum garden palace"
_SUBJECTS = _TOWN.split()


def _chapter(number: int, bullets: int) -> str:
    subject = _SUBJECTS[number % len(_SUBJECTS)]
    told = "".join(
        f"- The {subject} of Ghent was sold to {buyer} for ${number + 3} million in {1700 + 10 * number + place}.\n"
        for place, buyer in enumerate(("Spain", "France", "Denmark", "Portugal")[:bullets])
    )
    return f"## {subject.title()}s of the town\n\n{told}\n"


def _document(*sizes: int) -> str:
    return "# The town\n\n" + "".join(_chapter(number, bullets) for number, bullets in enumerate(sizes))


@pytest.mark.parametrize("sizes", [(1,), (4, 4, 4), (4, 1, 4), (1,) * 12, (3,) * 20, (4, 1) * 10, (2,) * 40])
def test_there_are_at_most_sixteen_topics_with_three_cards_each_unless_there_is_one(sizes: tuple[int, ...]) -> None:
    topics = Counter(card.topic for card in cards_of(_document(*sizes)))
    assert 1 <= len(topics) <= MOST_TOPICS
    assert len(topics) == 1 or min(topics.values()) >= FEWEST_CARDS


def test_headings_with_enough_cards_are_the_topics_in_their_order() -> None:
    cards = cards_of(_document(4, 4, 4))
    assert list(dict.fromkeys(card.topic for card in cards)) == [
        "Canals of the town",
        "Mills of the town",
        "Bridges of the town",
    ]


def test_the_cards_of_a_topic_stand_together() -> None:
    topics = [draft.card.topic for draft in generated(*SMALL_LIBRARY).cards]
    runs = [topic for before, topic in zip([None, *topics], topics, strict=False) if topic != before]
    assert len(runs) == len(set(topics))


@pytest.mark.parametrize("furniture", ["Key Points", "Key takeaways", "TL;DR", "Summary"])
def test_a_furniture_heading_is_no_topic(furniture: str) -> None:
    text = _document(4, 4) + f"## {furniture}\n\n" + _chapter(7, 4).partition("\n\n")[2]
    assert furniture not in {card.topic for card in cards_of(text)}


def test_a_statement_without_a_heading_takes_the_topic_of_its_nearest_in_another_document() -> None:
    with_headings = source(
        [
            statement("The heart pumps blood through the body of the whale.", section="Circulation"),
            statement("Bond prices fall when the rates of the bank rise.", section="Finance"),
        ]
    )
    without = source(
        [
            statement("Blood leaves the heart through the aorta."),
            statement("A rise of rates lowers the prices of bonds."),
            statement("Sourdough needs wild yeast."),
        ],
        slug="second",
    )
    told = [*with_headings.statements, *without.statements]
    topics = topics_of(told, [with_headings, without], [0, 0, 1, 1, 1], Likeness([s.text for s in told]))
    assert topics == ["Circulation", "Finance", "Circulation", "Finance", "Second"]


def test_a_bullets_own_heading_is_better_than_the_documents_title() -> None:
    told = source([statement("Sourdough: Bakers need wild yeast.", lead="Sourdough")])
    assert topics_of(told.statements, [told], [0], Likeness([told.statements[0].text])) == ["Sourdough"]


def test_small_topics_join_the_one_that_their_statements_are_nearest_to() -> None:
    texts = [
        *("The heart pumps blood in the dark.", "Blood feeds the heart.", "A heart has valves for blood."),
        *("Bond prices fall.", "Prices of a bond rise.", "A bond has a coupon and prices."),
        "The valves close when blood returns.",
    ]
    topics = ["Circulation"] * 3 + ["Finance"] * 3 + ["Valves"]
    found = consolidated(topics, range(7), Likeness(texts), [0] * 7, ["The town"] * 7)
    assert found == ["Circulation"] * 3 + ["Finance"] * 3 + ["Circulation"]


def test_small_chapters_that_come_down_to_one_topic_are_called_by_their_document() -> None:
    texts = ["The heart pumps blood.", "Blood feeds the heart.", "A bond has a coupon.", "Prices of a bond fall."]
    topics = ["Circulation", "Circulation", "Finance", "Finance"]
    titles = ["Lecture 3: Hearts and bonds"] * 4
    assert consolidated(topics, range(4), Likeness(texts), [0] * 4, titles) == ["Hearts and bonds"] * 4


def test_a_document_without_headings_gives_its_title_as_the_topic() -> None:
    (told,) = documents("# Notes on Ghent\n\n" + _chapter(0, 4).partition("\n\n")[2])
    result = generate([told])
    assert {draft.card.topic for draft in (*result.cards, *result.drafts)} == {"Notes on Ghent"}


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("#12 – The Fall of Rome: Senate, Plague, Goths | History Hour", "The Fall of Rome"),
        ("Lecture 3: Cell Membranes", "Cell Membranes"),
        ("Episode 7 - Bonds and Rates · The Money Show", "Bonds and Rates"),
        ("Osmosis: water on the move", "Osmosis: water on the move"),
        ("cell_notes", "Cell notes"),
        ("thirty-years-war", "Thirty years war"),
        ("1984", "1984"),
    ],
)
def test_a_short_title_goes_without_number_show_and_subtitle(title: str, short: str) -> None:
    assert short_title(title) == short
