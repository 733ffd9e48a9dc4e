"""What a search finds in a library of seven cards and two drafts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, select

from quizkit.domain.card import Card, CardKind, Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.domain.log import Reason, Rescheduled
from quizkit.domain.schedule import Graduated, Learning, Schedule
from quizkit.domain.search import read_search
from quizkit.storage.database import reading, writing
from quizkit.storage.decks import DeckStore
from quizkit.storage.progress import ProgressStore
from quizkit.storage.progress_tables import marks
from quizkit.storage.searching import finds_card, finds_draft
from quizkit.storage.tables import cards, drafts
from tests.storage.made import HOSTILE, NOON

CardMaker = Callable[..., Card]
TODAY = date(2026, 3, 2)

Find = Callable[[str], str]


@pytest.fixture
def find(engine: Engine, make_card: CardMaker) -> Find:
    """Finds in a library where card a is new, b young and due, c mature, d a leech, e suspended, f buried, g retired.

    h and i are drafts. The gadget lives in a deck and a source of its own.
    """

    def card(name: str, question: str, answer: str, topic: str = "Cell", **changes: object) -> Card:
        source = "gadget-talk" if name == "d" else "cell"
        proof = Evidence(source, question, 1)
        return make_card(
            key=f"{source}/{name * 10}/x", question=question, answer=answer, topic=topic, evidence=(proof,), **changes
        )

    a = card("a", "What builds proteins?", "Ribosomes")
    b = card("b", "100 % of […] are über", "Mäuse", "Post Training", kind=CardKind.CLOZE)
    c = card("c", "Where is ÜBERMUT?", "snake_case")
    d = card("d", "Which gadget?", "The Ωmega", "Gadgets")
    e, f, g = card("e", "Suspended?", "Yes"), card("f", "Buried?", "Yes"), card("g", "Retired?", "Yes")
    h, i = card("h", "A draft of ribosomes?", "Öl"), card("i", "Another?", "Wait", "Post Training")
    decks, progress = DeckStore(engine), ProgressStore(engine)
    source = DeckSource("cell", "cell.md", "The cell in brief")
    waiting = [Draft(each, Verdict(0.5, Fate.DRAFT)) for each in (h, i)]
    decks.save(Deck("biology", "Life", (a, b, c, e, f, g), (source,)), NOON)
    decks.save(Deck("biology", "Life", (a, b, c, e, f), (source,)), NOON, waiting)
    decks.save(Deck("things", "Gadgets of 2026", (d,), (DeckSource("gadget-talk", "t.md", "A Talk"),)), NOON)

    def schedule(of: Card, given: Schedule) -> None:
        progress.record(Rescheduled(of.key, TODAY, NOON, Reason.IMPORTED, given))

    schedule(b, Learning(2, 236, TODAY))
    schedule(c, Graduated(40, 250, TODAY + timedelta(days=30)))
    schedule(d, Graduated(3, 130, TODAY - timedelta(days=5), lapses=8))
    schedule(e, Graduated(20, 250, TODAY - timedelta(days=1)))
    schedule(f, Learning(1, 250, TODAY, has_passed=False))
    with writing(engine) as connection:
        connection.execute(
            insert(marks),
            [
                {"key": c.key, "is_suspended": False, "flag": 2, "buried_until": TODAY},
                {"key": e.key, "is_suspended": True, "flag": 0, "buried_until": None},
                {"key": f.key, "is_suspended": False, "flag": 7, "buried_until": TODAY + timedelta(days=1)},
            ],
        )

    def found(text: str) -> str:
        search = read_search(text, TODAY)
        with reading(engine) as connection:
            keys = [
                *connection.execute(select(cards.c.key).where(finds_card(search))).scalars(),
                *connection.execute(select(drafts.c.key).where(finds_draft(search))).scalars(),
            ]
        return "".join(sorted(key.split("/")[1][0] for key in keys))

    return found


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", "abcdef"),
        ("RIBOSOMES", "a"),
        ("builds proteins", "a"),
        ('"proteins builds"', ""),
        ("100%", ""),
        ('"100 %"', "b"),
        ("%", "b"),
        ("snake_case", "c"),
        ("snake-case", ""),
        ("_", "c"),
        ("über", "bc"),
        ("Über", "bc"),
        ("mäuse", "b"),
        ("ωmega", "d"),
        ("-über -yes", "ad"),
        ("deck:things", "d"),
        ("deck:2026", "d"),
        ("-deck:things", "abcef"),
        ("topic:post", "b"),
        ('topic:"post training"', "b"),
        ("source:talk", "d"),
        ('source:"in brief"', "abcef"),
        ("key:cell/aaaa", "a"),
        ("key:bbbb", "b"),
        ("key:bb/x", ""),
        ("kind:cloze", "b"),
        ("-kind:cloze topic:cell", "acef"),
        ("is:new", "a"),
        ("-is:new", "bcdef"),
        ("is:due", "bd"),
        ("is:young", "bdef"),
        ("is:mature", "c"),
        ("is:leech", "d"),
        ("is:suspended", "e"),
        ("is:buried", "f"),
        ("is:flagged", "cf"),
        ("flag:2", "c"),
        ("flag:0", "abde"),
        ("-flag:7", "abcde"),
        ("is:retired", "g"),
        ("-is:retired", "abcdef"),
        ("is:retired or is:new", "ag"),
        ("is:draft", "hi"),
        ("-is:draft", "abcdef"),
        ("is:draft ribosomes", "h"),
        ("is:draft öl", "h"),
        ("is:draft -ribosomes", "i"),
        ("is:draft topic:post or is:new", "ai"),
        ("is:draft is:due", ""),
        ("is:draft -is:due flag:0", "hi"),
        ("is:draft source:brief deck:life key:hhhh kind:question", "h"),
        ("is:draft -is:draft", ""),
        ("interval=6", "b"),
        ("interval<=6", "bdf"),
        ("interval>30", "c"),
        ("-interval>30", "abdef"),
        ("ease<2.4", "bd"),
        ("ease=1.3", "d"),
        ("lapses>=8", "d"),
        ("due<today", "de"),
        ("due<=0", "bdef"),
        ("due>=2026-04-01", "c"),
        ("due=2026-04-01", "c"),
        ("is:due topic:post or is:suspended", "be"),
    ],
)
def test_a_search_finds_what_it_asks_for(find: Find, text: str, keys: str) -> None:
    assert find(text) == keys


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=12), st.sampled_from(["", "topic:", "source:", "key:"]))
def test_no_text_breaks_out_of_its_query(find: Find, text: str, name: str) -> None:
    words = '"' + text.replace("\\", r"\\").replace('"', r"\"") + '"'
    if text.strip() and not any("\ud800" <= char <= "\udfff" for char in text):
        assert set(find(name + words)) <= set("abcdef")
        assert set(find(f"is:draft {name}{words}")) <= set("hi")


@pytest.mark.parametrize(
    "text",
    [
        "ribosome",
        "über",
        "topic:cell",
        "is:new",
        "is:due",
        "is:leech",
        "is:flagged",
        "interval>3",
        "flag:0",
        "kind:cloze",
    ],
)
def test_a_search_turned_round_finds_the_others(find: Find, text: str) -> None:
    assert set(find(text)) | set(find(f"-{text}")) == set("abcdef")
    assert not set(find(text)) & set(find(f"-{text}"))
