"""Open any document: pick its reader, refuse what is no text."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from quizkit.domain.errors import SourceError
from quizkit.domain.slug import slugify
from quizkit.domain.source import Source
from quizkit.reading.blocks import Outline
from quizkit.reading.characters import Lines
from quizkit.reading.encodings import declared_encoding, known_encoding, likely_encoding
from quizkit.reading.plain_text import read_plain_text
from quizkit.reading.statements import statements_of

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
PLAIN_TEXT = frozenset({".txt", ".text"})
HTML = frozenset({".html", ".htm", ".xhtml"})
SUBTITLES = frozenset({".srt", ".vtt"})
DOCUMENTS = MARKDOWN | PLAIN_TEXT | HTML | SUBTITLES
MAX_BYTES = 20_000_000

_MAGIC = {
    b"%PDF": "a PDF",
    b"%!PS": "a PostScript document",
    b"{\\rtf": "a rich text document",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "compressed",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old office document",
}
_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--[^>]{0,400}-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_LONGEST_PROLOGUE = 2_000
_VTT = "WEBVTT"


def find_documents(paths: Sequence[Path]) -> list[Path]:
    """The documents among ``paths`` and in the folders among them, in order of their names, each once.

    Raises SourceError for a path that is not there and for a folder without documents. Hidden files are left alone.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        try:
            inside = list(_documents_in(path)) if path.is_dir() else [path]
            is_there = path.exists()
        except OSError as error:
            raise SourceError(
                f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
            ) from error
        if not is_there:
            problem = "is a link to nothing" if path.is_symlink() else "no such file; check the spelling"
            raise SourceError(f"{path}: {problem}")
        if not inside:
            endings = ", ".join(sorted(DOCUMENTS))
            raise SourceError(f"{path}: no document in this folder; quizkit reads {endings}")
        for document in inside:
            found.setdefault(document.resolve(), document)
    return list(found.values())


def _documents_in(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.suffix.lower() in DOCUMENTS and not is_hidden and file.is_file():
            yield file


def read_document(
    path: Path, *, encoding: str | None = None, max_bytes: int = MAX_BYTES, slug: str | None = None
) -> Source:
    """Read one file; ``encoding`` overrules what its first bytes say, ``slug`` what its name gives.

    Raises SourceError, naming the file and the way out, for whatever is no readable text.
    """
    return read_text(decode(_bytes_of(path, max_bytes), str(path), encoding), path.name, slug=slug)


def _bytes_of(path: Path, max_bytes: int) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise SourceError(f"{path}: is a folder, not a document")
        # A pipe or a device might never end, and opening one might wait for ever.
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(f"{path}: is no ordinary file; save the text in one, or pipe it in with the path -")
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"{path}: cannot be read ({reason}); check the file and its permissions") from error
    if len(data) > max_bytes:
        size = max(status.st_size, len(data))
        raise SourceError(
            f"{path}: {size / 1e6:.1f} MB, and no more than {max_bytes / 1e6:g} MB are read; "
            f"if it is really text, give --max-size {size // 1_000_000 + 1}M"
        )
    return data


def read_text(text: str, name: str, *, slug: str | None = None) -> Source:
    """Read a document that is at hand as text; ``name`` tells its format and gives its slug.

    Raises SourceError where there is nothing but white space, or what is no text.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise SourceError(f"{name}: is empty; there is nothing to learn from it")
    if "\0" in text:
        raise SourceError(f"{name}: holds NUL bytes, so it is no text; give a text or Markdown file")
    lines = Lines(text)
    path = Path(name)
    outline = _outline_of(path, lines)
    statements = statements_of(outline, lines)
    return Source(
        slug=slug or slugify(path.stem),
        file=name,
        title=outline.title or path.stem,
        statements=statements,
        url=outline.url,
        passed_over=tuple(sorted(outline.passed_over, key=lambda passed: passed.line)),
    )


def _outline_of(path: Path, lines: Lines) -> Outline:
    """What the reader of the document's format makes of it; a reader is loaded when it is first needed."""
    ending = path.suffix.lower()
    if _is_html(ending, lines.text):
        from quizkit.reading.html import read_html

        outline = read_html(lines)
        if not outline.blocks and not outline.passed_over:
            raise SourceError(
                f"{path}: is a page without text (a script may load it); "
                "save the page from a browser, or copy its text into a .txt file"
            )
        return outline
    if ending in SUBTITLES or lines.text.startswith(_VTT):
        from quizkit.reading.subtitles import has_cue, read_subtitles

        if not has_cue(lines):
            raise SourceError(
                f"{path}: has no cue with a time such as 00:01:02,000 --> 00:01:05,000; "
                "if it is a text without times, name it .txt"
            )
        return read_subtitles(lines)
    if _is_markdown(path, lines):
        from quizkit.reading.markdown import read_markdown

        return read_markdown(lines)
    return read_plain_text(lines)


def _is_html(ending: str, opening: str) -> bool:
    """Whether a document is a web page, by its name or by how it opens."""
    return ending in HTML or bool(_HTML.match(opening, 0, _LONGEST_PROLOGUE))


def _is_markdown(path: Path, lines: Lines) -> bool:
    if path.suffix.lower() in MARKDOWN:
        return True
    from quizkit.reading.markdown import looks_like_markdown

    return looks_like_markdown(lines)


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of a file's bytes; Unicode in its usual forms is known by itself, all else needs ``encoding``.

    Raises SourceError for what is no text, and names the likely encoding where it is not Unicode.
    """
    if encoding:
        return _decoded_as(data, name, encoding)
    for start, what in _MAGIC.items():
        if data.startswith(start):
            raise SourceError(f"{name}: is {what}, not text; save its text as .txt or .md first")
    known = known_encoding(data)
    if known == "utf-8" and _is_html(Path(name).suffix.lower(), data[:_LONGEST_PROLOGUE].decode("latin-1")):
        with suppress(UnicodeDecodeError):
            return data.decode(declared_encoding(data) or known)
    try:
        return data.decode(known)
    except UnicodeDecodeError as error:
        at = error.start
        likely = likely_encoding(data)
        if not likely:
            raise SourceError(
                f"{name}: is no text (byte {at} is in no encoding that quizkit knows); give a text or Markdown file"
            ) from error
        line = data.count(b"\n", 0, at) + 1
        raise SourceError(f"{name}:{line}: is not UTF-8; it is probably {likely}: try --encoding {likely}") from error


def _decoded_as(data: bytes, name: str, encoding: str) -> str:
    try:
        text = data.decode(encoding)
        # Some codecs give halves of characters, which no file could hold again.
        text.encode()
    except LookupError as error:
        raise SourceError(f"{name}: there is no encoding “{encoding}”; try utf-8, latin-1 or cp1252") from error
    except ValueError as error:
        raise SourceError(f"{name}: is not in the encoding {encoding}; leave --encoding out, or try another") from error
    return text
