"""``drafts`` and its commands: what waits, and what the learner says to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quizkit.domain.card import Card, Evidence
from quizkit.domain.deck import Deck
from quizkit.domain.draft import Draft, Fate, Verdict
from quizkit.library.load import BUNDLED
from quizkit.storage.database import open_database
from quizkit.storage.decks import DeckStore

from .conftest import NOTES, Told, clean_environment

Run = Callable[..., Told]

WHEN = "cell/0000000002/when"
HOW_MANY = "cell/0000000003/37"
HOSTILE = "cell/0000000004/hostile"


def draft(card: Card, topic: str = "DNA") -> Draft:
    return Draft(replace(card, topic=topic), Verdict(0.42, Fate.DRAFT, ("rule: how many", "− the answer is a number")))


@pytest.fixture
def library(biology: Deck, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with the deck of biology, and two drafts that wait in it."""
    place = Path("library.db").absolute()
    monkeypatch.setenv("QUIZKIT_DB", str(place))
    first = biology.cards[0]
    proof = Evidence("cell", "Human \x1b[2Jmitochondrial DNA has 37 genes", 12)
    genes = replace(first, key=HOW_MANY, question="How many genes has it?", answer="37", evidence=(proof,))
    odd = replace(first, key=HOSTILE, question="What is \x1b]0;owned\x07 [red]it[/red]?", answer="\u202eevil")
    engine = open_database(place)
    store = DeckStore(engine)
    store.save(Deck(BUNDLED, "It was here", ()), datetime(2026, 3, 2, tzinfo=UTC))
    store.remove(BUNDLED)
    store.save(biology, datetime(2026, 3, 2, tzinfo=UTC), [draft(genes), draft(odd, "Cell")])
    engine.dispose()
    return place


def ids(quizkit: Run, *arguments: str) -> list[str]:
    return [row["id"] for row in json.loads(quizkit("drafts", *arguments, "--json").out)]


def deck_of(quizkit: Run, deck: str = "biology") -> dict[str, dict[str, object]]:
    exported = json.loads(quizkit("export", deck, "--to", "-", "--format", "json").out)
    return {card["id"]: card for card in exported["cards"]}


def test_drafts_are_listed_with_key_score_answer_evidence_and_reasons(quizkit: Run, library: Path) -> None:
    told = quizkit("drafts")
    assert told.code == 0
    assert (
        f"# biology: DNA\n\n{HOW_MANY}  0.42\n  How many genes has it?\n  = 37\n"
        '  "Human ␛[2Jmitochondrial DNA has 37 genes" cell:12\n  why: rule: how many; − the answer is a number\n'
    ) in told.out
    assert "2 drafts. Say what you think" in told.out
    assert not set("\x1b\x07\u202e") & set(told.out)
    assert "[red]it[/red]" in told.out


def test_json_gives_what_generate_gives_and_the_deck(quizkit: Run, library: Path) -> None:
    row = json.loads(quizkit("drafts", "--json", "--topic", "dna").out)[0]
    assert (row["deck"], row["id"], row["fate"], row["score"]) == ("biology", HOW_MANY, "draft", 0.42)
    assert row["reasons"] == ["rule: how many", "− the answer is a number"]


def test_the_number_of_drafts_is_told_by_due_and_decks(quizkit: Run, library: Path) -> None:
    assert quizkit("due").out.endswith("\n2 drafts wait for your yes: quizkit drafts\n")
    assert json.loads(quizkit("due", "--json").out)["drafts"] == 2
    row = next(row for row in json.loads(quizkit("decks", "--json").out) if row["deck"] == "biology")
    assert (row["cards"], row["drafts"]) == (3, 2)


def test_an_accepted_draft_is_a_card(quizkit: Run, library: Path) -> None:
    told = quizkit("drafts", "accept", "0000000003")
    assert told == Told(0, f"accepted {HOW_MANY}: How many genes has it? = 37\n", "")
    assert deck_of(quizkit)[HOW_MANY]["origin"] == "generated"
    assert ids(quizkit) == [HOSTILE]
    again = quizkit("drafts", "accept", HOW_MANY)
    assert (again.code, again.out) == (5, "")
    assert "is a card already" in again.err


def test_all_that_wait_are_accepted_at_once(quizkit: Run, library: Path) -> None:
    assert quizkit("drafts", "accept", "--all", "--topic", "DNA").out.count("accepted ") == 1
    assert quizkit("drafts", "accept", "--all", "--deck", "biology").out.count("accepted ") == 1
    assert quizkit("drafts", "accept", "--all").out == "No drafts wait that can be accepted all at once.\n"
    assert quizkit("drafts").out == "No drafts wait.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["accept"],
        ["accept", "--all", HOW_MANY],
        ["accept", HOW_MANY, "--topic", "DNA"],
        ["--rejected", "--topic", "DNA"],
        ["--json", "accept", HOW_MANY],
        ["edit", HOW_MANY, "--print", "--file", "x"],
        ["reject"],
    ],
)
def test_options_that_make_no_sense_together_are_refused_and_nothing_is_decided(
    quizkit: Run, library: Path, arguments: list[str]
) -> None:
    told = quizkit("drafts", *arguments)
    assert (told.code, told.out) == (2, "")
    assert len(ids(quizkit)) == 2


def test_what_is_rejected_is_listed_apart_and_taken_back(quizkit: Run, library: Path) -> None:
    assert quizkit("drafts", "reject", HOW_MANY, HOSTILE).out.count("rejected ") == 2
    assert ids(quizkit) == []
    assert ids(quizkit, "--rejected") == [HOW_MANY, HOSTILE]
    assert quizkit("drafts", "undo").out.startswith(f"{HOSTILE} is no longer rejected: ")
    assert ids(quizkit, "--rejected", "--deck", "biology") == [HOW_MANY]
    quizkit("drafts", "undo")
    assert len(ids(quizkit)) == 2
    assert quizkit("drafts", "undo").out == "There is nothing to take back.\n"


def editor(script: str) -> str:
    """A program that edits the file that it is given."""
    place = Path("editor.py").absolute()
    place.write_text(f"import sys, pathlib\nfile = pathlib.Path(sys.argv[-1])\ntext = file.read_text()\n{script}\n")
    return f"'{sys.executable}' '{place}' --wait"


def test_an_edited_draft_is_a_card_in_the_learners_words(
    quizkit: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", editor("file.write_text(text.replace('How many genes', 'What number of genes'))"))
    told = quizkit("drafts", "edit", HOW_MANY)
    assert told == Told(0, f"edited {HOW_MANY}: What number of genes has it? = 37\n", "")
    card = deck_of(quizkit)[HOW_MANY]
    assert (card["question"], card["origin"]) == ("What number of genes has it?", "edited")


@pytest.mark.parametrize("script", ["", "file.write_text('# nothing here')", "file.write_text('')"])
def test_an_edit_that_changes_nothing_decides_nothing(
    quizkit: Run, library: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setenv("EDITOR", editor(script))
    assert quizkit("drafts", "edit", HOW_MANY) == Told(0, "", f"quizkit: {HOW_MANY}: nothing was changed\n")
    assert len(ids(quizkit)) == 2


def test_words_that_make_no_card_are_refused_with_their_place_and_kept_to_be_mended(
    quizkit: Run, library: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("EDITOR", editor("file.write_text(text.replace(\"'37'\", '').replace('\"37\"', ''))"))
    told = quizkit("drafts", "edit", HOW_MANY)
    assert (told.code, told.out) == (4, "")
    assert "yaml, line 5: " in told.err
    assert "its question or its answer is empty; nothing was changed, edit the card again to mend it" in told.err
    assert len(ids(quizkit)) == 2
    monkeypatch.setenv("EDITOR", editor("file.write_text(text.replace('answer: ', 'answer: thirty-seven'))"))
    told = quizkit("drafts", "edit", HOW_MANY)
    assert "here is what you wrote last time" in told.err
    assert told.out == f"edited {HOW_MANY}: How many genes has it? = thirty-seven\n"
    assert list((home / ".local/state/quizkit/edits").iterdir()) == []


def test_an_editor_that_fails_changes_nothing_and_loses_nothing(
    quizkit: Run, library: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    for script, kept in (("sys.exit(3)", 0), ("file.write_text(text + '# more')\nsys.exit(3)", 1)):
        monkeypatch.setenv("EDITOR", editor(script))
        told = quizkit("drafts", "edit", HOW_MANY)
        assert (told.code, told.out) == (1, "")
        assert "left with code 3" in told.err
        assert len(list((home / ".local/state/quizkit/edits").iterdir())) == kept
    for chosen, words in (
        ("no-such-editor", "cannot be started"),
        ("'", "mend its quotes"),
        ("", "no editor is known"),
    ):
        monkeypatch.setenv("EDITOR", chosen)
        told = quizkit("drafts", "edit", HOW_MANY)
        assert (told.code, told.out) == (2, "")
        assert words in told.err
    assert len(ids(quizkit)) == 2


def test_the_form_goes_through_a_file_or_a_pipe_without_an_editor(program: Run, quizkit: Run, library: Path) -> None:
    form = quizkit("drafts", "edit", HOW_MANY, "--print").out
    Path("form.yaml").write_text(form.replace("How many genes", "What number of genes"))
    assert quizkit("drafts", "edit", HOW_MANY, "--file", "form.yaml").code == 0
    told = program("drafts", "edit", HOW_MANY, "--file", "-", stdin=form, QUIZKIT_DB=str(library))
    assert told.out == f"edited {HOW_MANY}: How many genes has it? = 37\n"
    for content, words in ((b"\xff", "not UTF-8"), (None, "cannot be read")):
        Path("form.yaml").unlink(missing_ok=True)
        if content is not None:
            Path("form.yaml").write_bytes(content)
        told = quizkit("drafts", "edit", HOW_MANY, "--file", "form.yaml")
        assert told.code == 4
        assert words in told.err


def test_killed_in_the_editor_nothing_is_lost_and_nothing_decided(library: Path, quizkit: Run, home: Path) -> None:
    waits = editor("file.write_text(text.replace('How many', 'What number of'))\nimport time\ntime.sleep(60)")
    environment = clean_environment(home) | {"QUIZKIT_DB": str(library), "EDITOR": waits}
    command = [sys.executable, "-m", "quizkit", "drafts", "edit", HOW_MANY]
    edits = home / ".local/state/quizkit/edits"
    with subprocess.Popen(command, env=environment, start_new_session=True) as running:
        until = time.monotonic() + 30
        while time.monotonic() < until and not any("What number" in file.read_text() for file in edits.glob("*")):
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGKILL)
    assert len(ids(quizkit)) == 2
    (kept,) = edits.iterdir()
    assert "What number of" in kept.read_text()


def test_a_rejected_card_stays_out_when_its_document_or_its_deck_file_comes_again(
    quizkit: Run, notes: Path, home: Path
) -> None:
    quizkit("add", notes)
    quizkit("export", "notes", "--to", "notes.yaml")
    key = next(
        key for key, card in deck_of(quizkit, "notes").items() if card["answer"] == "National Institutes of Health"
    )
    quizkit("drafts", "reject", key)
    assert key not in deck_of(quizkit, "notes")
    assert "1 card that you rejected stayed out" in quizkit("add", notes).out
    notes.write_text(NOTES.replace("pays for most studies", "pays for many of the studies"))
    assert "1 card that you rejected stayed out" in quizkit("add", notes).out
    assert "1 card that you rejected stayed out" in quizkit("load", "notes.yaml").out
    assert key not in deck_of(quizkit, "notes")


def test_keys_complete_in_the_shell(program: Run, library: Path) -> None:
    def offered(words: str) -> list[str]:
        number = str(len(words.split(" ")) - 1)
        asked = {"_QUIZKIT_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": number}
        return program(**asked, QUIZKIT_DB=str(library)).out.split()

    assert offered("quizkit drafts accept cell/") == [HOW_MANY, HOSTILE]
    assert offered("quizkit drafts reject cell/0000000002") == ["cell/0000000002/what", WHEN]
    assert offered("quizkit drafts accept nowhere") == []


def test_the_library_may_be_named_before_and_behind_every_command(
    quizkit: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZKIT_DB", "another.db")
    for arguments in (
        ["--db", library, "drafts", "--json"],
        ["drafts", "--db", library, "--json"],
    ):
        assert len(json.loads(quizkit(*arguments).out)) == 2
    assert quizkit("drafts", "--db", library, "accept", HOW_MANY).code == 0
    assert quizkit("drafts", "reject", HOSTILE, "--db", library).code == 0
