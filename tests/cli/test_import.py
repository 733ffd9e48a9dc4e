"""``quizkit import`` at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.formats.anki_made import AnkiMaker

from .conftest import Told

Run = Callable[..., Told]


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[AnkiMaker]:
    made = AnkiMaker(tmp_path / "anki")
    yield made
    made.close()


@pytest.fixture
def package(maker: AnkiMaker) -> Path:
    """A package with a card that was learnt, and one that is a picture."""
    (number,) = maker.note("Basic", "Bio::Cell", Front="What builds proteins?", Back="Ribosomes")
    maker.set(number, type=2, queue=2, due=maker.col.sched.today, ivl=17, factor=2350)
    maker.reviewed(number, (1_700_000_000_000, 3, 0))
    name = maker.media("heart.png", b"a picture")
    maker.note("Basic", "Bio::Body", Front=f'<img src="{name}">', Back="<b>a heart</b> \x1b[31m")
    return maker.package(Path("bio.apkg"))


def test_a_package_is_told_in_counts_and_can_be_studied(package: Path, quizkit: Run, home: Path) -> None:
    told = quizkit("import", package)
    assert told.code == 0
    assert told.out.splitlines() == [
        "bio.apkg: 2 notes, 2 cards in 1 deck: bio",
        "  2 new, none reworded, none kept; 1 review, 1 schedule taken over",
    ]
    assert quizkit("import", package).out.splitlines()[1] == (
        "  none new, none reworded, 2 kept; 0 reviews, 0 schedules taken over"
    )
    assert "Log and schedules agree" in quizkit("check").out
    stats = json.loads(quizkit("stats", "--deck", "bio", "--json").out)
    assert (stats["total"]["cards"], stats["total"]["due"], stats["total"]["seen"]) == (2, 1, 1)
    media = home / ".local/share/quizkit/library.db.media"
    assert [file.read_bytes() for file in media.rglob("*.png")] == [b"a picture"]


def test_where_a_picture_is_is_told_line_by_line(package: Path, program: Run, home: Path) -> None:
    program("import", package)
    told = program("study", "--plain", "--deck", "bio", stdin="m\n\n3\nm\nq\n", DISPLAY="", WAYLAND_DISPLAY="")
    assert "This card has no pictures or sounds." in told.out
    assert f"heart.png is {home}/.local/share/quizkit/library.db.media/" in told.out


def test_a_program_gets_json(package: Path, quizkit: Run) -> None:
    (told,) = json.loads(quizkit("import", package, "--json").out)
    assert (told["notes"], told["cards"], told["new"], told["reviews"]) == (2, 2, 2, 1)
    assert told["decks"] == {"bio": {"title": "Bio", "description": ""}}


def test_an_imported_deck_goes_out_as_a_deck_file_and_comes_back(package: Path, quizkit: Run) -> None:
    quizkit("import", package)
    assert quizkit("export", "bio", "--to", "bio.yaml").code == 0
    assert "name: heart.png" in Path("bio.yaml").read_text()
    assert quizkit("load", "bio.yaml").out.startswith("bio: none new, none reworded, 2 kept, none gone")


def test_what_quizkit_exported_comes_home(quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    assert quizkit("export", "biology", "--to", "biology.apkg").code == 0
    told = quizkit("import", "biology.apkg")
    assert told.out.splitlines()[1] == (
        "  none new, none reworded, none kept, 3 of quizkit's own; 0 reviews, 0 schedules taken over"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nowhere.apkg"], 4, "nowhere.apkg: there is no such file"),
        (["notes.pdf"], 4, "notes.pdf: not known by its suffix; quizkit imports"),
        (["bio.apkg", "--max-size", "1k"], 4, "unpacks to more than allowed; if you trust it, raise --max-size"),
        (["bio.apkg", "--max-size", "big"], 2, "--max-size big: not a size"),
    ],
)
def test_what_cannot_be_imported_is_a_message_and_an_exit_code(
    arguments: list[str], code: int, message: str, package: Path, quizkit: Run
) -> None:
    Path("notes.pdf").write_bytes(b"%PDF")
    told = quizkit("import", *arguments)
    assert (told.code, told.out) == (code, "")
    assert message in told.err
    assert "Traceback" not in told.err


def test_a_full_disk_for_media_is_told_and_nothing_comes_in(package: Path, quizkit: Run, home: Path) -> None:
    quizkit("decks")
    (home / ".local/share/quizkit/library.db.media").write_text("in the way")
    told = quizkit("import", package)
    assert told.code == 6
    assert "the media of the package cannot be kept there" in told.err
    assert "bio" not in quizkit("decks", "--json").out


def test_warnings_are_named_a_few_and_with_verbose_all(maker: AnkiMaker, quizkit: Run) -> None:
    for number in range(12):
        maker.note_type(f"Type {number}", ["A", "B"], [("{{A}}", "{{B}}")])
        maker.note(f"Type {number}", A="q", B="a")
        model = maker.col.models.by_name(f"Type {number}")
        maker.col.db.execute("delete from templates where ntid = ?", model["id"])
    package = maker.package(Path("odd.apkg"))
    told = quizkit("import", package)
    assert "  and 2 more; --verbose names all" in told.out.splitlines()
    assert quizkit("import", package, "--verbose").out.count("has no template for card 1") == 12
