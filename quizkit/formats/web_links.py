"""Links to the documents that cards come from, to the very moment where they are recordings."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from quizkit.domain.safe_text import safe_text

_TIME = re.compile(r"\[?(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?\]?", re.ASCII)


def link_at(url: str, time: str = "") -> str:
    """The web address, at ``time`` (such as 1:02:03) where there is one; "" where it is no address of the web.

    YouTube and Spotify are told the moment in their own way, others by a media fragment (``#t=90``), which a page that
    plays nothing passes over.
    """
    if not re.fullmatch(r"https?://[^\s\x00-\x1f]+", url):
        return ""
    url = safe_text(url)
    moment = _TIME.fullmatch(time.strip())
    if moment is None:
        return url
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:  # What stands in brackets is no address.
        return url
    hours, minutes, seconds = (int(part or 0) for part in moment.groups())
    at = hours * 3600 + minutes * 60 + seconds
    if host in ("youtube.com", "youtu.be", "open.spotify.com"):
        return _with_query(parts, str(at))
    return url if parts.fragment else f"{url.removesuffix('#')}#t={at}"


def _with_query(parts: SplitResult, at: str) -> str:
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "t"]
    return parts._replace(query=urlencode([*asked, ("t", at)])).geturl()
