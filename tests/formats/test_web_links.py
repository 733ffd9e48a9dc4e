"""Links to sources: to the moment where there is one, and to the web only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.formats.web_links import link_at


@pytest.mark.parametrize(
    ("url", "time", "link"),
    [
        ("https://a.org/x", "", "https://a.org/x"),
        ("https://a.org/x?a=1&b=2", "1:30", "https://a.org/x?a=1&b=2#t=90"),
        ("https://a.org/x#part", "1:30", "https://a.org/x#part"),
        ("https://a.org/x#", "0:05", "https://a.org/x#t=5"),
        ("https://www.youtube.com/watch?v=abc", "1:02:03", "https://www.youtube.com/watch?v=abc&t=3723"),
        ("https://www.youtube.com/watch?t=5&v=abc#x", "[00:10]", "https://www.youtube.com/watch?v=abc&t=10#x"),
        ("https://youtu.be/abc", "2:46:45", "https://youtu.be/abc?t=10005"),
        ("https://open.spotify.com/episode/9", "1:00", "https://open.spotify.com/episode/9?t=60"),
        ("https://a.org/x", "later on", "https://a.org/x"),
        ("https://a.org/x", "00:01:02.500", "https://a.org/x#t=62"),
        ("http://[bad", "1:30", "http://[bad"),
    ],
)
def test_a_link_leads_to_the_moment(url: str, time: str, link: str) -> None:
    assert link_at(url, time) == link


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "data:text/html,x", "ftp://a.org", "https://a b", "HTTPS:x"]
)
def test_what_is_no_address_of_the_web_is_no_link(url: str) -> None:
    assert link_at(url, "1:30") == ""


@given(st.one_of(st.text(), st.text().map("https://youtu.be/{}".format)), st.text())
def test_whatever_stands_there_a_link_is_of_the_web_and_holds_no_white_space(url: str, time: str) -> None:
    link = link_at(url, time)
    assert link == "" or link.startswith(("http://", "https://"))
    assert not any(char in link for char in " \n\t\x00\x1b")
