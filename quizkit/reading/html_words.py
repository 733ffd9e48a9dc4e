"""The words of one passage of a page, gathered run by run."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field

from quizkit.reading.blocks import FORMULA
from quizkit.reading.characters import Characters

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_RAISED_NUMBER = re.compile(r"[0-9+−-]+")
_RAISED_LETTER = re.compile(r"[b-df-np-zA-Z]")


@dataclass(slots=True)
class Words:
    """What was seen since the last passage ended."""

    text: list[str] = field(default_factory=list)
    at: array[int] = field(default_factory=lambda: array("q"))
    runs: list[int] = field(default_factory=list)
    held: str = ""
    linked: int = 0
    bold: int = 0
    seen: int = 0

    def put(self, sign: str) -> None:
        """A sign that stands in no run: a line end, a formula, the space between two elements."""
        if self.at:
            self.text.append(sign)
            self.at.append(self.at[-1])
        elif sign == FORMULA:
            self.held = sign

    def add(self, run: int, said: Characters, *, is_linked: bool, is_bold: bool) -> None:
        if self.held:
            self.text.append(self.held)
            self.at.append(said.at[0])
            self.held = ""
        self.text.append(said.text)
        self.at.extend(said.at)
        self.runs.append(run)
        letters = len(said.text.strip())
        self.seen += letters
        self.linked += letters * is_linked
        self.bold += letters * is_bold

    def is_at_line_end(self) -> bool:
        return "".join(self.text[-2:]).rstrip(" ").endswith("\n")


def raised(said: Characters) -> Characters:
    """Raised figures as figures of their own: 10² is not 102. Raised letters are formulas, or endings as in 2nd."""
    text = said.text.strip()
    if _RAISED_NUMBER.fullmatch(text):
        return Characters(said.text.translate(_RAISED), said.at)
    return Characters(said.text.replace(text, FORMULA), said.at) if _RAISED_LETTER.fullmatch(text) else said
