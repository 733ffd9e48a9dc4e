"""Every key of every screen, and what the learner makes of them.

Made from the bindings themselves, so that it cannot leave one out: a new screen is known by standing in ``screens``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import ModuleType

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key
from textual.screen import Screen
from textual.widget import Widget

import quizkit.tui
from quizkit.domain.errors import SettingsError

_NAMED = {key.value for key in Keys} | set(KEY_NAME_REPLACEMENTS.values()) | {"space", "minus", "plus"}
_RESERVED = ("ctrl+c", "ctrl+p", "ctrl+q", "ctrl+z")
"""Copying, the command palette, leaving: what works on every screen of every such program."""
_WITH = ("ctrl", "shift", "alt", "super", "hyper", "meta")


@dataclass(frozen=True, slots=True)
class KeyBinding:
    """Keys that do the same thing on one screen, or in a part that several screens share.

    ``id`` names them in the settings, ``keys`` are Textual's names for them, ``where`` is the screen or the part.
    """

    id: str
    keys: tuple[str, ...]
    what: str
    where: str


def key_bindings(changes: Mapping[str, str] | None = None) -> list[KeyBinding]:
    """All bindings that can be changed, by their place, with the learner's changes in them."""
    changed = changes or {}
    found: dict[str, KeyBinding] = {}
    for owner in _owners():
        for binding in _own(owner):
            keys = tuple(_normal(key) for key in changed.get(binding.id or "", binding.key).split(","))
            found.setdefault(binding.id or "", KeyBinding(binding.id or "", keys, binding.description, _name(owner)))
    return list(found.values())


def checked_keys(changes: Mapping[str, str]) -> dict[str, str]:
    """The changes, as Textual takes them.

    Raises SettingsError where one names nothing that there is, no key, or a key that does something else on the same
    screen: then one of the two would silently do nothing.
    """
    known = {binding.id: binding for binding in key_bindings()}
    for name, keys in changes.items():
        if name not in known:
            close = get_close_matches(name, known, n=1)
            meant = f" Did you mean {close[0]}?" if close else ""
            raise SettingsError(f"[keys]: there is no {name}; `quizkit keys` lists them.{meant}")
        for key in keys.split(","):
            if key.strip() in _RESERVED:
                raise SettingsError(
                    f"[keys]: {name}: {key.strip()} is taken by the terminal's own habits; take another"
                )
            if not _is_key(key.strip()):
                raise SettingsError(
                    f'[keys]: {name} = "{keys}": {key.strip() or "nothing"} is no key; write such as "f5", "ctrl+n" '
                    'or "left,h"'
                )
    changed = {name: ",".join(_normal(key) for key in keys.split(",")) for name, keys in changes.items()}
    _refuse_clashes(changed)
    return changed


def _refuse_clashes(changed: Mapping[str, str]) -> None:
    now = {binding.id: binding for binding in key_bindings(changed)}
    shipped = {binding.id: binding for binding in key_bindings()}
    for screen in (owner for owner in _owners() if issubclass(owner, Screen)):
        names = [name for owner in (*_parts_of(screen), screen, *_apps()) for name in _names(owner)]
        taken: dict[str, str] = {}
        for name in names:
            for key in now[name].keys:
                other = taken.setdefault(key, name)
                # Help is closed by the key that opens it: what ships like that is meant so.
                is_meant = other == name or (key in shipped[other].keys and key in shipped[name].keys)
                if not is_meant:
                    raise SettingsError(
                        f"[keys]: {key} would be both {other} ({now[other].what}) and {name} ({now[name].what}) on the "
                        f"screen {_name(screen)}: change one of them"
                    )


def _owners() -> Iterator[type[DOMNode]]:
    """The app, the screens and the widgets of quizkit that have keys."""
    for place in pkgutil.walk_packages(quizkit.tui.__path__, "quizkit.tui."):
        yield from _owners_in(importlib.import_module(place.name))


def _owners_in(module: ModuleType) -> Iterator[type[DOMNode]]:
    for thing in vars(module).values():
        if (
            isinstance(thing, type)
            and issubclass(thing, DOMNode)
            and thing.__module__ == module.__name__
            and _own(thing)
        ):
            yield thing


def _apps() -> Iterable[type[DOMNode]]:
    from quizkit.tui.app import QuizkitApp

    return (QuizkitApp,)


def _parts_of(screen: type[DOMNode]) -> Iterator[type[DOMNode]]:
    """The widgets with keys that a screen is made of: those that its module imports, and their parts."""
    for thing in vars(importlib.import_module(screen.__module__)).values():
        if isinstance(thing, type) and issubclass(thing, Widget) and thing.__module__.startswith("quizkit.tui.widgets"):
            yield from _owners_in(importlib.import_module(thing.__module__))


def _own(owner: type[DOMNode]) -> list[Binding]:
    return [binding for binding in vars(owner).get("BINDINGS", ()) if isinstance(binding, Binding) and binding.id]


def _names(owner: type[DOMNode]) -> list[str]:
    return [binding.id or "" for binding in _own(owner)]


def _name(owner: type[DOMNode]) -> str:
    """``quiz result`` for QuizResultScreen, ``rows`` for the rows of a list."""
    plain = owner.__name__.strip("_").removesuffix("Screen").removeprefix("Quizkit")
    spaced = "".join(f" {char.casefold()}" if char.isupper() else char for char in plain).strip()
    return "everywhere" if spaced == "app" else spaced


def _normal(key: str) -> str:
    key = key.strip()
    return _character_to_key(key) if len(key) == 1 else key


def _is_key(key: str) -> bool:
    if len(key) == 1:
        return key.isprintable() and not key.isspace()
    *held, last = key.split("+")
    if any(modifier not in _WITH for modifier in held):
        return False
    return len(last) == 1 or last in _NAMED or _normal(last) in _NAMED or bool(_character_named(last))


def _character_named(key: str) -> str:
    """The character that Textual calls so: "?" for question_mark; "" where there is none."""
    import unicodedata

    name = {"at": "commercial at", "slash": "solidus"}.get(key, key.replace("_", " "))
    try:
        return unicodedata.lookup(name.upper())
    except KeyError:
        return ""
