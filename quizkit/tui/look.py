"""How the screens look and which keys they obey, as the learner chose. No Textual here: ``cli`` makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Look:
    """``theme`` is a theme's name, ``keys`` the changed keys by what they do: ``{"home.quiz": "f5,z"}``."""

    theme: str = "dark"
    keys: Mapping[str, str] = field(default_factory=dict)


DEFAULT_LOOK = Look()
"""What a learner gets who chose nothing."""
