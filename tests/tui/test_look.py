"""Keys, themes, the palette and the help: the whole app as the learner wants it."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input

from quizkit.domain.errors import SettingsError
from quizkit.study.room import StudyRoom
from quizkit.tui.app import QuizkitApp
from quizkit.tui.keys import checked_keys, key_bindings
from quizkit.tui.look import Look
from quizkit.tui.screens.help import HelpScreen
from quizkit.tui.screens.home import HomeScreen
from quizkit.tui.screens.quiz import QuizScreen
from quizkit.tui.screens.quiz_setup import QuizSetupScreen
from quizkit.tui.screens.stats import StatsScreen
from quizkit.tui.screens.study import StudyScreen
from quizkit.tui.themes import HIGH_CONTRAST, theme_named

from .looking import colors, screen_text, seen

SIZE = (80, 24)


def test_every_binding_has_a_name_of_its_own_and_says_what_it_does() -> None:
    from quizkit.tui.keys import _own, _owners

    names = [binding.id for owner in _owners() for binding in _own(owner)]
    assert len(names) == len(set(names))
    for owner in _owners():
        for binding in vars(owner)["BINDINGS"]:
            assert binding.id, (owner, binding)
            assert binding.description, binding


async def test_a_key_of_the_settings_takes_the_place_of_the_old_one(room: StudyRoom) -> None:
    app = QuizkitApp(room, look=Look(keys={"home.quiz": "f5, Q", "quiz.go_on": "x"}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("z")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("Q")
        assert isinstance(app.screen, QuizSetupScreen)
        await pilot.press("m", "m", "enter")
        await pilot.pause()
        assert isinstance(app.screen, QuizScreen)
        while "Show the answer" not in screen_text(app):
            await pilot.press("a", "x")
            await pilot.pause()
        assert "x  Show the answer" in screen_text(app)
        await pilot.press("x")
        await pilot.pause()
        assert seen(app, "#answer") != ""


async def test_the_footer_and_the_help_show_the_learners_keys(room: StudyRoom) -> None:
    app = QuizkitApp(room, look=Look(keys={"home.stats": "ctrl+t", "app.help": "f2"}))
    async with app.run_test(size=SIZE) as pilot:
        assert "^t Stats" in screen_text(app)
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("pagedown")
        await pilot.pause()
        assert "^t   Stats" in screen_text(app)


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"home.quizz": "x"}, "there is no home.quizz; `quizkit keys` lists them. Did you mean home.quiz?"),
        ({"home.quiz": "superkey"}, "superkey is no key"),
        ({"home.quiz": ""}, "nothing is no key"),
        ({"home.quiz": "a b"}, "a b is no key"),
        ({"home.quiz": "ctrl+q"}, "taken by the terminal's own habits"),
        ({"home.quiz": "t"}, "t would be both"),
        ({"home.quiz": "j"}, "j would be both rows.down"),
        ({"home.quiz": "?"}, "question_mark would be both"),
        ({"study.again": "5", "study.hard": "5"}, "5 would be both study.again"),
    ],
)
def test_keys_that_cannot_work_are_refused(room: StudyRoom, keys: dict[str, str], problem: str) -> None:
    with pytest.raises(SettingsError) as told:
        QuizkitApp(room, look=Look(keys=keys))
    assert problem in str(told.value)


def test_keys_may_change_places() -> None:
    assert checked_keys({"study.again": "4", "study.easy": "1"}) == {"study.again": "4", "study.easy": "1"}
    assert checked_keys({"quiz.go_on": "space,+,ctrl+right,é"})["quiz.go_on"] == "space,plus,ctrl+right,é"


def test_the_shipped_keys_clash_nowhere() -> None:
    # To name every key as it is asks for the check of all of them.
    assert checked_keys({binding.id: ",".join(binding.keys) for binding in key_bindings()})


@pytest.mark.parametrize("name", ["dark", "light", "high-contrast", "High contrast", "nord", "textual-light"])
async def test_the_theme_of_the_settings_is_put_on(room: StudyRoom, name: str) -> None:
    app = QuizkitApp(room, look=Look(theme=name))
    async with app.run_test(size=SIZE):
        assert app.theme == theme_named(name)


def test_an_unknown_theme_is_refused_and_those_there_are_named(room: StudyRoom) -> None:
    with pytest.raises(SettingsError, match=r"light, high-contrast.*nord.*Did you mean nord\?"):
        QuizkitApp(room, look=Look(theme="nrod"))


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [part / 255 for part in color.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


async def test_letters_of_the_high_contrast_theme_stand_out_seven_to_one(
    room: StudyRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    app = QuizkitApp(room, look=Look(theme=HIGH_CONTRAST.name))
    async with app.run_test(size=SIZE) as pilot:
        for keys in ((), ("enter",), ("space",), ("escape", "t"), ("escape", "z")):
            await pilot.press(*keys)
            await pilot.pause()
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    style = segment.style
                    if not segment.text.strip(" ─━│▎▊█▌▐▏╭╮╰╯▔▁┃") or style is None or style.dim:
                        continue
                    if style.color and style.bgcolor and style.color.triplet and style.bgcolor.triplet:
                        front, back = Color(*style.color.triplet), Color(*style.bgcolor.triplet)
                        assert contrast(front, back) >= 7, (keys, segment)


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast", *sorted(BUILTIN_THEMES)[:3]])
async def test_without_colours_all_is_said_all_the_same(
    room: StudyRoom, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = QuizkitApp(room, look=Look(theme=theme))
    async with app.run_test(size=SIZE):
        assert "▸" in screen_text(app)
        assert all(len(set(color)) == 1 for color in colors(app))


async def test_the_palette_goes_to_every_room_from_everywhere(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        for words, screen in (("stats", StatsScreen), ("quiz", QuizSetupScreen), ("home", HomeScreen)):
            await pilot.press("ctrl+p")
            await pilot.pause()
            await pilot.press(*words)
            await pilot.pause(0.5)
            await pilot.press("enter")
            await pilot.pause()
            await pilot.pause()
            assert isinstance(app.screen, screen), words
            assert len(app.screen_stack) <= 3


async def test_help_opens_where_letters_are_typed_too(room: StudyRoom) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("z", "down", "space", "m", "enter")
        await pilot.pause()
        assert isinstance(app.screen.focused, Input)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("size", [(20, 6), (40, 12), (200, 60)])
async def test_every_size_of_the_window_is_borne(room: StudyRoom, size: tuple[int, int]) -> None:
    app = QuizkitApp(room)
    async with app.run_test(size=SIZE) as pilot:
        for keys in (("enter",), ("space",), ("q", "z"), ("enter",), ("escape", "t"), ("question_mark",)):
            await pilot.press(*keys)
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert screen_text(app).strip()
            await pilot.resize_terminal(*SIZE)
            await pilot.pause()
