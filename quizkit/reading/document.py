"""Open any document: pick its reader, refuse what is no text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path

from quizkit.domain.errors import SourceError
from quizkit.domain.slug import slugify
from quizkit.domain.source import Source
from quizkit.reading.characters import Lines
from quizkit.reading.statements import statements_of

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
PLAIN_TEXT = frozenset({".txt", ".text", ""})
MAX_BYTES = 20_000_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "compressed",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old office document",
}


def find_documents(paths: Sequence[Path]) -> list[Path]:
    """The documents among ``paths`` and in the folders among them, in order of their names.

    Raises SourceError for a path that is not there and for a folder without documents. Hidden files are left alone.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [
                file
                for file in sorted(path.rglob("*"))
                if file.suffix.lower() in MARKDOWN | PLAIN_TEXT - {""}
                and file.is_file()
                and not any(part.startswith(".") for part in file.relative_to(path).parts)
            ]
            if not inside:
                endings = ", ".join(sorted(MARKDOWN | PLAIN_TEXT - {""}))
                raise SourceError(f"{path}: no document in this folder; quizkit reads {endings}")
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise SourceError(f"{path}: no such file; check the spelling")
    return list(found)


def read_document(
    path: Path, *, encoding: str | None = None, max_bytes: int = MAX_BYTES, slug: str | None = None
) -> Source:
    """Read one file; ``encoding`` overrules what its first bytes say, ``slug`` what its name gives.

    Raises SourceError, naming the file and the way out, for whatever is no readable text.
    """
    if path.suffix.lower() in {".html", ".htm", ".xhtml"}:
        raise SourceError(f"{path}: HTML is not read yet; copy the page's text into a .txt file")
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise SourceError(
                f"{path}: {size / 1e6:.1f} MB, and no more than {max_bytes / 1e6:.0f} MB are read; "
                f"if it is really text, give --max-size {size // 1_000_000 + 1}M"
            )
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions") from error
    return read_text(decode(data, str(path), encoding), path.name, slug=slug)


def read_text(text: str, name: str, *, slug: str | None = None) -> Source:
    """Read a document that is at hand as text; ``name`` tells its format and gives its slug.

    Raises SourceError where there is nothing but white space.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise SourceError(f"{name}: is empty; there is nothing to learn from it")
    lines = Lines(text)
    path = Path(name)
    if path.suffix.lower() in MARKDOWN or _is_markdown(text):
        from quizkit.reading.markdown import read_markdown

        outline = read_markdown(lines, text)
    else:
        from quizkit.reading.plain_text import read_plain_text

        outline = read_plain_text(lines)
    statements = statements_of(outline, lines)
    return Source(
        slug=slug or slugify(path.stem),
        file=name,
        title=outline.title or path.stem,
        statements=statements,
        url=outline.url,
        passed_over=tuple(sorted(outline.passed_over, key=lambda passed: passed.line)),
    )


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of a file's bytes; UTF-8 and UTF-16 are known by themselves, others need ``encoding``.

    Raises SourceError for what is no text, and names the likely encoding where it is not UTF.
    """
    if encoding:
        try:
            return data.decode(encoding)
        except LookupError as error:
            raise SourceError(f"{name}: there is no encoding “{encoding}”; try utf-8, latin-1 or cp1252") from error
        except UnicodeError as error:
            raise SourceError(
                f"{name}: is not in the encoding {encoding}; leave --encoding out, or try another"
            ) from error
    for start, what in _MAGIC.items():
        if data.startswith(start):
            raise SourceError(f"{name}: is {what}, not text; save its text as .txt or .md first")
    known = next((codec for mark, codec in _MARKS if data.startswith(mark)), None) or _utf16_without_mark(data)
    try:
        text = data.decode(known or "utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(_likely(data, name, error.start)) from error
    if "\0" in text:
        raise SourceError(f"{name}: holds NUL bytes, so it is no text; give a text or Markdown file")
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:2000]
    if len(data) % 2 or len(sample) < 4 or b"\0" not in sample:
        return None
    pairs = len(sample) // 2
    for codec, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if zeros.count(0) > 0.4 * pairs and others.count(0) == 0:
            return codec
    return None


def _likely(data: bytes, name: str, at: int) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    line = data.count(b"\n", 0, at) + 1
    if b"\0" in data[:8000] or best is None:
        return f"{name}: is no text (byte {at} is in no encoding that quizkit knows); give a text or Markdown file"
    likely = {"cp1250": "cp1252", "iso8859_2": "latin-1"}.get(best.encoding, best.encoding)
    return f"{name}:{line}: is not UTF-8; it is probably {likely}: try --encoding {likely}"


def _is_markdown(text: str) -> bool:
    if not re.search(r"^(?:---\s*$|#{1,6}\s)", text, re.MULTILINE):
        return False
    from quizkit.reading.markdown import looks_like_markdown

    return looks_like_markdown(text)
