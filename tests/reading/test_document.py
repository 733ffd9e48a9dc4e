"""Opening documents: what is read, what is refused, and what the refusal says."""

import os
from pathlib import Path

import pytest

from quizkit.domain.errors import SourceError
from quizkit.reading.document import find_documents, read_document, read_text


def test_a_folder_gives_its_documents_in_order_and_leaves_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.png", ".hidden.txt", "deep/d.TXT", ".git/e.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("The cell is small.")
    names = [path.relative_to(tmp_path).as_posix() for path in find_documents([tmp_path])]
    assert names == ["a.md", "b.txt", "deep/d.TXT"]


def test_a_document_named_twice_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("The cell is small.")
    assert find_documents([tmp_path, file, tmp_path / ".." / tmp_path.name / "a.txt"]) == [file]


def test_a_file_of_any_name_is_read_where_it_is_named(tmp_path: Path) -> None:
    file = tmp_path / "NOTES"
    file.write_text("The cell is small.")
    assert read_document(find_documents([file])[0]).statements[0].text == "The cell is small."


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no document in this folder.*\.md"):
        find_documents([tmp_path])


def test_a_missing_file_and_a_link_to_nothing_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="check the spelling"):
        find_documents([tmp_path / "a.txt"])
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    with pytest.raises(SourceError, match="link to nothing"):
        find_documents([link])


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        find_documents([tmp_path / ("x" * 5000)])


def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(SourceError, match="no ordinary file"):
        read_document(pipe)


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        read_document(tmp_path)


def test_a_file_that_vanished_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_document(tmp_path / "gone.txt")


def test_a_file_over_the_limit_is_refused_with_the_option_that_allows_it(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("The cell is small. " * 100)
    with pytest.raises(SourceError, match="--max-size 1M"):
        read_document(file, max_bytes=1000)
    assert read_document(file, max_bytes=1900).statements


@pytest.mark.parametrize("content", ["", " \n\t\r\n", "\ufeff", "\u00a0\u2028"])
def test_a_file_without_words_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(content)
    with pytest.raises(SourceError, match="is empty"):
        read_document(file)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 and more", "a PDF"),
        (b"PK\x03\x04 and more", "zip"),
        (b"{\\rtf1\\ansi and more}", "rich text"),
        (b"\x89PNG\r\n", "picture"),
        (b"The cell\0is small.", "NUL"),
        (bytes(1000), "NUL"),
        (bytes(range(256)) * 20, "no text"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=what):
        read_document(file)


def test_a_binary_file_with_the_name_of_a_page_or_a_transcript_is_refused(tmp_path: Path) -> None:
    for name in ("a.html", "a.srt"):
        (tmp_path / name).write_bytes(bytes(range(256)) * 20)
        with pytest.raises(SourceError, match="no text"):
            read_document(tmp_path / name)


def test_slug_and_title_come_from_the_name_where_nothing_else_gives_them() -> None:
    source = read_text("The cell is small.", "My notes.txt")
    assert (source.slug, source.title, source.file) == ("my-notes", "My notes", "My notes.txt")
    assert read_text("The cell is small.", "a.txt", slug="b").slug == "b"


def test_a_text_file_with_markdown_in_it_is_read_as_markdown() -> None:
    statements = read_text("# Biology\n\n## Cell\n\nThe cell is **small**.\n", "a.txt").statements
    assert [(s.section, s.text) for s in statements] == [("Cell", "The cell is small.")]


def test_offsets_do_not_count_the_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("The cell is small.", encoding="utf-8-sig")
    place = read_document(file).statements[0].places[0]
    assert (place.line, place.start, place.end) == (1, 0, 18)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_lines_are_counted_as_editors_count_them(end: str, name: str) -> None:
    text = end.join(["The cell is small.", "", "The leaf\x0c is\x85green\u2028today.", "", "- The sun is hot."])
    lines = [(s.places[0].line, s.text[:8]) for s in read_text(text, name).statements]
    assert lines[0] == (1, "The cell")
    assert lines[-1] == (5, "The sun ")
    assert {line for line, _ in lines[1:-1]} == {3}
