"""The themes there are: three by plain names, and all of Textual's by theirs."""

from __future__ import annotations

from difflib import get_close_matches

from textual.theme import BUILTIN_THEMES, Theme

from quizkit.domain.errors import SettingsError

HIGH_CONTRAST = Theme(
    name="high-contrast",
    dark=True,
    primary="#3399ff",
    secondary="#00ffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#00ff66",
    warning="#ffcc00",
    error="#ff8080",
    boost="#1a1a1a",
    variables={
        "text-primary": "#ffff00",
        "text-accent": "#00ffff",
        "text-success": "#00ff66",
        "text-error": "#ff9999",
        "text-warning": "#ffcc00",
        "text-muted": "#e0e0e0",
        "footer-background": "#000000",
        "footer-key-foreground": "#ffff00",
        "footer-description-foreground": "#ffffff",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "border": "#ffffff",
    },
)
"""Nothing on it is paler than seven to one, as WCAG 2.2 asks for at its highest level (1.4.6)."""

_PLAIN_NAMES = {"dark": "textual-dark", "light": "textual-light"}


def theme_named(name: str) -> str:
    """Textual's name of the theme. Raises SettingsError, naming those there are."""
    wanted = "-".join(name.casefold().replace("_", " ").split())
    there_are = [*_PLAIN_NAMES, HIGH_CONTRAST.name, *BUILTIN_THEMES]
    if wanted in there_are:
        return _PLAIN_NAMES.get(wanted, wanted)
    close = get_close_matches(wanted, there_are, n=1)
    meant = f" Did you mean {close[0]}?" if close else ""
    raise SettingsError(f"theme is {name!r}: the themes are {', '.join(there_are)}.{meant}")
