"""What is printed on the key that does something now: the learner may have chosen another than the shipped one."""

from __future__ import annotations

import re

from textual.binding import Binding
from textual.dom import DOMNode


def key_of(node: DOMNode, name: str, shipped: str) -> str:
    """The key of the binding of that id as the footer shows it; ``shipped`` is what it is where nobody changed it."""
    learners = getattr(node.app, "learners_keys", {})
    first = learners.get(name, shipped).split(",")[0]
    return node.app.get_key_display(Binding(first, "", ""))


def with_keys(node: DOMNode, text: str) -> str:
    """Our own words with ``{home.study:enter}`` replaced by that key's name; not for text from cards."""
    return re.sub(r"\{([a-z_.]+):(\w+)\}", lambda found: key_of(node, found[1], found[2]), text)
