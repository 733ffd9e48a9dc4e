"""HTML: resiliparse parses a page as browsers do and tells its main text; passages keep their places in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from quizkit.reading.blocks import Outline
from quizkit.reading.characters import Lines
from quizkit.reading.html_passages import Found, passages_of
from quizkit.reading.html_runs import marks_in, runs_of, without_marks
from quizkit.reading.marked_up import Passage, outline_passages
from quizkit.reading.speech import attribution

if TYPE_CHECKING:
    from resiliparse.parse.html import ElementNode, Node

_BOILERPLATE = "not in the main text of the page"
_DEEPEST = 1_500
"""Levels: finding the main text takes the square of them, and nobody writes such pages."""
_LEAST_MAIN = 0.1
"""Share of the text: where less is held for the main text, the page is too short or odd to tell it from the rest."""

_KEPT = 0.5
"""Share of a passage that is in the main text where the passage is."""

_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(?P<url>https?://\S+)")
_HEAD = 5_000
"""Characters in which a browser that saved the page tells where it was."""


def read_html(lines: Lines) -> Outline:
    """What an HTML page holds."""
    runs = runs_of(lines.text)
    tree = HTMLTree.parse(runs.marked)
    outline = Outline(url=_url(tree, lines.text))
    if tree.body is None:
        return outline
    found, depth = passages_of(tree.body, runs, lines)
    outline.title = _title(tree, found)
    main = _main_runs(tree) if depth <= _DEEPEST else set()
    lengths = [end - start for start, end in runs.spans]
    outline_passages(_in_main_text(found, main, lengths), outline)
    return outline


def _in_main_text(found: list[Found], main: set[int], lengths: list[int]) -> list[Passage]:
    """The passages, those outside the main text with the reason; a heading is in it with any text right below."""

    def share(some: Iterable[Found]) -> float:
        runs = [run for one in some for run in one.runs]
        return sum(lengths[run] for run in runs if run in main) / max(1, sum(lengths[run] for run in runs))

    if share(one for one in found if not one.passage.reason) < _LEAST_MAIN:
        return [one.passage for one in found]
    judged: list[Passage] = []
    heads_text = has_text = has_main = False
    for one in reversed(found):
        passage = one.passage
        if passage.level and not passage.reason:
            heads_text = has_main if has_text else heads_text
            has_text = has_main = False
            passage = passage if heads_text else replace(passage, reason=_BOILERPLATE)
        elif not passage.reason:
            # Who said a quotation often stands in its footer.
            is_said = passage.is_quoted and attribution(passage.characters.folded().text) is not None
            is_main = is_said or share([one]) >= _KEPT
            has_text, has_main = True, has_main or is_main
            passage = passage if is_main else replace(passage, reason=_BOILERPLATE)
        judged.append(passage)
    return judged[::-1]


def _main_runs(tree: HTMLTree) -> set[int]:
    """The runs that resiliparse holds for the main text."""
    _nest(tree)
    text = extract_plain_text(tree, main_content=True, alt_texts=False, comments=False, post_meta=False)
    return set(marks_in(text))


def _nest(tree: HTMLTree) -> None:
    """Put the body's content three levels deeper: right below the body every list is held for a menu."""
    body = tree.body
    levels = [tree.create_element("div") for _ in range(3)]
    if body is None:
        return
    children: list[Node] = []
    child = body.first_child
    while child is not None:
        children.append(child)
        child = child.next
    within: Node = body
    for level in levels:
        if level is not None:
            within.append_child(level)
            within = level
    for child in children:
        within.append_child(child)


def _title(tree: HTMLTree, found: list[Found]) -> str:
    """The page's name, without that of its site where the page tells it so."""
    named = _content(tree, 'meta[property="og:title"]', "content")
    title = " ".join(without_marks(tree.title or "").split())
    tops = [one.passage.characters.folded().text for one in found if one.passage.level == 1]
    opening = next((top for top in tops if top and title.startswith(top)), "")
    return named or opening or title or next(filter(None, tops), "")


def _url(tree: HTMLTree, text: str) -> str:
    told = (
        _content(tree, 'link[rel~="canonical"]', "href"),
        _content(tree, 'meta[property="og:url"]', "content"),
    )
    saved = _SAVED_FROM.search(text[:_HEAD])
    address = next((one for one in told if re.match(r"https?://", one)), "")
    return address or (saved["url"] if saved else "")


def _content(tree: HTMLTree, selector: str, name: str) -> str:
    document = tree.document
    element: ElementNode | None = document.query_selector(selector) if document is not None else None
    return " ".join((element.getattr(name) or "").split()) if element is not None else ""
