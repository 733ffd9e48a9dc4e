"""Text as lines of YAML that any reader of YAML takes for the same text, and that people can edit.

One field per line, whatever its length: folded text moves on every edit. Quotes stand only where they are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from yaml.resolver import Resolver

from quizkit.domain.errors import DeckError
from quizkit.formats.escaped import escaped, in_double_quotes
from quizkit.formats.node import shown

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f]")
_RESOLVER: Any = Resolver()
_LONGEST_NAME = 120
_LETTERS = frozenset("yYnN")  # yes and no, to some readers of YAML

# Text that needs no quotes in any YAML: it begins with a letter, and no colon or # in it ends it or starts a comment.
_WORDS = re.compile(r"[^\W\d_](?:[^#:]|:(?=\S)|(?<=\S)#)*(?<=[^\s:])")


def list_lines(name: str, members: Iterable[Iterable[str]]) -> Iterator[str]:
    """A field that holds a list; nothing where the list is empty. Each member comes as its lines."""
    for number, member in enumerate(members):
        if not number:
            yield f"{name}:"
        yield from member_lines(member)


def member_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines of one member of a list, the first with its hyphen."""
    for number, line in enumerate(lines):
        yield f"{'    ' if number else '  - '}{line}" if line else ""


def filled(name: str, text: str) -> Iterator[str]:
    """A field, if there is text in it."""
    return field(name, text) if text else iter(())


def field(name: str, text: str) -> Iterator[str]:
    """A field with its text. Raises DeckError for half a character."""
    first, *rest = text_lines(text)
    # A name that YAML would find too long for one line with its text must announce itself.
    yield from [f"{name}: {first}"] if len(name) < _LONGEST_NAME else [f"? {name}", f": {first}"]
    yield from rest


def text_lines(text: str) -> Iterator[str]:
    """The text as it stands after ``name:`` or a hyphen; only text of several lines takes more than one."""
    lines = text.split("\n")
    is_block = (
        len(lines) > 1
        and lines[0][:1].strip()
        and lines[-1]
        and all(line == line.rstrip() and _is_harmless(line) for line in lines)
    )
    if not is_block:
        yield on_one_line(text)
        return
    yield "|-"
    yield from (f"  {line}" if line else "" for line in lines)


def on_one_line(text: str) -> str:
    """The text on one line. Raises DeckError for half a character, which no file can hold."""
    if _SURROGATE.search(text):
        raise DeckError(f"the text {shown(text)} holds half a character, which no file can hold; write it anew")
    if not _is_harmless(text):
        return in_double_quotes(text)
    is_text = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str"
    if is_text and _WORDS.fullmatch(text) and text not in _LETTERS:
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _is_harmless(line: str) -> bool:
    return not _CONTROL.search(line) and escaped(line) == line
