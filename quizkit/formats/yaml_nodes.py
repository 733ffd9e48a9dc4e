"""YAML text as nodes that know their lines.

Only the plain part of YAML is read: groups, lists and text. Tags can make a program run what a file says, and aliases
let a small file grow without bounds, so both are refused. The parser's events are consumed one by one and without
recursion: a file nested ten thousand deep is given up at the first level too many.

A scalar is the text that stands there: ``yes``, ``1:30`` and ``2026-01-31`` are what they look like.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.reader import Reader

from quizkit.domain.errors import DeckError
from quizkit.formats.node import Node, shown

DEEPEST = 16
"""Levels; a deck needs seven."""

_TOO_DEEP = "nested deeper than any deck; see that the lines are indented rightly"

# The C parser reads a deck of 450 cards some ten times faster; a Python without it reads the same.
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What the two parsers say, told to somebody who never read the YAML standard. The first piece that fits counts.
_PLAIN_WORDS = (
    ("mapping values are not allowed", "a colon where none may stand; put text that holds ': ' in quotes"),
    ("'\\t'", "a tab where none may stand; indent with spaces"),
    ("cannot start any token", "a tab, or %, @ or ` at the start of text; indent with spaces, put such text in quotes"),
    ("could not find expected ':'", "a field name without its colon, or a line that is not indented far enough"),
    ("unexpected end of stream", "a quotation mark that is never closed"),
    ("unexpected document", "a quotation mark that is never closed"),
    ("escape", "a backslash in double quotes that starts no known sign; write it twice, or use single quotes"),
    ("block collection", "a line that is indented unlike its neighbours"),
    ("block mapping", "a line that is indented unlike its neighbours, or text after a closing quotation mark"),
    ("block scalar", "| or > at the start of text; put the text in quotes"),
    ("flow", "a bracket that is never closed; put text that begins with [ or { in quotes"),
    ("alphabetic or numeric", "* or & at the start of text; put the text in quotes"),
    ("mapping keys", "? at the start of text; put the text in quotes"),
    ("a tag", "! at the start of text; put the text in quotes"),
    ("directive", "% at the start of a line; put the text in quotes"),
    ("<document start>", "text after the end of the deck; see that no line begins with ... or %"),
)


@dataclass(slots=True)
class _Open:
    """A group or list that is not closed yet; ``name`` is the field whose value comes next."""

    node: Node
    names: dict[str, Node] = field(default_factory=dict)
    name: Node | None = None


def read_nodes(text: str, file: str, parser: Any = _PARSER) -> Node:
    """The nodes of ``text``; ``file`` is its name for messages, ``parser`` a safe loader of PyYAML.

    Raises DeckError, naming file, line and column, where the text is not YAML or more than its plain part.
    """
    _refuse_controls(text, file)
    tree = _Tree(file)
    try:
        for event in yaml.parse(text, Loader=parser):
            tree.take(event)
    except yaml.MarkedYAMLError as error:
        is_open = "unexpected" in (error.problem or "")  # then it is the place of the opening that helps
        mark = (error.context_mark if is_open else None) or error.problem_mark
        if "nesting depth" in (error.problem or ""):  # a newer C parser counts levels before it tells of the first
            raise DeckError(f"{file}, line {mark.line + 1 if mark else 1}: {_TOO_DEEP}") from error
        place = f"{file}, line {mark.line + 1}, column {mark.column + 1}" if mark else file
        raise DeckError(f"{place}: not valid YAML: {_in_plain_words(error)}") from error
    if tree.root is None:
        raise DeckError(f"{file}: the file is empty; a deck has at least version, title and cards")
    return tree.root


class _Tree:
    """Puts a parser's events together."""

    def __init__(self, file: str) -> None:
        self.root: Node | None = None
        self._file = file
        self._open: list[_Open] = []

    def take(self, event: yaml.Event) -> None:
        place = self._file if event.start_mark is None else f"{self._file}, line {event.start_mark.line + 1}"
        match event:
            case yaml.AliasEvent():
                raise DeckError(f"{place}: the alias *{event.anchor} is not allowed; write the text out, or in quotes")
            case yaml.DocumentStartEvent() if self.root is not None:
                raise DeckError(f"{place}: a second document starts here (---); a file holds one deck")
            case yaml.NodeEvent():
                self._refuse_tag(event, place)
                self._place(event, place)
            case yaml.CollectionEndEvent():
                self._open.pop()

    def _refuse_tag(self, event: yaml.NodeEvent, place: str) -> None:
        tag = getattr(event, "tag", None)
        if tag:
            raise DeckError(f"{place}: the tag {shown(str(tag))} is not allowed; a deck holds text only")
        if event.anchor:
            raise DeckError(f"{place}: the anchor &{event.anchor} is not allowed; delete it, or put the text in quotes")

    def _place(self, event: yaml.NodeEvent, place: str) -> None:
        parent = self._open[-1] if self._open else None
        if isinstance(event, yaml.ScalarEvent):
            node = Node(place, event.value)
        else:
            node = Node(place, {} if isinstance(event, yaml.MappingStartEvent) else [])
        if parent is None:
            self.root = node
        elif isinstance(parent.node.value, list):
            parent.node.value.append(node)
        elif parent.name is None:
            self._name(parent, node)
        else:
            node = self._fill(parent, parent.name, node)
        if not isinstance(event, yaml.ScalarEvent):
            if len(self._open) == DEEPEST:
                raise DeckError(f"{place}: {_TOO_DEEP}")
            self._open.append(_Open(node))

    def _name(self, parent: _Open, node: Node) -> None:
        name = node.text("the name of a field")
        if first := parent.names.get(name):
            node.refuse(f"the field {shown(name)} stands here and at {first.place}; delete one of them")
        parent.names[name] = parent.name = node

    def _fill(self, parent: _Open, name: Node, node: Node) -> Node:
        at_name = Node(name.place, node.value)
        if isinstance(parent.node.value, dict):
            parent.node.value[name.text("the name of a field")] = at_name
        parent.name = None
        return at_name


def _refuse_controls(text: str, file: str) -> None:
    if found := Reader.NON_PRINTABLE.search(text.removeprefix("\ufeff")):
        before = text.removeprefix("\ufeff")[: found.start()]
        line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
        what = f"the character U+{ord(found[0]):04X} is not allowed in YAML"
        raise DeckError(f"{file}, line {line}, column {column}: {what}; delete it")


def _in_plain_words(error: yaml.MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    return next((words for piece, words in _PLAIN_WORDS if piece in said), said)
