"""What the elements of an HTML page are to a reader: text, menus beside it, tables, code, formulas, what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizkit.reading.html_runs import without_marks
from quizkit.reading.phrases import words_of

if TYPE_CHECKING:
    from resiliparse.parse.html import ElementNode

BLOCKS = words_of("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol p pre search section
    summary table tbody td tfoot th thead tr ul
    """)
"""Elements that begin a passage of their own."""

PROSE = words_of("p li dd dt blockquote h1 h2 h3 h4 h5 h6")
"""Elements that people put text in; short words in others are labels."""

UNSEEN = words_of("""
    area audio button canvas datalist embed head iframe input map meter noembed noframes noscript object optgroup option
    progress rp rt script select style svg template textarea title video xmp
    """)
"""Elements that hold nothing to learn from; not even a reason is owed for them."""

_REASONS = {
    "aside": "beside the text",
    "figcaption": "a caption",
    "caption": "a caption",
    "listing": "code",
    "nav": "a menu",
    "pre": "code",
}
_ROLES = {
    "alertdialog": "beside the text",
    "complementary": "beside the text",
    "dialog": "beside the text",
    "menu": "a menu",
    "menubar": "a menu",
    "navigation": "a menu",
    "note": "beside the text",
    "search": "a menu",
    "tablist": "a menu",
    "toolbar": "a menu",
}
_UNSEEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_AUTHOR = re.compile(
    r"(?<![\w-])(?:about-?(?:the-)?author|(?:post-)?author-?(?:bio|box|card|description|info))(?![\w-])"
)
_MATH_CLASSES = words_of("math katex katex-display latex mathjax mathjax_display mjx-chtml mwe-math-element tex")
_TEX = re.compile(r"\{?\\[a-z]|\$.*\$")
_PERMALINK = re.compile(r"[\s¶§#^↑↩🔗\ufe0e\ufe0f]*")
_EDIT_LINK = re.compile(r"(?:\s*\[\s*edit\b[^\]]{0,40}\]|\s*[¶§🔗]|\s+#)+\s*$")

_DEEPEST_TABLE = 6
"""Tables in tables: pages of the nineties were laid out so, and no deeper."""
_LAYOUT_TEXT = 400
"""Characters that fewer cells than four hold together: a table of figures is not so."""


def reason_against(element: ElementNode, tag: str) -> str:
    """Why what an element holds is not the text of its page; "" where it may well be."""
    if tag in _REASONS:
        return _REASONS[tag]
    if not element.attrs:
        return ""
    if element.hasattr("hidden") or _UNSEEN_STYLE.search(element.getattr("style") or ""):
        return "hidden"
    # Behind an open dialog whole pages are so marked; a single word is so marked where it only adorns.
    if tag not in BLOCKS and element.getattr("aria-hidden") == "true":
        return "hidden"
    if _AUTHOR.search(f"{element.class_name or ''} {element.getattr('id') or ''}"):
        return "about the author"
    return _ROLES.get((element.getattr("role") or "").lower(), "")


def is_formula(element: ElementNode, tag: str) -> bool:
    """Whether an element stands for a formula, as MathML, MathJax, KaTeX or a picture of it."""
    if tag in ("math", "mjx-container"):
        return True
    if tag == "img":
        return bool(_TEX.match(element.getattr("alt") or ""))
    return tag in ("span", "div") and not _MATH_CLASSES.isdisjoint((element.class_name or "").lower().split())


def is_reference(element: ElementNode) -> bool:
    """Whether a raised sign is a mark such as [12] that leads to a footnote."""
    return element.query_selector("a[href]") is not None or without_marks(element.text or "").lstrip().startswith("[")


def is_permalink(text: str) -> bool:
    """Whether a link is only the sign by which a heading is linked to."""
    return bool(_PERMALINK.fullmatch(text))


def heading_ends(text: str) -> int:
    """Where the words of a heading end, before signs and links to edit it."""
    match = _EDIT_LINK.search(text)
    return match.start() if match else len(text)


def level_of(element: ElementNode, tag: str) -> int:
    """A heading's level; 0 where the element is none."""
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if element.attrs and element.getattr("role") == "heading":
        level = element.getattr("aria-level") or ""
        return int(level) if level in ("1", "2", "3", "4", "5", "6") else 2
    return 0


def is_layout(table: ElementNode, tables_above: int) -> bool:
    """Whether a table only places the parts of a page side by side."""
    if tables_above >= _DEEPEST_TABLE:
        return False
    if table.getattr("role") in ("presentation", "none"):
        return True
    if table.query_selector("h1, h2, h3, table") is not None:
        return True
    cells = table.query_selector_all("td")
    return len(cells) < 4 and table.query_selector("th") is None and len(table.text or "") > _LAYOUT_TEXT
