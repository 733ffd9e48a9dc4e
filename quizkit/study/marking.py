"""Marks on cards, as a learner sets them: suspend, bury, flag; and how each is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from quizkit.domain.errors import SettingsError
from quizkit.domain.marks import FLAGS, Marks
from quizkit.storage.marks import MarkStore


class Marking:
    """The marks of a library's cards; ``today`` tells the study day. Every method may raise StorageError.

    What changes marks gives those that the cards bore before: handed to ``take_back`` they are borne again.
    """

    def __init__(self, marks: MarkStore, today: Callable[[], date]) -> None:
        self._marks = marks
        self._today = today

    def marks(self, keys: Iterable[str]) -> dict[str, Marks]:
        """The marks of every key given."""
        return self._marks.marks(keys)

    def suspend(self, keys: Iterable[str]) -> dict[str, Marks]:
        """Let the cards be asked no more, until they are unsuspended."""
        return self._marks.change(keys, lambda borne: replace(borne, is_suspended=True))

    def unsuspend(self, keys: Iterable[str]) -> dict[str, Marks]:
        """Let the cards be asked again, buried ones too; their schedules are what they were."""
        return self._marks.change(keys, lambda borne: replace(borne, is_suspended=False, buried_until=None))

    def bury(self, keys: Iterable[str]) -> dict[str, Marks]:
        """Let the cards wait until the next study day."""
        tomorrow = self._today() + timedelta(days=1)
        return self._marks.change(keys, lambda borne: replace(borne, buried_until=tomorrow))

    def flag(self, keys: Iterable[str], flag: int) -> dict[str, Marks]:
        """Give the cards flag 1 to 7, or none with 0. Raises SettingsError where there is no such flag."""
        check_flag(flag, least=0)
        return self._marks.change(keys, lambda borne: replace(borne, flag=flag))

    def take_back(self, before: Mapping[str, Marks]) -> None:
        """Let the cards bear what they bore before."""
        self._marks.put(before)


def check_flag(flag: int, least: int = 1) -> None:
    """Raise SettingsError where there is no such flag; ``least`` is 0 where none is a choice too."""
    if not least <= flag <= FLAGS[-1]:
        raise SettingsError(f"there is no flag {flag}: give a number from {least} to {FLAGS[-1]}")
