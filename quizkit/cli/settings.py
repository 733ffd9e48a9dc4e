"""What the learner chose, from the settings file and the environment.

The environment wins over ``$XDG_CONFIG_HOME/quizkit/settings.toml``, an option over both.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

from quizkit.domain.card import CardKind
from quizkit.domain.errors import SettingsError
from quizkit.domain.settings import Settings
from quizkit.tui.look import DEFAULT_LOOK, Look

_WHOLE_NUMBERS = ("new_per_day", "reviews_per_day", "day_starts_at", "pause_after")
_KEYS = (*_WHOLE_NUMBERS, "bury_siblings", "typed", "db", "model_command", "model_timeout", "theme", "keys")

MODEL_TIMEOUT = 120
"""Seconds that a model may take for one answer, where the learner says nothing else."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The settings of studying, and where the library lies: a path, or a URL that names a database.

    ``model_command`` is what ``--model`` runs, "" where the learner named none; alone it runs nothing.
    ``model_timeout`` is in seconds. ``look`` is what was said of the screens; only they know whether it makes sense.
    """

    settings: Settings
    database: Path | str
    model_command: str = ""
    model_timeout: int = MODEL_TIMEOUT
    look: Look = DEFAULT_LOOK


def read_choices(environ: Mapping[str, str], database: str | None = None) -> Choices:
    """The choices that hold now; ``database`` is what ``--db`` gave. Raises SettingsError."""
    file = user_config_path("quizkit", appauthor=False) / "settings.toml"
    chosen = _from_file(file) | _from_environment(environ)
    place = database or chosen.get("db")
    given: dict[str, Any] = {key: _whole_number(key, chosen[key], file) for key in _WHOLE_NUMBERS if key in chosen}
    if "bury_siblings" in chosen:
        given["bury_siblings"] = _yes_or_no("bury_siblings", chosen["bury_siblings"], file)
    if "typed" in chosen:
        given["typed"] = _kinds("typed", chosen["typed"], file)
    try:
        settings = Settings(**given)
    except SettingsError as error:
        raise SettingsError(f"{error} ({file} or {_variables(given)})") from error
    location = _location(place, file) if place else default_location()
    return Choices(settings, location, *_model(chosen, file), _look(chosen, file))


def _from_file(file: Path) -> dict[str, object]:
    try:
        found = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror}; check its permissions") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: not TOML: {error}; write lines such as new_per_day = 20") from error
    for key in found:
        if key not in _KEYS:
            raise SettingsError(f"{file}: unknown setting {key}; the settings are {', '.join(_KEYS)}")
    return found


def _from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    found = {key: environ.get(_variable(key), "").strip() for key in _KEYS if key != "keys"}
    return {key: value for key, value in found.items() if value}


def _whole_number(key: str, value: object, file: Path) -> int:
    # A bool is an int to Python, and "true cards a day" makes no sense.
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    raise SettingsError(f"{key} is {value!r}: give a whole number ({file} or {_variable(key)})")


def _yes_or_no(key: str, value: object, file: Path) -> bool:
    meant = {"true": True, "false": False}.get(str(value).casefold())
    if meant is None:
        raise SettingsError(f"{key} is {value!r}: give true or false ({file} or {_variable(key)})")
    return meant


def _kinds(key: str, value: object, file: Path) -> tuple[CardKind, ...]:
    """Kinds of cards: a list in the file, names with commas in the environment."""
    names = [name.strip() for name in value.split(",")] if isinstance(value, str) else value
    try:
        return tuple(CardKind(name) for name in names)  # type: ignore[attr-defined]
    except (TypeError, ValueError) as error:
        kinds = ", ".join(f'"{kind}"' for kind in CardKind)
        raise SettingsError(
            f"{key} is {value!r}: give kinds of cards, as in [{kinds}] ({file} or {_variable(key)})"
        ) from error


def _model(chosen: Mapping[str, object], file: Path) -> tuple[str, int]:
    """The model's command and its time."""
    command, seconds = chosen.get("model_command", ""), chosen.get("model_timeout", MODEL_TIMEOUT)
    if not isinstance(command, str):
        raise SettingsError(f"{file}: model_command is {command!r}: give a command in quotes")
    number = _whole_number("model_timeout", seconds, file)
    if number < 1:
        raise SettingsError(
            f"model_timeout is {number}: give 1 second or more ({file} or {_variable('model_timeout')})"
        )
    return command.strip(), number


def _look(chosen: Mapping[str, object], file: Path) -> Look:
    theme, keys = chosen.get("theme", DEFAULT_LOOK.theme), chosen.get("keys", {})
    if not isinstance(theme, str):
        raise SettingsError(f"{file}: theme is {theme!r}: give a name in quotes")
    if not isinstance(keys, dict):
        raise SettingsError(f'{file}: keys is {keys!r}: write a table [keys] with lines such as "home.quiz" = "f5"')
    return Look(theme, dict(_keys_in(keys, file)))


def _keys_in(table: Mapping[str, object], file: Path, before: str = "") -> Iterator[tuple[str, str]]:
    """The keys by their names; a name without quotes is a table in a table to TOML, and means the same."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _keys_in(value, file, f"{before}{name}.")
        elif isinstance(value, str):
            yield before + name, value
        else:
            raise SettingsError(
                f'{file}: keys: {before}{name} is {value!r}: give keys in quotes, as in "f5" or "left,h"'
            )


def _location(place: object, file: Path) -> Path | str:
    if not isinstance(place, str):
        raise SettingsError(f"{file}: db is {place!r}: give a path in quotes")
    return place if "://" in place else Path(place).expanduser()


def default_location() -> Path:
    """Where the library lies unless the learner names another place."""
    return user_data_path("quizkit", appauthor=False) / "library.db"


def _variable(key: str) -> str:
    return f"QUIZKIT_{key.upper()}"


def _variables(keys: Iterable[str]) -> str:
    return ", ".join(map(_variable, keys))
