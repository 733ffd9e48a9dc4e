"""The pictures and sounds of cards: found, and shown by a program that can."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quizkit.domain.card import Card, Media
from quizkit.library.card_media import MediaFile, MediaRound, media_files, show_file, viewer_of
from quizkit.storage.media import MediaStore


@pytest.fixture
def desktop(tmp_path: Path) -> dict[str, str]:
    """The environment of a desktop whose opener notes what it was given."""
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(
        f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/opened.part" && mv "{tmp_path}/opened.part" "{tmp_path}/opened"\n'
    )
    opener.chmod(0o755)
    return {"DISPLAY": ":0", "PATH": f"{opener.parent}:/usr/bin:/bin"}


def test_a_cards_files_are_found_in_order_and_a_missing_one_is_named(
    tmp_path: Path, make_card: Callable[..., Card]
) -> None:
    store = MediaStore(tmp_path / "media")
    with store.arriving() as arriving:
        digest = arriving.keep("heart.png", iter([b"a ", b"picture"]))
    card = make_card(media=(Media("gone.mp3", "0" * 64), Media("heart.png", digest)))
    gone, heart = media_files(card, store)
    assert gone == MediaFile("gone.mp3", None)
    assert heart.path is not None
    assert heart.path.read_bytes() == b"a picture"


def test_each_time_the_next_file_is_shown_and_the_answers_only_with_the_answer(
    tmp_path: Path, make_card: Callable[..., Card]
) -> None:
    store = MediaStore(tmp_path / "media")
    with store.arriving() as arriving:
        kept = [Media(name, arriving.keep(name, iter([name.encode()]))) for name in ("a.png", "b.mp3")]
    card = make_card(question="[image: a.png] which?", answer="[sound: b.mp3]", media=(*kept, Media("c.png", "0" * 64)))
    opened: list[str] = []

    def show(path: Path) -> bool:
        opened.append(path.read_text())
        return True

    media = MediaRound(store, show)
    assert [media.show_next(card, is_revealed=False) for _ in range(2)] == ["Opened a.png.", "Opened a.png."]
    assert [media.show_next(card, is_revealed=True) for _ in range(3)] == [
        "Opened b.mp3 (2 of 3).",
        "c.png (3 of 3) is not in the library; import its package again.",
        "Opened a.png (1 of 3).",
    ]
    assert opened == ["a.png", "a.png", "b.mp3", "a.png"]
    assert media.show_next(make_card(), is_revealed=True) == "This card has no pictures or sounds."
    secret = make_card(media=tuple(kept))
    assert media.show_next(secret, is_revealed=False) == "The answer may have pictures or sounds."


def test_where_nothing_can_show_a_file_its_path_is_told(tmp_path: Path, make_card: Callable[..., Card]) -> None:
    store = MediaStore(tmp_path / "media")
    with store.arriving() as arriving:
        digest = arriving.keep("a.png", iter([b"x"]))
    media = MediaRound(store, lambda path: False)
    told = media.show_next(make_card(media=(Media("a.png", digest),)), is_revealed=True)
    assert told == f"a.png is {tmp_path}/media/{digest[:2]}/{digest}.png"


@pytest.mark.parametrize(
    ("name", "platform", "command"),
    [("a.png", "linux", "xdg-open"), ("a.mp3", "darwin", "open"), ("a.mp4", "win32", "explorer")],
)
def test_a_desktop_has_a_viewer(name: str, platform: str, command: str, desktop: dict[str, str]) -> None:
    opener, path = viewer_of(Path(name), desktop, platform)
    assert (Path(opener).name, path) == (command, name)


@pytest.mark.parametrize("name", ["a.desktop", "a.sh", "a.exe", "a.html", "a", "a.py", "a.jar"])
def test_what_is_no_medium_is_never_opened(name: str, desktop: dict[str, str]) -> None:
    assert viewer_of(Path(name), desktop, "linux") == viewer_of(Path(name), desktop, "darwin") == []


def test_off_a_desktop_there_is_no_viewer(desktop: dict[str, str]) -> None:
    assert viewer_of(Path("a.png"), desktop | {"DISPLAY": ""}, "linux") == []
    assert viewer_of(Path("a.png"), {"DISPLAY": ":0", "PATH": "/nowhere"}, "linux") == []


def test_a_file_is_shown_by_the_systems_viewer(
    tmp_path: Path, desktop: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in desktop.items():
        monkeypatch.setenv(name, value)
    assert show_file(tmp_path / "a picture.png")
    for _ in range(600):
        if (tmp_path / "opened").exists():
            break
        time.sleep(0.05)
    assert (tmp_path / "opened").read_text() == str(tmp_path / "a picture.png")
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    assert not show_file(tmp_path / "a picture.png")
