"""Many keys, a portion at a time: databases limit how many values one query may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

_PORTION = 500


def in_portions(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys in lists that one query can take."""
    rest = iter(keys)
    while portion := list(islice(rest, _PORTION)):
        yield portion
