"""Packages that are broken, or made to do harm: told with the place, and nothing of them is in the library."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard
from sqlalchemy import Engine

from quizkit.domain.errors import DeckError
from tests.formats.anki_made import AnkiMaker

from .shelf import Shelf

LARGEST = 10_000_000


@pytest.fixture
def good(tmp_path: Path) -> Iterator[Callable[[bool], Path]]:
    """Makes a package with one card and one picture, legacy or not."""
    made = AnkiMaker(tmp_path / "anki")
    name = made.media("heart.png", b"a picture")
    made.note("Basic", "Bio", Front=f'<img src="{name}">', Back="A")

    def make(legacy: bool) -> Path:
        return made.package(tmp_path / f"good{legacy}.apkg", legacy=legacy)

    yield make
    made.close()


@pytest.fixture
def shelf(engine: Engine, tmp_path: Path) -> Shelf:
    return Shelf(engine, tmp_path / "media")


def changed(package: Path, target: Path, **members: bytes | None) -> Path:
    """A copy of the package with other contents of members (dots are underscores here); None leaves one out."""
    given = {name.replace("_", "."): content for name, content in members.items()}
    with zipfile.ZipFile(package) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in given:
                after.writestr(name, before.read(name))
        for name, content in given.items():
            if content is not None:
                after.writestr(name, content)
    return target


def with_sql(package: Path, target: Path, *statements: str) -> Path:
    """A copy of a legacy package on whose collection the statements were run."""
    file = target.with_suffix(".db")
    with zipfile.ZipFile(package) as before:
        file.write_bytes(before.read("collection.anki21"))
    database = sqlite3.connect(file)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    return changed(package, target, collection_anki21=file.read_bytes())


def refused(shelf: Shelf, package: Path, largest: int = LARGEST) -> str:
    """The complaint; nothing of the package may be there."""
    with pytest.raises(DeckError) as error:
        shelf.take(package, largest=largest)
    assert shelf.decks.slugs() == []
    assert not [file for file in shelf.folder.rglob("*") if file.is_file()]
    assert str(error.value).startswith(str(package))
    return str(error.value)


def test_what_is_no_archive_is_told(shelf: Shelf, tmp_path: Path) -> None:
    package = tmp_path / "a.apkg"
    package.write_bytes(b"not a zip archive at all")
    assert "no Anki package: not a zip archive, or cut short" in refused(shelf, package)


def test_a_missing_file_is_told(shelf: Shelf, tmp_path: Path) -> None:
    assert "there is no such file" in refused(shelf, tmp_path / "nowhere.apkg")


@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.parametrize("share", [0.3, 0.7, 0.98])
def test_a_truncated_package_is_told(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path, legacy: bool, share: float
) -> None:
    whole = good(legacy).read_bytes()
    package = tmp_path / "cut.apkg"
    package.write_bytes(whole[: int(len(whole) * share)])
    refused(shelf, package)


def test_an_archive_without_a_collection_is_told(shelf: Shelf, tmp_path: Path) -> None:
    package = tmp_path / "a.apkg"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "it holds no collection" in refused(shelf, package)


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "..", "a/b.png", "..\\x", "C:\\x", "", "a\0b"])
def test_a_path_in_the_media_list_is_refused(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path, name: str
) -> None:
    package = changed(good(True), tmp_path / "a.apkg", media=json.dumps({"0": name}).encode())
    assert "media list" in refused(shelf, package)


def test_a_path_in_the_newest_kind_of_media_list_is_refused(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path
) -> None:
    entry = b"\x0a\x07../../x"
    listed = zstandard.compress(b"\x0a" + bytes([len(entry)]) + entry)
    assert "is no name of a file but a path" in refused(shelf, changed(good(False), tmp_path / "a.apkg", media=listed))


@pytest.mark.parametrize("listed", [b"{", b"[" * 5000, b'{"0": 7}', b"\xff\xfe"])
def test_a_damaged_media_list_is_told(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path, listed: bytes
) -> None:
    assert "media list" in refused(shelf, changed(good(True), tmp_path / "a.apkg", media=listed))


def test_a_damaged_media_list_of_the_newest_kind_is_told(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path
) -> None:
    damaged = zstandard.compress(b"\x0a\x7fshort")
    assert "media list: damaged at byte 2" in refused(shelf, changed(good(False), tmp_path / "a.apkg", media=damaged))


@pytest.mark.parametrize("legacy", [False, True])
def test_a_bomb_is_refused_before_it_fills_the_disk(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path, legacy: bool
) -> None:
    zeros = bytes(50_000_000)
    members: dict[str, bytes | None] = {"collection_anki21": zeros}
    if not legacy:
        members = {"collection_anki21b": zstandard.compress(zeros)}
    package = changed(good(legacy), tmp_path / "bomb.apkg", **members)
    assert package.stat().st_size < 100_000
    assert "unpacks to more than allowed; if you trust it, raise --max-size" in refused(shelf, package)


def test_a_bomb_among_the_media_is_refused(good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path) -> None:
    with zipfile.ZipFile(good(True)) as archive:
        assert archive.read("0") == b"a picture"
    bomb = io.BytesIO(bytes(50_000_000)).getvalue()
    package = changed(good(True), tmp_path / "bomb.apkg", **{"0": bomb})
    assert "'0': unpacks to more than allowed" in refused(shelf, package)


def test_a_collection_of_a_future_schema_is_told(good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path) -> None:
    package = with_sql(good(True), tmp_path / "a.apkg", "UPDATE col SET ver = 99")
    assert "a newer Anki made its collection (schema 99" in refused(shelf, package)


def test_a_package_of_a_future_edition_is_told(good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path) -> None:
    package = changed(good(False), tmp_path / "a.apkg", meta=b"\x08\x09")
    assert "a newer Anki made this package" in refused(shelf, package)


@pytest.mark.parametrize(
    "statement",
    ["DROP TABLE notes", "DROP TABLE revlog", "DELETE FROM col", "UPDATE col SET models = '{'",
     "UPDATE col SET models = '[]'", "UPDATE col SET decks = '{\"1\": 7}'", "UPDATE col SET ver = 12"],
)  # fmt: skip
def test_a_collection_that_is_none_is_told(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path, statement: str
) -> None:
    refused(shelf, with_sql(good(True), tmp_path / "a.apkg", statement))


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(200), b"no database"])
def test_a_broken_database_is_told(good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path, content: bytes) -> None:
    refused(shelf, changed(good(True), tmp_path / "a.apkg", collection_anki21=content))


def test_a_database_broken_in_the_middle_leaves_no_card_and_no_picture(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path
) -> None:
    with zipfile.ZipFile(good(True)) as archive:
        content = bytearray(archive.read("collection.anki21"))
    for at in range(4096, len(content)):
        content[at] = 0x5A
    package = changed(good(True), tmp_path / "a.apkg", collection_anki21=bytes(content))
    refused(shelf, package)


def test_views_in_place_of_tables_are_not_asked(good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n"
    package = with_sql(good(True), tmp_path / "a.apkg", "DROP TABLE revlog", f"CREATE VIEW revlog AS {endless}")
    assert "it has no table revlog" in refused(shelf, package)


def test_odd_values_in_a_collection_survive(good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path) -> None:
    package = with_sql(
        good(True),
        tmp_path / "a.apkg",
        "UPDATE cards SET type = 2, queue = 2, due = 900000000, ivl = 99999999, factor = -7, lapses = -3, flags = 255",
        "UPDATE notes SET tags = '', guid = ''",
        "INSERT INTO revlog VALUES (-5, (SELECT id FROM cards), 0, 3, 1, 1, 1, 1, 1)",
        "INSERT INTO revlog VALUES (9223372036854775807, (SELECT id FROM cards), 0, 3, 1, 1, 1, 1, 1)",
        "INSERT INTO revlog VALUES (1700000000000, (SELECT id FROM cards), 0, 9, 1, 1, 1, -50, 1)",
        "INSERT INTO revlog VALUES (1700000000001, (SELECT id FROM cards), 0, 2, 1, 1, 1, -50, 1)",
        "INSERT INTO revlog VALUES (1700000000002, 12345, 0, 2, 1, 1, 1, 5, 1)",
    )
    taken = shelf.take(package).taken
    assert (len(taken.new), taken.reviews) == (1, 1)
    assert shelf.progress.check().is_sound


def test_values_of_the_wrong_type_are_told_or_survive(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path
) -> None:
    package = with_sql(
        good(True), tmp_path / "a.apkg",
        "UPDATE cards SET due = 'soon', ivl = x'ff', factor = 2.5, type = 2, queue = 'x', flags = x'00'",
        "UPDATE notes SET flds = x'ff00fe1f41', sfld = 1",
    )  # fmt: skip
    shelf.take(package)
    assert shelf.progress.check().is_sound
    assert [card.answer for card in shelf.cards()] == ["A"]


def test_a_picture_that_is_listed_but_missing_is_told_and_the_card_comes_in(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path
) -> None:
    imported = shelf.take(changed(good(True), tmp_path / "a.apkg", **{"0": None}))
    assert [card.question for card in shelf.cards()] == ["[image: heart.png]"]
    assert imported.package.warnings == ["1 media file that cards name is not in the package"]


def test_a_collection_whose_schema_is_no_text_any_more_is_damaged(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path
) -> None:
    broken = "UPDATE sqlite_master SET name = CAST(x'ff' || name || x'ac' AS TEXT) WHERE name = 'notes'"
    package = with_sql(good(True), tmp_path / "a.apkg", "PRAGMA writable_schema = ON", broken)
    assert "its collection is damaged" in refused(shelf, package)


@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.parametrize("member", ["media", "meta"])
def test_a_list_that_would_fill_the_memory_is_refused(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path, member: str, legacy: bool
) -> None:
    spaces = b" " * 40_000_000
    bomb = zstandard.compress(spaces) if member == "media" and not legacy else spaces
    package = changed(good(legacy), tmp_path / "a.apkg", **{member: bomb})
    assert package.stat().st_size < 100_000
    assert f"{member}: unpacks to more than 32 MB" in refused(shelf, package, largest=10**9).replace("'", "")


def test_a_text_that_would_fill_the_memory_is_refused(
    good: Callable[[bool], Path], shelf: Shelf, tmp_path: Path
) -> None:
    package = with_sql(good(True), tmp_path / "a.apkg", "UPDATE col SET conf = zeroblob(100000001)")
    assert "its collection is damaged" in refused(shelf, package, largest=10**9)
