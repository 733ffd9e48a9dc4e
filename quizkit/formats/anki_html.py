"""A card's text as the HTML of a note's fields: everything shown as it is, nothing taken for markup by Anki."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Mapping

from quizkit.domain.card import BLANK, Card, CardKind, Evidence
from quizkit.domain.deck import DeckSource
from quizkit.domain.safe_text import safe_text

_SPECIAL = re.compile(r"[&<>{}\[\\]|::|\A:|:\Z")
# A colon alone is harmless; two part a cloze from its number, and one at the end of the text may meet another.
_COLONS = re.compile(r":(?=:)|(?<=:):|\A:|:\Z")
# [sound:x], [anki:play], [latex], [$]: Anki takes the brackets' content away and plays or draws it.
_COMMANDS = re.compile(r"\[(?=(?i:sound:|anki:|/?latex\]|/?\${1,2}\]))")
# \( and \[ start a formula; an empty tag between the two signs keeps MathJax and Anki's editor from seeing one.
_FORMULAS = re.compile(r"\\(?=[()\[\]])")


def note_fields(card: Card, sources: Mapping[str, DeckSource]) -> dict[str, str]:
    """The HTML of the note's fields by name; fields that are not named are empty."""
    question = as_html(card.question)
    if card.kind is CardKind.CLOZE:
        question = question.replace(as_html(BLANK), f"{{{{c1::{as_html(card.answer)}}}}}")
    return {
        "Question": question,
        "Answer": as_html(card.answer),
        "Choices": _choices(card) if card.kind is CardKind.CHOICE else "",
        "Accept": " · ".join(map(as_html, card.accept)),
        "Evidence": "".join(_quotes(card, sources)),
        "Source": "".join(f"<div>{_source(slug, sources)}</div>" for slug in _slugs(card)),
        "Topic": as_html(card.topic),
        "Key": as_html(card.key),
    }


def as_html(text: str) -> str:
    """``text`` as HTML that shows it and does nothing else, in a field of any note type."""
    # Most text is safe as it is, and a package of 100,000 cards asks a million times.
    if text.isprintable() and not _SPECIAL.search(text):
        return text
    text = html.escape(safe_text(text), quote=False)
    text = text.replace("{", "&#123;").replace("}", "&#125;")
    text = _COLONS.sub("&#58;", text)
    text = _COMMANDS.sub("&#91;", text)
    text = _FORMULAS.sub(r"\\<span></span>", text)
    return text.replace("\n", "<br>")


def _choices(card: Card) -> str:
    """The options as a list, shuffled: each card its own way, and the same way in every export."""

    def place(choice: str) -> bytes:
        return hashlib.sha256(f"{card.key}\n{choice}".encode("utf-8", "surrogatepass")).digest()

    def item(choice: str) -> str:
        mark = ' class="right"' if choice == card.answer else ""
        return f'<li{mark} dir="auto">{as_html(choice)}</li>'

    return f"<ol>{''.join(map(item, sorted(card.choices, key=place)))}</ol>"


def _quotes(card: Card, sources: Mapping[str, DeckSource]) -> Iterator[str]:
    has_several_sources = len(_slugs(card)) > 1
    for evidence in card.evidence:
        title = _title(evidence.source, sources) if has_several_sources else ""
        where = " · ".join(map(as_html, filter(None, (evidence.speaker, evidence.time, title, _line(evidence)))))
        footer = f"<footer>{where}</footer>" if where else ""
        yield f'<blockquote dir="auto">{as_html(evidence.quote)}{footer}</blockquote>'


def _source(slug: str, sources: Mapping[str, DeckSource]) -> str:
    source = sources.get(slug)
    name = _title(slug, sources)
    title = as_html(name)
    if source is None:
        return title
    if re.match(r"https?://[^\s\x00-\x1f]+\Z", source.url):
        title = f'<a href="{html.escape(safe_text(source.url))}">{title}</a>'
    return title if source.file in ("", name) else f"{title} · {as_html(source.file)}"


def _title(slug: str, sources: Mapping[str, DeckSource]) -> str:
    source = sources.get(slug)
    return (source.title or source.file) if source else slug


def _slugs(card: Card) -> list[str]:
    return list(dict.fromkeys(evidence.source for evidence in card.evidence))


def _line(evidence: Evidence) -> str:
    return f"line {evidence.line}" if evidence.line else ""
