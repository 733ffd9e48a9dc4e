"""What the command line's parser complains of, in plain words."""

from __future__ import annotations

import re

_VALUE = re.compile(r"Invalid value(?: for (?P<place>[^:]*))?: (?P<what>.*)", re.DOTALL)
_PLAIN = (
    (r"Input should be a valid integer.*", "give a whole number"),
    (r"Input should be a valid number.*", "give a number"),
    (r"Input should be a valid boolean.*", "give true or false"),
    (r"Input should be greater than or equal to (\S+)", r"give \1 or more"),
    (r"Input should be less than or equal to (\S+)", r"give \1 or less"),
    (r"Input should be greater than (\S+)", r"give more than \1"),
    (r"Input should be less than (\S+)", r"give less than \1"),
    (r"(?:Value error, )?(?P<given>'.*'|\".*\") is not one of (?P<names>'.*')\.?", ""),
)


def mistake_in_words(problem: str) -> str:
    """The complaint about an option's value by the option's name, with what to give instead; others as they are."""
    value = _VALUE.fullmatch(problem)
    if value is None:
        return problem
    place, what = (value["place"] or "").replace("'", "").replace(" / ", ", "), value["what"].strip()
    for pattern, plain in _PLAIN:
        if match := re.fullmatch(pattern, what, re.DOTALL):
            what = match.expand(plain) if plain else _none_of(match["given"], match["names"])
            break
    else:
        what = what.removeprefix("Value error, ")
    return f"{place}: {what}" if place else what


def _none_of(given: str, names: str) -> str:
    *first, last = re.findall(r"'([^']*)'", names)
    return f"there is no {given[1:-1]}; give {', '.join(first)} or {last}" if first else f"give {last}"
