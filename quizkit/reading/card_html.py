"""A card of another program: its HTML as text that a terminal can show, with a name for all that it cannot."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from urllib.parse import unquote

from resiliparse.extract.html2text import extract_plain_text

_NEEDS_READING = re.compile(r"[<&]|\[sound:|\[/?latex\]|\[/?\${1,2}\]|\\[()\[\]]", re.IGNORECASE)
# What is hidden from sight; quotation marks count only behind an equals sign, as in <img alt="a > b">.
_TAG = r"(?:\"[^\"<]*\"|'[^'<]*'|[^<>\"'])*+"
_OF_INTEREST = re.compile(
    rf"<(?P<media>img|audio|video|source|embed)\b(?P<attributes>{_TAG})>"
    r"|<(?P<raised>su[bp])>(?P<text>[^<]{1,60})</su[bp]>"
    r"|<rp\b[^<>]*>[^<]{0,9}</rp>|<(?P<rt>/?rt)\b[^<>]*>"
    r"|</?anki-mathjax\b(?P<math>[^<>]*)>"
    r"|<(?P<svg>svg)\b"
    r"|\[sound:(?P<sound>[^\]\n]{1,300})\]"
    r"|(?P<latex>\[/?latex\])"
    r"|(?P<dollars>\[/?\${1,2}\]|\\[()\[\]])",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\b(src|alt|data)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_HIDDEN = ['[style*="display:none"]', '[style*="display: none"]', "[hidden]"]
_MOVING = (".mp4", ".webm", ".mkv", ".avi", ".mov", ".mpg", ".mpeg", ".ogv")

_HIGH = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_LINK = re.compile(r"href\s*=\s*[\"']?https?:", re.IGNORECASE)
_NO_MEDIA: Mapping[str, str] = {}


def card_text(fragment: str, kept_as: Mapping[str, str] = _NO_MEDIA) -> str:
    """The text that a reader of the HTML ``fragment`` sees; scripts, styles and what is hidden are no text.

    Pictures, sounds and films are named: ``[image: heart.png]``, by what ``kept_as`` says for their name. Formulas stand
    between dollar signs, as they were written.
    """
    if _NEEDS_READING.search(fragment):
        named = _OF_INTEREST.sub(lambda found: _named(found, kept_as), fragment)
        hidden = _HIDDEN if "display" in named or "hidden" in named else None
        links = _LINK.search(named) is not None
        fragment = extract_plain_text(named, main_content=False, alt_texts=False, links=links, skip_elements=hidden)
    elif fragment.isprintable() and "  " not in fragment:
        return fragment.strip()
    else:
        fragment = " ".join(fragment.split())
    lines = (line.rstrip() for line in fragment.replace("\xa0", " ").replace("\t\t", " | ").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n").strip()


def _named(found: re.Match[str], kept_as: Mapping[str, str]) -> str:
    match found.lastgroup:
        case "attributes":
            return _media(found["media"].lower(), found["attributes"], kept_as)
        case "text":
            return _raised(found["text"], is_high=found["raised"].lower() == "sup")
        case "rt":
            return ")" if "/" in found["rt"] else "("
        case "math":
            return " $" if "block" in found["math"] else "$"
        case "svg":
            return "[drawing]<svg"
        case "sound":
            return _mark("", html.unescape(found["sound"]), kept_as)
        case "latex":
            return "]" if "/" in found["latex"] else "[LaTeX: "
        case "dollars":
            return "$$" if "$$" in found["dollars"] or found["dollars"] in (r"\[", r"\]") else "$"
    return ""


def _media(element: str, attributes: str, kept_as: Mapping[str, str]) -> str:
    told = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(attributes)}
    name = told.get("src") or told.get("data") or ""
    if not name:
        return ""
    mark = _mark("image" if element == "img" else "", name, kept_as)
    return f"{mark} ({html.escape(told['alt'])})" if told.get("alt") and element == "img" else mark


def _mark(what: str, name: str, kept_as: Mapping[str, str]) -> str:
    plain = name if name in kept_as else unquote(name)
    if plain.startswith("data:"):
        plain = "in the card itself"
    what = what or ("video" if plain.lower().endswith(_MOVING) else "sound")
    return f" [{what}: {html.escape(kept_as.get(plain, plain))}] "


def _raised(text: str, *, is_high: bool) -> str:
    figures = text.strip().translate(_HIGH if is_high else _LOW)
    if not re.search(r"[A-Za-z0-9]|[^\W_]", re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿⁱ₀₁₂₃₄₅₆₇₈₉]", "", figures)):
        return figures
    plain = text.strip()
    if not is_high:
        return f"_{plain}" if len(plain) == 1 else f"_({plain})"
    return plain if plain in ("st", "nd", "rd", "th") else f"^{plain}" if len(plain) == 1 else f"^({plain})"
