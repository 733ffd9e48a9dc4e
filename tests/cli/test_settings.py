"""What the learner chose, from file, environment and option."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizkit.cli.settings import read_choices
from quizkit.domain.card import CardKind
from quizkit.domain.errors import SettingsError
from quizkit.domain.settings import Settings


@pytest.fixture
def settings_file(home: Path) -> Path:
    file = home / ".config" / "quizkit" / "settings.toml"
    file.parent.mkdir(parents=True)
    return file


def test_without_file_and_environment_the_defaults_hold(home: Path) -> None:
    choices = read_choices({})
    assert choices.settings == Settings(new_per_day=20, day_starts_at=4)
    assert choices.database == home / ".local" / "share" / "quizkit" / "library.db"


def test_the_file_chooses(settings_file: Path) -> None:
    settings_file.write_text('new_per_day = 5\nday_starts_at = 0\ndb = "~/study.db"\n')
    choices = read_choices({})
    assert choices.settings == Settings(new_per_day=5, day_starts_at=0)
    assert choices.database == Path("~/study.db").expanduser()


def test_the_environment_wins_over_the_file_and_the_option_over_both(settings_file: Path) -> None:
    settings_file.write_text('new_per_day = 5\nday_starts_at = 3\ndb = "file.db"\n')
    environment = {"QUIZKIT_NEW_PER_DAY": "7", "QUIZKIT_DB": "environment.db"}
    assert read_choices(environment).settings == Settings(new_per_day=7, day_starts_at=3)
    assert read_choices(environment).database == Path("environment.db")
    assert read_choices(environment, "option.db").database == Path("option.db")


def test_a_model_is_named_in_file_or_environment(settings_file: Path) -> None:
    settings_file.write_text('model_command = "llm -m x"\nmodel_timeout = 30\n')
    choices = read_choices({})
    assert (choices.model_command, choices.model_timeout) == ("llm -m x", 30)
    choices = read_choices({"QUIZKIT_MODEL_COMMAND": "claude -p", "QUIZKIT_MODEL_TIMEOUT": "60"})
    assert (choices.model_command, choices.model_timeout) == ("claude -p", 60)
    settings_file.write_text("")
    assert (read_choices({}).model_command, read_choices({}).model_timeout) == ("", 120)


def test_how_a_session_goes_is_chosen_in_file_or_environment(settings_file: Path) -> None:
    settings_file.write_text('reviews_per_day = 50\nbury_siblings = false\npause_after = 30\ntyped = ["cloze"]\n')
    chosen = Settings(reviews_per_day=50, bury_siblings=False, pause_after=30, typed=(CardKind.CLOZE,))
    assert read_choices({}).settings == chosen
    settings_file.write_text("")
    environment = {"QUIZKIT_REVIEWS_PER_DAY": "50", "QUIZKIT_BURY_SIBLINGS": "False", "QUIZKIT_PAUSE_AFTER": "30"}
    assert read_choices(environment | {"QUIZKIT_TYPED": "cloze"}).settings == chosen
    two_kinds = read_choices({"QUIZKIT_TYPED": "cloze, question"}).settings
    assert two_kinds == Settings(typed=(CardKind.CLOZE, CardKind.QUESTION))


def test_an_empty_variable_is_as_good_as_none(home: Path) -> None:
    assert read_choices({"QUIZKIT_NEW_PER_DAY": "", "QUIZKIT_DB": " "}) == read_choices({})


def test_a_url_stays_a_url(home: Path) -> None:
    assert read_choices({}, "sqlite:///elsewhere.db").database == "sqlite:///elsewhere.db"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "new_a_day = 5",
            r"settings\.toml: unknown setting new_a_day; the settings are new_per_day, .*day_starts_at, .*db",
        ),
        (
            'new_per_day = "many"',
            r"new_per_day is 'many': give a whole number \(.*settings\.toml or QUIZKIT_NEW_PER_DAY\)",
        ),
        ("new_per_day = true", r"new_per_day is True: give a whole number"),
        ("new_per_day = 2.5", r"new_per_day is 2\.5: give a whole number"),
        ("new_per_day = -1", r"new_per_day is -1: give 0 or more \(.*settings\.toml"),
        ("day_starts_at = 24", r"day_starts_at is 24: give an hour from 0 to 23"),
        ("reviews_per_day = -1", r"reviews_per_day is -1: give 0 or more \(.*QUIZKIT_REVIEWS_PER_DAY"),
        ("pause_after = 0", r"pause_after is 0: give 1 second or more"),
        ("bury_siblings = 1", r"bury_siblings is 1: give true or false \(.*QUIZKIT_BURY_SIBLINGS"),
        (
            'typed = ["choose"]',
            r"typed is \['choose'\]: give kinds of cards, as in \[\"question\", \"cloze\", \"choice\"\]",
        ),
        ("typed = 3", r"typed is 3: give kinds of cards"),
        ("db = 3", r"db is 3: give a path in quotes"),
        ("model_command = 3", r"model_command is 3: give a command in quotes"),
        (
            "model_timeout = 0",
            r"model_timeout is 0: give 1 second or more \(.*settings\.toml or QUIZKIT_MODEL_TIMEOUT\)",
        ),
        ("new_per_day = = 5", r"settings\.toml: not TOML: .*line 1"),
    ],
)
def test_what_makes_no_sense_in_the_file_is_named_with_the_way_out(
    settings_file: Path, content: str, message: str
) -> None:
    settings_file.write_text(content)
    with pytest.raises(SettingsError, match=message):
        read_choices({})


def test_a_file_that_is_no_utf8_is_named(settings_file: Path) -> None:
    settings_file.write_bytes(b'db = "caf\xe9"')
    with pytest.raises(SettingsError, match="not UTF-8"):
        read_choices({})


def test_a_folder_in_place_of_the_file_is_named(settings_file: Path) -> None:
    settings_file.mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        read_choices({})


def test_nonsense_in_the_environment_names_the_variable() -> None:
    with pytest.raises(SettingsError, match="QUIZKIT_DAY_STARTS_AT"):
        read_choices({"QUIZKIT_DAY_STARTS_AT": "noon"})
