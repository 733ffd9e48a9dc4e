"""Links to the documents that cards come from, to the very moment where they are recordings."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from quizkit.domain.safe_text import safe_text

_TIME = re.compile(r"\[?(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?\]?", re.ASCII)


def link_at(url: str, time: str = "") -> str:
    """The web address, at ``time`` (such as 1:02:03) where there is one; "" where it is no address of the web.

    YouTube and Spotify are told the moment in their own way, others by a media fragment (``#t=90``), which a page that
    plays nothing passes over.
    """
    before, after = _around_moment(url)
    moment = _TIME.fullmatch(time.strip()) if after is not None else None
    if moment is None:
        return before if after is None else _web_address(url)
    hours, minutes, seconds = moment.groups()
    return f"{before}{int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)}{after}"


@lru_cache(256)
def _around_moment(url: str) -> tuple[str, str | None]:
    """What stands before and after the seconds of a link; the whole link and None where no moment goes into it."""
    address = _web_address(url)
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:  # What stands in brackets is no address.
        return address, None
    if host in ("youtube.com", "youtu.be", "open.spotify.com"):
        asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "t"]
        query = urlencode([*asked, ("t", "")])
        return parts._replace(query=query, fragment="").geturl(), f"#{parts.fragment}" if parts.fragment else ""
    if not address or parts.fragment:
        return address, None
    return f"{address.removesuffix('#')}#t=", ""


@lru_cache(256)
def _web_address(url: str) -> str:
    return safe_text(url) if re.fullmatch(r"https?://[^\s\x00-\x1f]+", url) else ""
