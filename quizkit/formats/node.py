"""A value of a file together with the place where it stands, so that every complaint can name the place."""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from quizkit.domain.errors import DeckError
from quizkit.domain.safe_text import safe_text

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Node:
    """Text, number, list or group of fields; ``place`` is file and line (or card) in words.

    The value of a field carries the place of the field's name. All errors raised here are DeckErrors.
    """

    place: str
    value: Scalar | list[Node] | dict[str, Node]

    def refuse(self, problem: str) -> NoReturn:
        """Raise a DeckError that tells the place and the ``problem``."""
        raise DeckError(f"{self.place}: {problem}")

    def text(self, what: str) -> str:
        """The text that stands here; ``what`` names the field in the complaint where it is none."""
        if not isinstance(self.value, str):
            self.refuse(f"{what} must be text, not {self._form}")
        return self.value

    def number(self, what: str) -> int:
        """The whole number from 0 that stands here; YAML gives it as text."""
        value = self.value
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
            return int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
            self.refuse(f"{what} must be a whole number, not {shown(value) if isinstance(value, str) else self._form}")
        return value

    def items(self, what: str) -> list[Node]:
        """The members of the list that stands here."""
        if not isinstance(self.value, list):
            self.refuse(f"{what} must be a list, not {self._form}")
        return self.value

    def entries(self, what: str) -> dict[str, Node]:
        """The members of the group that stands here, by names that are free to choose."""
        if not isinstance(self.value, dict):
            self.refuse(f"{what} must be a group of fields, not {self._form}")
        return self.value

    def fields(self, what: str, needed: tuple[str, ...], optional: tuple[str, ...]) -> Mapping[str, Node]:
        """The fields that stand here: all that are ``needed`` and no others than those and the ``optional``."""
        found = self.entries(what)
        for name, node in found.items():
            if name not in needed and name not in optional:
                node.refuse(f"unknown field {shown(name)}{nearest(name, needed + optional)}")
        for name in needed:
            if name not in found:
                self.refuse(f"{what} has no field '{name}'; add it")
        return found

    @property
    def _form(self) -> str:
        match self.value:
            case dict():
                return "a group of fields"
            case list():
                return "a list"
            case None:
                return "nothing"
            case bool():
                return "yes or no"
            case str():
                return "text"
        return "a number"


def first_places(nodes: Iterable[tuple[str, Node]], what: str) -> dict[str, Node]:
    """The named nodes by name; where two have one name, a DeckError that tells both places."""
    seen: dict[str, Node] = {}
    for name, node in nodes:
        if name in seen:
            node.refuse(f"{what} {shown(name)} stands here and at {seen[name].place}; change or delete one of them")
        seen[name] = node
    return seen


def shown(text: str) -> str:
    """``text`` from a file, short, in quotes, and safe to stand in a message."""
    return f"'{textwrap.shorten(safe_text(text[:500]), 60, placeholder='…')}'"


def nearest(name: str, known: tuple[str, ...]) -> str:
    """The end of a complaint about ``name``: the one of the ``known`` names that was probably meant, else all."""
    near = difflib.get_close_matches(name[:100], known, n=1, cutoff=0.5)
    if near:
        return f"; did you mean {shown(near[0])}?"
    return f"; known here: {', '.join(map(shown, known[:12]))}" if known else ""
