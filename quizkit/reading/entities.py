"""Character references such as &amp; made the characters that they stand for."""

from __future__ import annotations

import html
import re
from array import array
from itertools import takewhile

from quizkit.reading.characters import Characters

_ENTITY = re.compile(r"&(?:#\d{1,9};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,30};?)")


def resolved(raw: Characters) -> Characters:
    """``raw`` with its references resolved; what one gives stands where it begins."""
    said: list[str] = []
    at = array("q")
    done = 0
    for entity in _ENTITY.finditer(raw.text):
        meant = html.unescape(entity[0])
        said += raw.text[done : entity.start()], meant
        at.extend(raw.at[done : entity.start()])
        # "&copyAAA" is a sign and three letters: what was left as it was stands where it was.
        left = 0 if entity[0].endswith(";") else _same_at_the_end(meant, entity[0])
        at.extend([raw.at[entity.start()]] * (len(meant) - left))
        at.extend(raw.at[entity.end() - left : entity.end()])
        done = entity.end()
    if not done:
        return raw
    at.extend(raw.at[done:])
    return Characters("".join(said) + raw.text[done:], at)


def _same_at_the_end(one: str, other: str) -> int:
    """How many characters two texts end with alike."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
