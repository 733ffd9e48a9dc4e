"""Protobuf messages read without their schema: the few that Anki keeps in its packages are not worth a library."""

from __future__ import annotations

from collections.abc import Iterator

from quizkit.domain.errors import DeckError


def message_fields(message: bytes, place: str) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a message in order, each with its number: whole numbers as such, all else as bytes.

    Raises DeckError, naming the ``place``, where the bytes are no message.
    """
    at, end = 0, len(message)
    try:
        while at < end:
            tag, at = _varint(message, at)
            match tag & 7:
                case 0:
                    number, at = _varint(message, at)
                    yield tag >> 3, number
                    continue
                case 2:
                    length, at = _varint(message, at)
                case 1:
                    length = 8
                case 5:
                    length = 4
                case _:
                    raise ValueError(tag)
            if at + length > end:
                raise ValueError(length)
            yield tag >> 3, message[at : at + length]
            at += length
    except (IndexError, ValueError) as error:
        raise DeckError(f"{place}: damaged at byte {at}; export the package anew") from error


def message_map(message: bytes, place: str) -> dict[int, int | bytes]:
    """The fields of a message by number; of one that repeats, the last."""
    return dict(message_fields(message, place))


def text_of(value: int | bytes | None) -> str:
    """A field as text; "" where it is missing or a number."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""


def _varint(message: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = message[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7
        if shift > 63:
            raise ValueError(shift)
