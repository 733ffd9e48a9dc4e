"""Decks as YAML: made to be read, edited by hand and compared line by line.

One field per line, whatever its length: folded text moves on every edit. Empty fields are left out, but for ``origin``,
which a card typed by hand lacks. Cards stand in learning order, with an empty line between them; sources, with the
words of their statements, follow at the end. No anchors, no tags: text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

import yaml
from yaml.resolver import Resolver

from quizkit.domain.card import Card, Evidence
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.errors import DeckError
from quizkit.domain.slug import slugify
from quizkit.formats.deck_fields import VERSION, check_sources, check_version, deck_of
from quizkit.formats.escaped import escaped, in_double_quotes
from quizkit.formats.node import shown
from quizkit.formats.yaml_nodes import read_nodes

_HEAD = "# A deck of quizkit, in learning order. The README tells what each field means."
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f]")
_RESOLVER: Any = Resolver()
_LONGEST_NAME = 120
_LETTERS = frozenset("yYnN")  # yes and no, to some readers of YAML

# Text that needs no quotes in any YAML: it begins with a letter, and no colon or # in it ends it or starts a comment.
_WORDS = re.compile(r"[^\W\d_](?:[^#:]|:(?=\S)|(?<=\S)#)*(?<=[^\s:])")


def read_deck(text: str, name: str) -> Deck:
    """The deck that ``text`` describes; its slug is that of the file's ``name``.

    Raises DeckError, naming file, line and way out, where the text is not YAML or not a deck.
    """
    root = read_nodes(text, name)
    if isinstance(root.value, dict) and "version" in root.value:
        # First of all: what else is wrong in a newer file is no fault of it.
        check_version(root.value["version"])
    found = root.fields("a deck", ("version", "title", "cards"), ("description", "sources"))
    sources = found["sources"].items("sources") if "sources" in found else []
    slug = slugify(re.sub(r"(?i)\.ya?ml$", "", PurePath(name).name))
    return deck_of(slug, found, sources, found["cards"].items("cards"))


def write_deck(deck: Deck) -> str:
    """The deck as YAML that ``read_deck`` reads back equal.

    Raises DeckError for what no file can hold, and for evidence from a source that the deck does not list.
    """
    check_sources(deck)
    return "\n".join(_deck_lines(deck)).rstrip("\n") + "\n"


def _deck_lines(deck: Deck) -> Iterator[str]:
    yield from (_HEAD, f"version: {VERSION}")
    yield from _field("title", deck.title)
    yield from _filled("description", deck.description)
    yield from ("", "cards:" if deck.cards else "cards: []")
    for card in deck.cards:
        yield from _member(_card_lines(card))
        yield ""
    if deck.sources:
        yield "sources:"
        for source in deck.sources:
            yield from _member(_source_lines(source))


def _card_lines(card: Card) -> Iterator[str]:
    yield from _field("key", card.key)
    yield from _field("kind", card.kind)
    yield from _field("question", card.question)
    yield from _field("answer", card.answer)
    yield from _list("accept", map(_text_lines, card.accept))
    yield from _list("choices", map(_text_lines, card.choices))
    yield from _field("topic", card.topic)
    yield from _filled("rule", card.rule)
    yield from _field("origin", card.origin)
    yield from _list("evidence", map(_evidence_lines, card.evidence))


def _evidence_lines(evidence: Evidence) -> Iterator[str]:
    yield from _field("source", evidence.source)
    yield from _field("quote", evidence.quote)
    if evidence.line:
        yield f"line: {evidence.line}"
    yield from _filled("speaker", evidence.speaker)
    yield from _filled("time", evidence.time)


def _source_lines(source: DeckSource) -> Iterator[str]:
    yield from _field("id", source.slug)
    yield from _field("file", source.file)
    yield from _field("title", source.title)
    yield from _filled("url", source.url)
    if source.statements:
        yield "statements:"
        for fingerprint, text in source.statements.items():
            for line in _field(_on_one_line(fingerprint), text):
                yield f"  {line}" if line else ""


def _list(name: str, members: Iterable[Iterable[str]]) -> Iterator[str]:
    for number, member in enumerate(members):
        if not number:
            yield f"{name}:"
        yield from _member(member)


def _member(lines: Iterable[str]) -> Iterator[str]:
    """The lines of one member of a list, the first with its hyphen."""
    for number, line in enumerate(lines):
        yield f"{'    ' if number else '  - '}{line}" if line else ""


def _filled(name: str, text: str) -> Iterator[str]:
    return _field(name, text) if text else iter(())


def _field(name: str, text: str) -> Iterator[str]:
    first, *rest = _text_lines(text)
    # A name that YAML would find too long for one line with its text must announce itself.
    yield from [f"{name}: {first}"] if len(name) < _LONGEST_NAME else [f"? {name}", f": {first}"]
    yield from rest


def _text_lines(text: str) -> Iterator[str]:
    """The text as it stands after ``name:`` or a hyphen; only text of several lines takes more than one."""
    lines = text.split("\n")
    is_block = (
        len(lines) > 1
        and lines[0][:1].strip()
        and lines[-1]
        and all(line == line.rstrip() and _is_harmless(line) for line in lines)
    )
    if not is_block:
        yield _on_one_line(text)
        return
    yield "|-"
    yield from (f"  {line}" if line else "" for line in lines)


def _on_one_line(text: str) -> str:
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
