"""Text from documents made safe to show: it may hold anything, and a terminal obeys some of it."""

from __future__ import annotations

import unicodedata

_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def safe_text(text: str) -> str:
    """``text`` with nothing in it that a terminal would obey; line ends stay, tabs become spaces.

    Control characters are shown as their pictures (␛ for escape); those that turn the writing direction, and lone
    surrogates, would corrupt what stands beside them and are replaced or dropped.
    """
    # Most text is safe as it is: all that would be replaced or dropped is not printable.
    return text if text.isprintable() else "".join(map(_safe, text))


def _safe(char: str) -> str:
    if char == "\n" or char.isprintable():
        return "" if char in _BIDI_CONTROLS else char
    code = ord(char)
    if char == "\t":
        return "    "
    if char == "\r" or char in _BIDI_CONTROLS:
        return ""
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    # Joiners and soft hyphens shape the letters beside them and do no harm; other spaces are spaces.
    match unicodedata.category(char):
        case "Cf":
            return char
        case "Zs":
            return " "
        case "Zl" | "Zp":
            return "\n"
    return "\ufffd"
