"""What a Markdown file says about itself before its text begins: YAML between lines of ---, or TOML between +++."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

import yaml

from quizkit.reading.characters import Characters, Lines

_FENCES = ("---", "+++")
_PAIR = re.compile(r"(?P<name>[A-Za-z][\w.-]{0,60})\s*[:=](?:\s+(?P<value>\S.*))?")
_MOST_LINES = 400
_LONGEST = 60_000
"""Characters: more than that is no front matter that a person wrote, and YAML is slow."""

_ADDRESSES = ("url", "source.url", "link", "source.link", "canonical_url")
_PROSE = ("description", "summary", "abstract")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """``ends`` is how many lines belong to it; ``prose`` are its values that are sentences about the subject."""

    ends: int = 0
    title: str = ""
    url: str = ""
    prose: list[Characters] = field(default_factory=list)


def read_front_matter(lines: Lines) -> FrontMatter:
    """The front matter of a document; where it is broken, what its lines give away one by one."""
    ends = _ends(lines)
    if not ends:
        return FrontMatter()
    start = lines.starts[1]
    content = lines.text[start : lines.starts[ends] if ends < len(lines.starts) else None]
    values = dict(_values(content)) or dict(_pairs(lines, ends, start))
    found = {name: _at_place(content, value, start) for name, value in values.items()}
    return FrontMatter(
        ends=ends,
        title=" ".join(values["title"][0].split()) if "title" in values else "",
        url=next((values[name][0] for name in _ADDRESSES if name in values), ""),
        prose=[place for name in _PROSE if (place := found.get(name)) and " " in place.text],
    )


def _ends(lines: Lines) -> int:
    """How many lines belong to the front matter: to the closing fence or, where it is missing, to the last pair."""
    fence = lines.lines[0].text.rstrip() if lines.lines else ""
    if fence not in _FENCES or len(lines.lines) < 2 or not _PAIR.fullmatch(lines.lines[1].text.rstrip()):
        return 0
    for number, line in enumerate(lines.lines[1:_MOST_LINES], 2):
        if line.text.rstrip() == fence:
            return number
    unclosed = takewhile(lambda line: _PAIR.fullmatch(line.text.rstrip()), lines.lines[1:])
    return 1 + sum(1 for _ in unclosed)


_Value = tuple[str, int, int]
"""What a value says, and from where to where it stands in the front matter."""


def _values(content: str) -> Iterator[tuple[str, _Value]]:
    """The values of a mapping and of the mappings right in it, their names joined by a dot."""
    body = re.sub(r"\n(?:---|\.\.\.)\s*\Z", "\n", content)
    if len(body) > _LONGEST:
        return
    try:
        root = yaml.compose(body, Loader=yaml.SafeLoader)
    # Brackets nested a thousand deep are no fault of the reader's; such front matter is simply not understood.
    except (yaml.YAMLError, RecursionError):
        return
    yield from _scalars(root)
    if isinstance(root, yaml.MappingNode):
        for key, inner in root.value:
            if isinstance(key, yaml.ScalarNode):
                yield from ((f"{key.value}.{name}", value) for name, value in _scalars(inner))


def _scalars(node: yaml.Node | None) -> Iterator[tuple[str, _Value]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
                yield key.value, (value.value, value.start_mark.index, value.end_mark.index)


def _pairs(lines: Lines, ends: int, start: int) -> Iterator[tuple[str, _Value]]:
    for line in lines.lines[1:ends]:
        if (pair := _PAIR.fullmatch(line.text.rstrip())) and pair["value"]:
            at = line.at[0] - start
            yield pair["name"].lower(), (pair["value"].strip("\"'"), at + pair.start("value"), at + pair.end("value"))


def _at_place(content: str, value: _Value, start: int) -> Characters | None:
    """A value at its place in the file; None where it is spelled otherwise there, as with escapes."""
    said, begin, end = value
    raw = content[begin:end]
    skipped = re.match(r"[|>][-+\d]*[ \t]*\r?\n?|[\"']|", raw)
    first = begin + (skipped.end() if skipped else 0)
    spelled = Characters.of(content[first:end].rstrip().rstrip("\"'" if raw[:1] in ("'", '"') else ""), start + first)
    return spelled.folded() if spelled.folded().text == Characters.of(said, 0).folded().text else None
