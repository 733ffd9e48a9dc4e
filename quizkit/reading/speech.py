"""Who said a passage and when, where the document tells."""

from __future__ import annotations

import re

TIME = r"\d{1,2}:\d{2}(?::\d{2})?"
_NAME = r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]+|de|van|von|der|la|al|bin)){0,3}"
_ATTRIBUTION = re.compile(
    rf"(?:[—–-]\s*)?(?P<name>{_NAME})(?:\s*[,·•|@(\[–—-]\s*(?:at\s+)?▶?\s*(?P<time>{TIME})\s*[)\]]?|\s+▶\s*(?P<time2>{TIME}))"
)
_DASHED_NAME = re.compile(rf"[—–-]{{1,2}}\s*(?P<name>{_NAME})(?:,.{{0,60}})?")
_OPENING_TIME = re.compile(rf"^\s*[\[(]?(?P<time>{TIME})[\])]?(?:\s*[-–—:|]\s*|\s+)(?=\S)")
_TURN = re.compile(rf"^(?P<name>{_NAME})\s*(?:[\[(](?P<time>{TIME})[\])])?:\s+(?=\S)")
_QUOTED = re.compile(r"^[\"“«](?P<inside>.*)[\"”»]$", re.DOTALL)


def attribution(line: str) -> tuple[str, str] | None:
    """Speaker and time of a line such as "Ada Lovelace · ▶ 0:53" or "— Ada Lovelace"; None where it is none."""
    line = line.strip()
    if match := _ATTRIBUTION.fullmatch(line):
        return match["name"], match["time"] or match["time2"]
    if match := _DASHED_NAME.fullmatch(line):
        return match["name"], ""
    return None


def opening_time(text: str) -> tuple[str, int]:
    """The time stamp that a line opens with, and where its text begins; ("", 0) where it has none."""
    match = _OPENING_TIME.match(text)
    return (match["time"], match.end()) if match else ("", 0)


def opening_name(text: str) -> tuple[str, str, int]:
    """The "Name:" or "Name (12:03):" that a line opens with, its time, and where the text begins."""
    match = _TURN.match(text)
    return (match["name"], match["time"] or "", match.end()) if match else ("", "", 0)


def is_quoted(text: str) -> bool:
    """Whether a passage stands in quotation marks from its first character to its last."""
    match = _QUOTED.match(text)
    return match is not None and not re.search(r"[“”«»]", match["inside"]) and match["inside"].count('"') % 2 == 0
