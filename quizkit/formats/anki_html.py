"""A card's text as the HTML of a note's fields: everything shown as it is, nothing taken for markup by Anki."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Mapping

from quizkit.domain.card import BLANK, Card, CardKind, Evidence, Media
from quizkit.domain.deck import DeckSource
from quizkit.domain.safe_text import safe_text
from quizkit.formats.web_links import link_at

# A colon alone is harmless; two part a cloze from its number, and one at the end of the text may meet another.
_COLONS = re.compile(r":(?=:)|(?<=:):|\A:|:\Z")
# [sound:x], [anki:play], [latex], [$]: Anki takes the brackets' content away and plays or draws it.
_COMMANDS = re.compile(r"\[(?=(?i:sound:|anki:|/?latex\]|/?\${1,2}\]))")
# \( and \[ start a formula; an empty tag between the two signs keeps MathJax and Anki's editor from seeing one.
_FORMULAS = re.compile(r"\\(?=[()\[\]])")
_SPOKEN = 10_000
"""Speakers and times whose HTML is kept: many quotes have them in common."""


class NoteHtml:
    """The HTML of notes made from the cards of one deck, whose ``sources`` their evidence names.

    ``files`` gives the names of media files in the package, by what the library calls them.
    """

    def __init__(self, sources: Iterable[DeckSource], files: Mapping[Media, str] | None = None) -> None:
        self._sources = {source.slug: source for source in sources}
        self._lines: dict[str, str] = {}
        self._topics: dict[str, str] = {}
        self._spoken: dict[tuple[str, str, str, bool], list[str]] = {}
        self._files = files or {}

    def fields(self, card: Card) -> tuple[str, ...]:
        """The HTML of all the note's fields, in the order of ``FIELDS``.

        ``Key`` holds the card's key: by it, or by the GUID made from it, a package that comes back is known.
        """
        # What is made of signs that nobody can see would leave the front empty, and Anki would make no card of it.
        question, answer = as_html(card.question) or "…", as_html(card.answer) or "…"
        choices = _choices(card) if card.kind is CardKind.CHOICE else ""
        if card.media:
            question, answer, choices = (self._with_media(text, card.media) for text in (question, answer, choices))
        if card.kind is CardKind.CLOZE:
            question = question.replace(BLANK, f"{{{{c1::{answer}}}}}")
        accept = " · ".join(map(as_html, card.accept)) if card.accept else ""
        topic = self._topics.get(card.topic)
        if topic is None:
            topic = self._topics[card.topic] = as_html(card.topic)
        proofs = card.evidence
        if len(proofs) == 1:
            quotes, source = self._quote(proofs[0], False), self._line(proofs[0].source)
        else:
            slugs = list(dict.fromkeys([proof.source for proof in proofs]))
            quotes = "".join([self._quote(proof, len(slugs) > 1) for proof in proofs])
            source = "".join(map(self._line, slugs))
        return question, answer, choices, accept, quotes, source, topic, "", "", as_html(card.key)

    def _with_media(self, text: str, media: tuple[Media, ...]) -> str:
        """The text with its pictures and sounds where it names them; one that is not there stays a name."""
        for file in media:
            if (called := self._files.get(file)) is not None:
                picture = f'<img src="{html.escape(called)}" alt="{html.escape(safe_text(file.name))}">'
                text = text.replace(as_html(f"[image: {file.name}]"), picture)
                text = text.replace(as_html(f"[sound: {file.name}]"), f"[sound:{called}]")
        return text

    def _quote(self, evidence: Evidence, is_of_several: bool) -> str:
        spoken = (evidence.source, evidence.speaker, evidence.time, is_of_several)
        parts = self._spoken.get(spoken)
        if parts is None:
            # Emptied rather than endless: a transcript has as many times as quotes.
            if len(self._spoken) >= _SPOKEN:
                self._spoken.clear()
            parts = self._spoken[spoken] = self._who_and_when(evidence, is_of_several)
        if evidence.line:
            parts = [*parts, f"line {evidence.line}"]
        footer = f"<footer>{' · '.join(parts)}</footer>" if parts else ""
        return f'<blockquote dir="auto">{as_html(evidence.quote)}{footer}</blockquote>'

    def _who_and_when(self, evidence: Evidence, is_of_several: bool) -> list[str]:
        source = self._sources.get(evidence.source)
        parts = [as_html(evidence.speaker)] if evidence.speaker else []
        if evidence.time:
            parts.append(_linked(as_html(evidence.time), link_at(source.url, evidence.time) if source else ""))
        if is_of_several and (title := self._title(evidence.source)):
            parts.append(as_html(title))
        return parts

    def _line(self, slug: str) -> str:
        """The source on a line of its own; made once, for many cards name it."""
        if slug not in self._lines:
            source, name = self._sources.get(slug), self._title(slug)
            text = _linked(as_html(name), link_at(source.url) if source else "")
            if source and source.file not in ("", name):
                text += f" · {as_html(source.file)}"
            self._lines[slug] = f"<div>{text}</div>"
        return self._lines[slug]

    def _title(self, slug: str) -> str:
        source = self._sources.get(slug)
        return (source.title or source.file) if source else slug


def as_html(text: str) -> str:
    """``text`` as HTML that shows it and does nothing else, in a field of any note type."""
    # Most text is safe as it is, and a package of 100,000 cards asks half a million times: to look for a sign takes a
    # tenth of the time that an expression takes to look for all of them.
    has_lines = False
    if not text.isprintable():
        text = safe_text(text)
        has_lines = "\n" in text
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "{" in text:
        text = text.replace("{", "&#123;")
    if "}" in text:
        text = text.replace("}", "&#125;")
    if ":" in text:
        text = _COLONS.sub("&#58;", text)
    if "[" in text:
        text = _COMMANDS.sub("&#91;", text)
    if "\\" in text:
        text = _FORMULAS.sub(r"\\<span></span>", text)
    return text.replace("\n", "<br>") if has_lines else text


def _choices(card: Card) -> str:
    """The options as a list, shuffled: each card its own way, and the same way in every export."""

    def place(choice: str) -> bytes:
        return hashlib.sha256(f"{card.key}\n{choice}".encode("utf-8", "surrogatepass")).digest()

    def item(choice: str) -> str:
        mark = ' class="right"' if choice == card.answer else ""
        return f'<li{mark} dir="auto">{as_html(choice)}</li>'

    return f"<ol>{''.join(map(item, sorted(card.choices, key=place)))}</ol>"


def _linked(html_text: str, link: str) -> str:
    return f'<a href="{html.escape(link)}">{html_text}</a>' if link else html_text
