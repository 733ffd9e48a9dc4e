"""Protobuf messages read without their schema."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.domain.errors import DeckError
from quizkit.formats.wire import message_fields, message_map, text_of


def test_fields_of_every_kind_are_read_in_order() -> None:
    message = b"\x08\x96\x01" + b"\x12\x03abc" + b"\x19" + bytes(range(8)) + b"\x25" + bytes(range(4)) + b"\x08\x01"
    assert list(message_fields(message, "x")) == [
        (1, 150),
        (2, b"abc"),
        (3, bytes(range(8))),
        (4, bytes(range(4))),
        (1, 1),
    ]
    assert message_map(message, "x")[1] == 1


def test_what_is_no_text_is_empty() -> None:
    assert (text_of(None), text_of(7), text_of(b"\xc3\xa9\xff")) == ("", "", "é\ufffd")


@pytest.mark.parametrize("message", [b"\x08", b"\x12\x05abc", b"\x0b", b"\x08" + b"\xff" * 12, b"\x19\x01"])
def test_damage_is_told_with_its_place(message: bytes) -> None:
    with pytest.raises(DeckError, match="media list: damaged at byte"):
        list(message_fields(message, "media list"))


@given(st.binary(max_size=40))
def test_any_bytes_are_a_message_or_told(message: bytes) -> None:
    # Whatever else were raised would come out of here.
    with suppress(DeckError):
        assert all(number >= 0 for number, _ in message_fields(message, "x"))
