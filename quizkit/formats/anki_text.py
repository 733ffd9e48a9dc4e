"""The HTML of Anki's fields and templates as text that a terminal can show.

Lists, tables, line breaks, code, readings over characters and small raised numbers stay readable; scripts and styles
go. What cannot be shown is named: ``[image: heart.png]``, ``[sound: moo.mp3]``, ``[formula: x^2]``. resiliparse
parses as browsers do; the commonest fields, with line breaks and emphasis alone, need no parser, and a test holds both
roads to one result.
"""

from __future__ import annotations

import hashlib
import html
import re

from quizkit.formats.anki_layout import SPACES, laid_out

_EASY_TAG = re.compile(
    r"<(?:(?P<line>/?(?:div|p)|br)|/?(?:b|i|u|em|strong|span|font))(?:\s+[a-z-]+=(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?>",
    re.IGNORECASE,
)
_DIV = re.compile(r"</?div", re.IGNORECASE)
_SIGNS = {"br": "\x00", "br/": "\x00", "br /": "\x00"} | {
    f"{slash}{tag}": "" for tag in ("b", "i", "u", "em", "strong", "span", "font") for slash in ("", "/")
}
"""What the commonest tags of all leave behind."""
_SOUND = re.compile(r"\[sound:([^\]\n]+)\]", re.IGNORECASE)
_TEX = "(.{0,2000}?)"  # Bounded: a field that opens a hundred thousand formulas and closes none is read all the same.
_LATEX = re.compile(
    rf"\[latex\]{_TEX}\[/latex\]|\[(\$\$?)\]{_TEX}\[/\$\$?\]|\\\({_TEX}\\\)|\\\[{_TEX}\\\]",
    re.DOTALL | re.IGNORECASE,
)


def readable(source: str, media: list[str]) -> str:
    """The text of an HTML fragment; the names of the media files in it are added to ``media``."""
    if _is_its_own_text(source):
        return source
    if "<" in source:
        easy = _easy(source)
        text = laid_out(source, media) if easy is None else _unmarked(easy)
    else:
        text = _unmarked(source)
    if "[" in text or "\\" in text:
        text = _named(text, media)
    return text


def _is_its_own_text(source: str) -> bool:
    # Most fields are, and these questions are the cheapest there are.
    return (
        source.isprintable()
        and "<" not in source
        and "&" not in source
        and "[" not in source
        and "\\" not in source
        and "  " not in source
        and source == source.strip()
    )


def by_parser(source: str, media: list[str]) -> str:
    """What ``readable`` gives, always on the long road."""
    return _named(laid_out(source, media), media)


def _easy(source: str) -> str | None:
    """The text between tags that need no parser; None where others are among them."""
    first, *behind = source.split("<")
    parts = [first]
    for piece in behind:
        tag, end, text = piece.partition(">")
        sign = _SIGNS.get(tag)
        if sign is None or not end:
            easy = _EASY_TAG.sub(_easily, source)
            return easy if "<" not in easy and _opens_what_it_closes(source) else None
        parts += (sign, text)
    return "".join(parts)


def _opens_what_it_closes(source: str) -> bool:
    """Whether every ``</div>`` ends a ``<div>``: to browsers one alone is nothing, and no end of a line."""
    depth = 0
    for tag in _DIV.finditer(source):
        depth += -1 if tag[0][1] == "/" else 1
        if depth < 0:
            return False
    return True


def _easily(tag: re.Match[str]) -> str:
    return "\x00" if tag["line"] else ""


def _unmarked(source: str) -> str:
    """Text without elements; a NUL stands where a line ends."""
    text = _unescaped(source) if "&" in source else source
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        text = SPACES.sub(" ", text)
    text = text.replace("\xa0", " ")
    if "\x00" not in text:
        return text.strip()
    return "\n".join(filter(None, map(str.strip, text.split("\x00"))))


def _unescaped(source: str) -> str:
    """The text with the signs that entities stand for; Anki itself writes but these four."""
    text = source.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">")
    return text.replace("&amp;", "&") if text.count("&") == text.count("&amp;") else html.unescape(source)


def _named(text: str, media: list[str]) -> str:
    def sound(match: re.Match[str]) -> str:
        media.append(match[1].strip())
        return f"[sound: {match[1].strip()}]"

    def formula(match: re.Match[str]) -> str:
        old, sign, dollars, *new = match.groups()
        if old is not None or dollars is not None:
            # Anki keeps pictures of these under a hash of what it sets; pictures that are not there are passed over.
            display = f"\\begin{{displaymath}}{dollars}\\end{{displaymath}}"
            tex = old or (f"${dollars}$" if sign == "$" else display)
            digest = hashlib.sha1(tex.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
            media.extend((f"latex-{digest}.png", f"latex-{digest}.svg"))
        words = " ".join(next(part for part in (old, dollars, *new) if part is not None).split())
        return f"[formula: {words}]"

    if "[" in text and ":" in text:
        text = _SOUND.sub(sound, text)
    # A blank of a cloze card is in brackets, too, and no formula.
    has_formula = "\\" in text or "[$" in text or "[latex]" in text.lower()
    return _LATEX.sub(formula, text) if has_formula else text
