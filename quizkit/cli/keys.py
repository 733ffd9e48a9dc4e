"""``quizkit keys``"""

from __future__ import annotations

from dataclasses import asdict

import typer

from quizkit.cli.opening import choices_of
from quizkit.cli.options import JsonOption
from quizkit.cli.output import room_on_terminal, show, show_json, table


def keys(context: typer.Context, as_json: JsonOption = False) -> None:
    """List the keys of all screens.

    In the settings file, a table [keys] gives other keys to what is named here: "home.quiz" = "f5,z". A key that would
    do two things on one screen is refused.

    Example: quizkit keys
    """
    from quizkit.tui.keys import checked_keys, key_bindings

    found = key_bindings(checked_keys(choices_of(context, None).look.keys))
    if as_json:
        show_json({"keys": [asdict(binding) | {"keys": list(binding.keys)} for binding in found]})
        return
    rows = [(binding.where, binding.id, ", ".join(binding.keys), binding.what) for binding in found]
    show(table(("WHERE", "NAME", "KEYS", "WHAT IT DOES"), rows, room_on_terminal()))
