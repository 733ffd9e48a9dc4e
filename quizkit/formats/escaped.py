"""Text between double quotes, as JSON and YAML both read it."""

from __future__ import annotations

import json
import re

# JSON lets these stand bare. Some YAML forbids, some is taken for a line end; some a terminal obeys (0x9B starts a
# command, U+202E turns the line round); lone surrogates no encoding can write.
_BARE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def escaped(json_text: str) -> str:
    """JSON text, any number of values, with all that is unsafe in its strings written as ``\\uXXXX``."""
    return _BARE.sub(_escape, json_text)


def in_double_quotes(text: str) -> str:
    """``text`` as a string of JSON, which is one of YAML too, on one line."""
    return escaped(json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
