"""Faults that are known and not yet mended; a test that passes must move to where its neighbours are."""

from __future__ import annotations

import pytest

from quizkit.generating.kinds.number import numbers
from quizkit.generating.kinds.object import objects
from tests.generating.made import asked

pytestmark = pytest.mark.xfail(strict=True, reason="known and not yet mended")

_BESIDE = "The wool of the sheep in the hills is warm."


def test_a_common_noun_before_of_or_in_loses_its_capital() -> None:
    found = asked(numbers, "Hospitals in Norway spent $40 million on new scanners.")
    assert "How much did hospitals in Norway spend on new scanners?" in found


def test_a_substance_loses_the_capital_that_opened_its_sentence() -> None:
    found = asked(numbers, "Insulin was discovered by Frederick Banting in 1921.")
    assert "When was insulin discovered by Frederick Banting?" in found


def test_half_of_what_was_won_is_not_asked_with_the_other_half_in_the_question() -> None:
    told = "Marie Curie won the Nobel Prize in 1903 and the chemistry prize in 1911."
    assert not any("and the chemistry prize" in question for question in asked(objects, told))
