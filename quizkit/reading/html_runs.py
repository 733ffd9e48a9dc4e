"""HTML before it is a tree: its runs of text, each marked so that it is known again wherever the parser puts it.

Parsers do not tell where in the file a text stood. So two private-use characters, which number the run, are written
before each run, and every later step, our own or a library's, carries them along.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizkit.reading.characters import Characters
from quizkit.reading.entities import resolved
from quizkit.reading.phrases import words_of

_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    # A quotation mark counts only behind an equals sign: <p title=it's> is whole.
    r"|<(?P<tag>[a-zA-Z][^\s/>]*)(?P<rest>(?:=\s*+(?:\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))|[^>])*+)(?:>|\Z)"
    r"|<(?:/[a-zA-Z]|[!?/])[^>]*(?:>|\Z)",
    re.DOTALL,
)
_NO_TEXT = ("script", "style", "xmp", "iframe", "noembed", "noframes")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _NO_TEXT}
_VOID = words_of("area base br col embed hr img input link meta source track wbr")
_LINE_END = str.maketrans("\n\r\t\f", "    ")

_HIGH, _LOW, _BASE = 0xF0000, 0x100000, 0xFFFE
_MARK = re.compile("([\U000f0000-\U000ffffd])([\U00100000-\U0010fffd])")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of text of one page; ``marked`` is the page with a mark before each."""

    text: str
    marked: str
    spans: list[tuple[int, int]]

    def characters(self, run: int) -> Characters:
        """What a run says, entities resolved and line ends made spaces, at its place in the file."""
        start, end = self.spans[run]
        return resolved(Characters.of(self.text[start:end].translate(_LINE_END), start))


def runs_of(text: str) -> Runs:
    """Every run of text that is not white space, in order; scripts, styles, comments and tags are none."""
    is_xml = text[:200].lstrip().startswith("<?xml")
    spans: list[tuple[int, int]] = []
    marked: list[str] = []
    for start, end, is_text in _parts(text, is_xml):
        part = text[start:end]
        if is_text and part and not part.isspace():
            marked += _mark(len(spans)), html.escape(_PRIVATE.sub(" ", html.unescape(part)), quote=False)
            spans.append((start, end))
        else:
            marked.append(_closed(part) if is_xml and part.endswith("/>") else part)
    return Runs(text, "".join(marked), spans)


def marks_in(text: str) -> Iterator[int]:
    """The numbers of the runs whose marks stand in ``text``, in order."""
    for mark in _MARK.finditer(text):
        yield (ord(mark[1]) - _HIGH) * _BASE + ord(mark[2]) - _LOW


def without_marks(text: str) -> str:
    return _MARK.sub("", text)


def _mark(run: int) -> str:
    return chr(_HIGH + run // _BASE) + chr(_LOW + run % _BASE)


def _parts(text: str, is_xml: bool) -> Iterator[tuple[int, int, bool]]:
    """The page cut into text and all else, as (start, end, whether it is text)."""
    done = 0
    while token := _TOKEN.search(text, done):
        yield done, token.start(), True
        done = token.end()
        if token["cdata"] is not None and is_xml:
            yield *token.span("cdata"), True
            continue
        yield token.start(), done, False
        raw_end = _RAW_END.get((token["tag"] or "").lower())
        if raw_end and not (is_xml and token["rest"].endswith("/")):
            closing = raw_end.search(text, done)
            yield done, closing.start() if closing else len(text), False
            done = closing.start() if closing else len(text)
    yield done, len(text), True


def _closed(tag: str) -> str:
    """``<a id="x"/>`` as HTML has to spell it."""
    name = re.match(r"<([a-zA-Z][^\s/>]*)", tag)
    return tag if name is None or name[1].lower() in _VOID else f"{tag[:-2]}></{name[1]}>"
