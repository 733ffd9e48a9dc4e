"""A conflict keeps its name, and a pick says what becomes of both sides' drafts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizkit.domain.card import Evidence
from quizkit.domain.conflict import Conflict, ConflictSort, Pick, Side

A = Side(Evidence("one", "It was lit in 1854.", 3), "1854", "one/aaaa", ("one/aaaa/1854", "shared"))
B = Side(Evidence("two", "It was lit in 1856.", 9), "1856", "two/bbbb", ("two/bbbb/1856", "shared"))
CONFLICT = Conflict(ConflictSort.DATE, A, B, 2.0)


def test_a_conflict_keeps_its_key_when_the_statement_is_reworded_or_moved() -> None:
    reworded = replace(A, evidence=Evidence("one", "The lamp was first lit in 1854.", 30), drafts=())
    assert replace(CONFLICT, a=reworded, score=1.0).key == CONFLICT.key


def test_the_order_of_the_documents_does_not_change_the_key() -> None:
    assert Conflict(ConflictSort.DATE, B, A).key == CONFLICT.key


def test_another_value_is_another_conflict() -> None:
    assert replace(CONFLICT, a=replace(A, value="1855")).key != CONFLICT.key


@pytest.mark.parametrize(
    ("pick", "accepted", "rejected"),
    [
        (Pick.A, ("one/aaaa/1854", "shared"), ("two/bbbb/1856",)),
        (Pick.B, ("two/bbbb/1856", "shared"), ("one/aaaa/1854",)),
        (Pick.BOTH, ("one/aaaa/1854", "shared", "two/bbbb/1856"), ()),
        (Pick.NEITHER, (), ("one/aaaa/1854", "shared", "two/bbbb/1856")),
    ],
)
def test_a_pick_accepts_one_side_and_rejects_only_what_is_the_others_alone(
    pick: Pick, accepted: tuple[str, ...], rejected: tuple[str, ...]
) -> None:
    assert CONFLICT.wins(pick) == (accepted, rejected)
